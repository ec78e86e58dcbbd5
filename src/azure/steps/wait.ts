import type { Condition, WaitStep } from '../../plan/types.ts';
import { conditionsOn, evaluate } from '../conditions.ts';
import { AzureError, failureText } from '../errors.ts';
import type { MachineState } from '../instance-view.ts';
import { pause } from '../retry.ts';
import { leaving, type RunContext, type StepOutcome } from '../run-context.ts';
import { machineName } from '../selection.ts';

interface Look {
  /** Undefined while the machine has to be waited for. */
  end?: { reason?: string; warning?: string };
  /** What is otherwise than asked. */
  differences: string;
}

/** Looks at every machine in turn until each has reached its state, has failed, or the step has taken too long. */
export async function runWait(step: WaitStep, machines: readonly string[], context: RunContext): Promise<StepOutcome> {
  const until = context.now().getTime() + context.limits.step;
  const waiting = new Map(machines.map((machine) => [machine, conditionsOn(step.doneWhen, machine)]));
  const left = new Map<string, string>();
  const warnings: string[] = [];
  let told = '';
  for (;;) {
    const differences = await lookAtAll(waiting, left, warnings, context);
    if (waiting.size === 0) return leaving(left, warnings);
    const summary = summaryOf(differences);
    if (summary !== told) context.tell(step, summary);
    told = summary;
    if (context.now().getTime() >= until) break;
    await pause(context.limits.poll, context.signal);
  }
  const minutes = Math.round(context.limits.step / 60_000);
  const last = await lookAtAll(waiting, left, warnings, context);
  for (const [machine, difference] of last) left.set(machine, `not as asked after ${minutes} minutes: ${difference}`);
  return leaving(left, warnings);
}

/** Takes machines that have ended out of `waiting`; returns what the others still lack. */
async function lookAtAll(
  waiting: Map<string, Condition[]>,
  left: Map<string, string>,
  warnings: string[],
  context: RunContext,
): Promise<Map<string, string>> {
  const differences = new Map<string, string>();
  await Promise.all(
    [...waiting].map(async ([machine, conditions]) => {
      const { end, differences: lacking } = await look(machine, conditions, context);
      if (end === undefined) {
        differences.set(machine, lacking);
        return;
      }
      waiting.delete(machine);
      if (end.reason !== undefined) left.set(machine, end.reason);
      if (end.warning !== undefined) warnings.push(`${machineName(machine)}: ${end.warning}`);
    }),
  );
  return differences;
}

async function look(machine: string, conditions: readonly Condition[], { reader, looks, now, signal }: RunContext): Promise<Look> {
  await looks.turn(now().getTime(), signal);
  let state: MachineState | undefined;
  try {
    state = await reader.read(machine);
  } catch (error) {
    if (!(error instanceof AzureError)) throw error;
    // A read that fails says nothing about the machine, unless nobody may read it.
    const forGood = error.failure.status === 403 || error.failure.code === 'LoginFailed';
    return forGood
      ? { end: { reason: failureText(error.failure) }, differences: '' }
      : { differences: `cannot be read: ${error.failure.code}` };
  }
  if (state === undefined) return { end: { reason: 'the machine does not exist' }, differences: '' };
  const verdicts = conditions.map((condition) => evaluate(condition, state));
  if (verdicts.every(({ holds }) => holds)) {
    const warning = verdicts.flatMap((verdict) => verdict.warning ?? []).join('; ');
    return { end: warning === '' ? {} : { warning }, differences: '' };
  }
  const failed = [state, ...(state.instances ?? [])].find(({ extension }) => extension?.failed === true);
  if (failed !== undefined) return { end: { reason: `the extension failed: ${failed.message}` }, differences: '' };
  return { differences: `${verdicts.flatMap((verdict) => verdict.differences).join(', ')} (${state.message})` };
}

/** One line, however many machines there are. */
function summaryOf(differences: ReadonlyMap<string, string>): string {
  const [first] = differences;
  if (first === undefined) return '';
  const text = `${machineName(first[0])}: ${first[1]}`;
  return differences.size === 1 ? text : `${differences.size} machines to go; ${text}`;
}
