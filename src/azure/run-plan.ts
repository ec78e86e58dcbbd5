import type { DeploymentPlan, Step } from '../plan/types.ts';
import { conditionsOn, evaluate } from './conditions.ts';
import type { StepEntry } from './journal.ts';
import { Gate } from './retry.ts';
import { type RunContext, reasonOf, type StepOutcome, skipped } from './run-context.ts';
import { machinesOf } from './selection.ts';
import { runStep } from './steps/run-step.ts';

/** What is known of a step when the run has ended. */
export interface StepReport {
  step: Step;
  /** `left` of a step that is `failed` names the machines; it is done for the others. `stopped`: it was under way when the run was interrupted. */
  state: StepOutcome['state'] | 'notStarted' | 'stopped';
  left: ReadonlyMap<string, string>;
  message?: string;
  warnings: string[];
}

export interface RunReport {
  run: string;
  steps: StepReport[];
  /** Resource id → why; each machine that is not as asked. */
  failedMachines: ReadonlyMap<string, string>;
  interrupted: boolean;
}

export interface RunOptions {
  /** Deployments and machine operations at once; waiting counts for none. */
  concurrency: number;
  /** The next wave starts all the same with so many failed machines. */
  maxFailures: number;
  listener: RunListener;
}

/** Is told what happens, for progress. */
export interface RunListener {
  started(step: Step): void;
  ended(report: StepReport): void;
}

/**
 * Runs the steps of a plan: wave by wave, inside a wave as `after` says, several at a time. A machine that fails is left out of its later steps and
 * stops nothing else of its wave. Every step is in the journal before it starts.
 */
export async function runPlan(plan: DeploymentPlan, context: RunContext, options: RunOptions): Promise<RunReport> {
  return await new PlanRun(plan, context, options).run();
}

type EntryState = Pick<StepEntry, 'state' | 'left' | 'message'>;

class PlanRun {
  readonly #plan: DeploymentPlan;
  readonly #steps: ReadonlyMap<string, Step>;
  readonly #context: RunContext;
  readonly #options: RunOptions;
  readonly #gate: Gate;
  readonly #reports = new Map<string, StepReport>();
  readonly #running = new Map<string, Promise<void>>();
  readonly #failedMachines = new Map<string, { machine: string; reason: string }>();

  constructor(plan: DeploymentPlan, context: RunContext, options: RunOptions) {
    this.#plan = plan;
    this.#steps = new Map(plan.steps.map((step) => [step.id, step]));
    this.#context = context;
    this.#options = options;
    this.#gate = new Gate(options.concurrency);
  }

