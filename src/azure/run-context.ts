import type { DeploymentStep, Step } from '../plan/types.ts';
import type { AzureClient, Operation } from './client.ts';
import type { OpenParameter, PlanTexts } from './deployment-content.ts';
import { AzureError, failureText } from './errors.ts';
import type { Journal, StepEntry } from './journal.ts';
import type { ApiVersions, MachineReader } from './machine-reader.ts';
import { deadline, throwUnlessSucceeded } from './operation.ts';
import { pause, type Turns } from './retry.ts';

/** How a step ended. */
export interface StepOutcome {
  state: 'done' | 'skipped' | 'failed' | 'byHand';
  /** Machines for which it is not done, and why; all others are done. */
  left: ReadonlyMap<string, string>;
  /** Why the step as a whole failed, or what there was to say. */
  message?: string;
  warnings?: string[];
}

export const done: StepOutcome = { state: 'done', left: new Map() };
export const skipped = (message: string): StepOutcome => ({ state: 'skipped', left: new Map(), message });

/** Failed for some machines, or done when there are none. */
export const leaving = (left: ReadonlyMap<string, string>, warnings: string[] = []): StepOutcome => ({
  state: left.size === 0 ? 'done' : 'failed',
  left,
  ...(warnings.length === 0 ? {} : { warnings }),
});

/** Values of parameters that nobody may or can write into a file. */
export interface ParameterValues {
  /** Undefined when nobody gives one. */
  valueOf(parameter: OpenParameter): Promise<string | undefined>;
}

export interface RunLimits {
  /** Milliseconds that one step may take. */
  step: number;
  /** Milliseconds between two looks at the same machine. */
  poll: number;
}

/** What every step of one run needs. */
export interface RunContext {
  run: string;
  client: AzureClient;
  reader: MachineReader;
  apiVersion: ApiVersions;
  texts: PlanTexts;
  /** Deployment steps as the plan has them, before anything was cut. */
  whole: ReadonlyMap<string, DeploymentStep>;
  journal: Journal;
  /** Where an interrupted run stopped, by step. */
  before: ReadonlyMap<string, StepEntry>;
  /** The run goes on with an interrupted one. */
  resumed: boolean;
  values: ParameterValues;
  limits: RunLimits;
  /** Looks at machines that are waited for, in turn. */
  looks: Turns;
  signal: AbortSignal;
  now(): Date;
  /** A line for people about a step under way. */
  tell(step: Step, text: string): void;
}

/** Attempts at something of which Azure does not tell whether it was done. */
const attempts = 6;
const firstPause = 500;

/**
 * Sends a change exactly once: looks whether it is needed, sends it, and looks again when the connection was lost before Azure had answered.
 * @param isNeeded asked before each attempt; waits where something is under way
 */
export async function carryOut(
  step: Step,
  context: RunContext,
  isNeeded: (attempt: number) => Promise<boolean>,
  send: () => Promise<Operation>,
): Promise<'sent' | 'notNeeded'> {
  const signal = deadline(context.limits.step, `Step ${step.id}`, context.signal);
  const operation = context.before.get(step.id)?.operation;
  if (operation !== undefined) {
    const end = await context.client.follow(operation, signal);
    throwUnlessSucceeded(end);
    if (end.status === 'Succeeded') return 'sent';
  }
  for (let attempt = 1; ; attempt += 1) {
    if (!(await isNeeded(attempt))) return attempt === 1 ? 'notNeeded' : 'sent';
    try {
      const operation = await send();
      context.journal.write({ step: step.id, state: 'accepted', at: context.now().toISOString(), operation });
      throwUnlessSucceeded(await context.client.follow(operation, signal));
      return 'sent';
    } catch (error) {
      const changedMeanwhile = error instanceof AzureError && error.failure.status === 412;
      if (!(error instanceof AzureError) || !(error.uncertain || changedMeanwhile) || attempt >= attempts) throw error;
      await pause(firstPause * attempt, signal);
    }
  }
}

/** Asks again and again until the answer is not undefined, or the step has taken too long. */
export async function askUntil<T>(step: Step, context: RunContext, ask: () => Promise<T | undefined>): Promise<T> {
  const signal = deadline(context.limits.step, `Step ${step.id}`, context.signal);
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await pause(context.limits.poll, signal);
  }
}

/** The reason of a failed step in words. Anything but an answer of Azure is a bug and goes on. */
export function reasonOf(error: unknown): string {
  if (error instanceof AzureError) return failureText(error.failure);
  throw error;
}
