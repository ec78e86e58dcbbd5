import type { ManualStep } from '../plan/types.ts';
import type { RunReport, StepReport } from './run-plan.ts';
import { machineName } from './selection.ts';

/** More lines of a kind are counted and not listed. */
const listed = 20;

export const isComplete = ({ steps }: RunReport): boolean => steps.every(({ state }) => state === 'done' || state === 'skipped');

/**
 * What a person has to know when a run has ended: what is done, what failed and why, what was not started, what to do by hand, and how to go on.
 * @param goOn the command that goes on with this run
 */
export function runSummary(report: RunReport, goOn: string): string {
  const { steps, failedMachines, interrupted } = report;
  const of = (...states: StepReport['state'][]): StepReport[] => steps.filter(({ state }) => states.includes(state));
  const lines = [`${of('done', 'skipped').length} of ${steps.length} steps are done.`];
  if (interrupted) lines.push('The run was stopped. Azure goes on with what it has accepted.');
  if (failedMachines.size > 0) lines.push(`Failed machines (${failedMachines.size}):`, ...machineLines(failedMachines));
  const failed = of('failed').filter(({ left, message }) => left.size === 0 && message !== undefined);
  if (failed.length > 0)
    lines.push(`Failed steps (${failed.length}):`, ...failed.flatMap(({ step, message }) => indent(`${step.id}: ${message}`)));
  for (const { step } of of('byHand')) lines.push(...byHand(step as ManualStep));
  const notStarted = of('notStarted', 'stopped');
  if (notStarted.length > 0)
    lines.push(
      `Not done yet (${notStarted.length}):`,
      ...some(notStarted.map(({ step, message }) => `${step.id}${message === undefined ? '' : ` (${message})`}`)),
    );
  if (!isComplete(report)) lines.push(`Go on with: ${goOn}`);
  return `${lines.join('\n')}\n`;
}

function machineLines(failed: ReadonlyMap<string, string>): string[] {
  const entries = [...failed].slice(0, listed).flatMap(([machine, reason]) => indent(`${machineName(machine)}: ${reason}`));
  return failed.size > listed ? [...entries, `  and ${failed.size - listed} more`] : entries;
}

const byHand = ({ title, instructions, commands }: ManualStep): string[] => [
  `To do by hand: ${title}`,
  ...instructions.flatMap(indent),
  ...commands.flatMap(indent),
];

function some(texts: readonly string[]): string[] {
  const lines = texts.slice(0, listed).map((text) => `  ${text}`);
  return texts.length > listed ? [...lines, `  and ${texts.length - listed} more`] : lines;
}

const indent = (text: string): string[] => text.split('\n').map((line) => `  ${line}`);