  async run(): Promise<RunReport> {
    const waves = [...new Set(this.#plan.steps.map(({ wave }) => wave))].sort((a, b) => a - b);
    for (const wave of waves) {
      if (!this.#mayStart()) break;
      const steps = this.#plan.steps.filter((step) => step.wave === wave);
      await Promise.all(steps.map((step) => this.#ended(step)));
    }
    const steps = this.#plan.steps.map((step) => this.#reports.get(step.id) ?? notStarted(step, 'its wave did not start'));
    const failedMachines = new Map([...this.#failedMachines.values()].map(({ machine, reason }) => [machine, reason]));
    return { run: this.#context.run, steps, failedMachines, interrupted: this.#context.signal.aborted };
  }

  /** A wave starts when nothing that all machines share failed, nobody has to do something by hand, and not too many machines failed. */
  #mayStart(): boolean {
    if (this.#context.signal.aborted || this.#failedMachines.size > this.#options.maxFailures) return false;
    return [...this.#reports.values()].every(({ step, state }) => {
      if (state === 'byHand' || state === 'stopped') return false;
      return machinesOf(step).length > 0 || (state !== 'failed' && state !== 'notStarted');
    });
  }

  /** Runs a step after those it waits for; each step once, whoever asks. */
  #ended(step: Step): Promise<void> {
    let running = this.#running.get(step.id);
    if (running === undefined) {
      running = this.#runAfter(step);
      this.#running.set(step.id, running);
    }
    return running;
  }

  async #runAfter(step: Step): Promise<void> {
    const before = step.after.map((id) => this.#steps.get(id)).filter((other) => other !== undefined);
    await Promise.all(before.filter((other) => other.wave === step.wave).map((other) => this.#ended(other)));
    const report = await this.#report(step, before);
    this.#reports.set(step.id, report);
    if (report.state === 'failed') this.#noteFailures(report);
    if (report.state !== 'notStarted') this.#options.listener.ended(report);
  }

  async #report(step: Step, before: readonly Step[]): Promise<StepReport> {
    if (this.#context.signal.aborted) return notStarted(step, 'the run was interrupted');
    const blocking = before.find((other) => this.#blocks(other, step));
    if (blocking !== undefined) return notStarted(step, `${blocking.id} is not done`);
    const about = machinesOf(step);
    const machines = this.#left(step, about).filter((machine) => !this.#failedMachines.has(machine.toLowerCase()));
    if (about.length > 0 && machines.length === 0) return this.#nothingLeft(step, about);
    try {
      const failedBefore = about.filter((machine) => this.#failedMachines.has(machine.toLowerCase()));
      return toReport(step, await this.#run(step, machines, failedBefore));
    } catch (error) {
      if (this.#context.signal.aborted) return { step, state: 'stopped', left: new Map(), warnings: [] };
      throw error;
    }
  }

  /** The machines of a step that the interrupted run had left; all of them where it had not got that far. */
  #left(step: Step, about: readonly string[]): readonly string[] {
    const earlier = this.#context.before.get(step.id);
    return earlier?.state === 'partly' ? about.filter((machine) => earlier.left?.includes(machine) ?? true) : about;
  }

  #nothingLeft(step: Step, about: readonly string[]): StepReport {
    const failed = about.some((machine) => this.#failedMachines.has(machine.toLowerCase()));
    return failed ? notStarted(step, 'its machines failed before') : toReport(step, skipped('done before'));
  }

  /**
   * A step that failed and concerns no machines holds up what comes after it, and so does one that was held up itself. Of one about machines, the failed
   * ones are left out one by one; when none is left, what comes after it and concerns no machine has nothing to stand on.
   */
  #blocks(other: Step, step: Step): boolean {
    const report = this.#reports.get(other.id);
    if (report === undefined) return false;
    if (report.state === 'byHand' || report.state === 'stopped') return true;
    const machines = machinesOf(other);
    if (machines.length === 0) return report.state === 'failed' || report.state === 'notStarted';
    const allFailed = machines.every((machine) => this.#failedMachines.has(machine.toLowerCase()));
    return allFailed ? machinesOf(step).length === 0 : report.state === 'notStarted';
  }

  async #run(step: Step, machines: readonly string[], failedBefore: readonly string[]): Promise<StepOutcome> {
    const earlier = this.#context.before.get(step.id);
    if (earlier?.state === 'done' || earlier?.state === 'skipped') return skipped('done before');
    const work = async (): Promise<StepOutcome> => {
      this.#context.signal.throwIfAborted();
      this.#journal(step, { state: 'started' });
      this.#options.listener.started(step);
      const outcome = await this.#outcome(step, machines);
      // That a person has something to do is noted when the person has been told: whoever goes on after a crash would take it for done.
      if (outcome.state !== 'byHand') this.#journal(step, entryOf(outcome, machines, failedBefore));
      return outcome;
    };
    return step.kind === 'wait' || step.kind === 'manual' ? await work() : await this.#gate.through(work);
  }

  async #outcome(step: Step, machines: readonly string[]): Promise<StepOutcome> {
    try {
      if (step.kind !== 'deployment' && (await this.#isReached(step, machines))) return skipped('it already is as asked');
      const following = this.#plan.steps.filter(({ after }) => after.includes(step.id));
      return await runStep(step, machines, this.#context, following);
    } catch (error) {
      if (this.#context.signal.aborted) throw error;
      const message = reasonOf(error);
      return { state: 'failed', left: new Map(machines.map((machine) => [machine, message])), message };
    }
  }

  /** `skipWhen` of a step about one machine; deployments look at each of theirs themselves. */
  async #isReached(step: Step, machines: readonly string[]): Promise<boolean> {
    const [machine] = machines;
    if (machine === undefined || machines.length > 1) return false;
    const conditions = conditionsOn(step.skipWhen, machine);
    if (conditions.length === 0) return false;
    const state = await this.#context.reader.read(machine);
    return state !== undefined && conditions.every((condition) => evaluate(condition, state).holds);
  }

  #journal(step: Step, entry: EntryState): void {
    this.#context.journal.write({ step: step.id, at: this.#context.now().toISOString(), ...entry });
  }

  #noteFailures({ step, left, message }: StepReport): void {
    const failed = left.size > 0 ? left : new Map(machinesOf(step).map((machine) => [machine, message ?? 'the step failed']));
    for (const [machine, reason] of failed) this.#failedMachines.set(machine.toLowerCase(), { machine, reason });
  }
}

/** Machines that an earlier step left out are left here too, so that a run that goes on comes back for them. */
function entryOf({ state, left, message }: StepOutcome, machines: readonly string[], failedBefore: readonly string[]): EntryState {
  const why = message === undefined ? {} : { message };
  const isWhole = state === 'failed' && (left.size === 0 || left.size === machines.length);
  if (isWhole) return { state, ...why };
  const all = [...left.keys(), ...failedBefore];
  return all.length === 0 ? { state, ...why } : { state: 'partly', left: all, ...why };
}

const notStarted = (step: Step, message: string): StepReport => ({ step, state: 'notStarted', left: new Map(), message, warnings: [] });

const toReport = (step: Step, { state, left, message, warnings = [] }: StepOutcome): StepReport => ({
  step,
  state,
  left,
  ...(message === undefined ? {} : { message }),
  warnings,
});
