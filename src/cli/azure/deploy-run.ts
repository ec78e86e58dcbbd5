import { createHash, randomUUID } from 'node:crypto';
import type { OpenParameter } from '../../azure/deployment-content.ts';
import type { Journal, ReadJournal, RunHeader, StepEntry } from '../../azure/journal.ts';
import type { DeploymentPlan } from '../../plan/types.ts';
import { wantsColor } from '../color.ts';
import { failure, wrongUse } from '../complaint.ts';
import { absolute } from '../input/read-files.ts';
import { type ExitCode, exitCodes, type Io } from '../io.ts';
import { type AzureConnection, withAzure } from './connection.ts';
import { parameterValues } from './flags.ts';
import type { LoadedPlan } from './load-plan.ts';
import { wholeSteps } from './plan-commands.ts';

interface RunFlags {
  yes: boolean | undefined;
  resume: boolean | undefined;
  journal: string | undefined;
  'manual-done': string[];
  parameter: string[];
  color: boolean | undefined;
}

interface RunRequest {
  loaded: LoadedPlan;
  /** What is selected of the plan. */
  plan: DeploymentPlan;
  selection: string;
  flags: RunFlags;
  connection: AzureConnection;
  io: Io;
  mayAsk: boolean;
}

/** A run that is about to begin or to go on. */
export interface StartedRun extends RunRequest {
  run: string;
  journal: Journal;
  before: ReadonlyMap<string, StepEntry>;
}

/** Finds out where to start: at the beginning, where the journal ends, or where Azure shows that the last run stopped. */
export async function startRun(request: RunRequest): Promise<StartedRun> {
  const { loaded, selection, flags, connection, io } = request;
  const { azure, client } = connection;
  const path = absolute(io, flags.journal ?? `.armade/${loaded.plan.name}.journal.jsonl`);
  const planHash = hashOf(loaded.plan);
  const earlier = azure.readJournal(path);
  if (typeof earlier === 'string') throw failure(`${path} is not a journal of armade: ${earlier}. Name another place with --journal.`);
  if (flags.resume && earlier !== undefined) {
    refuseOtherRun(earlier.header, planHash, selection);
    const plan = planOfRun(request, earlier.header);
    io.stderr(`armade: Going on with the run that began ${earlier.header.startedAt}.\n`);
    return {
      ...request,
      plan,
      run: earlier.header.run,
      journal: azure.JournalFile.goOn(path),
      before: withManualDone(earlier.steps, flags),
    };
  }
  const found = flags.resume ? await withAzure(connection, () => azure.findRun(loaded.plan, loaded.files, client)) : undefined;
  if (flags.resume && found === undefined && flags.yes !== true) throw failure(nothingToGoOnWith(path));
  if (flags.resume)
    io.stderr(
      found === undefined
        ? noRun
        : `armade: The journal is gone. Azure knows ${found.deployments} deployments of a run whose last change was ${found.timestamp}; going on with that.\n`,
    );
  const run = found?.run ?? randomUUID();
  if (!flags.resume && isUnfinished(loaded.plan, earlier)) io.stderr(unfinished);
  const header: RunHeader = { armade: 1, run, plan: loaded.plan.name, planHash, selection, startedAt: io.now().toISOString() };
  const journal = azure.JournalFile.begin(path, header);
  return { ...request, run, journal, before: withManualDone(new Map(), flags) };
}

const unfinished =
  'armade: An earlier run of this plan did not end. This one starts anew and leaves out what is done; --resume would have gone on with it.\n';

/** The journal is of this plan, and a step in it was started and did not end. */
const isUnfinished = (plan: DeploymentPlan, journal: ReadJournal | undefined): boolean =>
  journal !== undefined &&
  journal.header.planHash === hashOf(plan) &&
  [...journal.steps.values()].some(({ state }) => state === 'started' || state === 'accepted');

const nothingToGoOnWith = (path: string): string =>
  `There is nothing to go on with: no journal at ${path}, and no run of this plan in Azure. Run armade deploy without --resume; with --yes beside it, --resume starts from the beginning.`;

const noRun = 'armade: There is no journal, and Azure knows of no run of this plan; starting from the beginning.\n';

export interface RunBounds {
  maxFailures: number;
  /** Minutes that one step may take. */
  minutes: number;
  pollSeconds: number;
  /** The command that goes on with the run. */
  goOn: string;
}

/** Looks at one machine in so many; together they stay below what Azure grants a subscription. */
const looksPerInterval = 600;

/** Runs the plan to its end, to a failure, or to Ctrl-C, and says what came of it. */
export async function deployedBy(started: StartedRun, bounds: RunBounds): Promise<ExitCode> {
  const { connection, io, plan, loaded, flags } = started;
  const { azure, client, reader, apiVersion, redact, secrets, concurrency } = connection;
  const values = new azure.GivenValues(io.env, parameterValues(flags.parameter), started.mayAsk ? askFor : undefined, secrets);
  await refuseWithoutValues(started, values);
  const progress = new azure.RunProgress(
    {
      write: (text) => io.stderr(redact(text)),
      isTerminal: io.isTTY.stderr,
      columns: io.columns,
      color: io.isTTY.stderr && wantsColor(flags.color, { ...io, isTTY: { ...io.isTTY, stdout: true } }),
      now: io.now,
    },
    plan.steps.length,
  );
  const { signal, release } = untilInterrupted();
  try {
    const context = {
      run: started.run,
      client,
      reader,
      apiVersion,
      texts: loaded.files,
      whole: wholeSteps(loaded),
      journal: started.journal,
      before: started.before,
      resumed: flags.resume === true,
      values,
      limits: { step: bounds.minutes * 60_000, poll: bounds.pollSeconds * 1000 },
      looks: new azure.Turns((bounds.pollSeconds * 1000) / looksPerInterval),
      signal,
      now: io.now,
      tell: progress.tell.bind(progress),
    };
    const report = await withAzure(connection, () =>
      azure.runPlan(plan, context, { concurrency, maxFailures: bounds.maxFailures, listener: progress }),
    );
    progress.close();
    io.stdout(redact(azure.runSummary(report, bounds.goOn)));
    for (const { step, state } of report.steps)
      if (state === 'byHand') started.journal.write({ step: step.id, state, at: io.now().toISOString() });
    return azure.isComplete(report) ? exitCodes.clean : exitCodes.failure;
  } finally {
    progress.close();
    started.journal.close();
    release();
  }
}

/** The first Ctrl-C stops waiting and starts nothing more; the second ends the process as usual. */
function untilInterrupted(): { signal: AbortSignal; release(): void } {
  const controller = new AbortController();
  const stop = () => controller.abort(new Error('interrupted'));
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, stop);
  return {
    signal: controller.signal,
    release() {
      for (const name of ['SIGINT', 'SIGTERM'] as const) process.off(name, stop);
    },
  };
}

async function askFor({ name, secure, description }: OpenParameter): Promise<string> {
  const { input, password } = await import('../prompts.ts');
  const message = description === undefined ? name : `${name} (${description})`;
  return secure
    ? await password({ message, mask: true }, { output: process.stderr })
    : await input({ message }, { output: process.stderr });
}

/** Without a terminal, a run that would stop in the middle for want of a value does not begin. */
async function refuseWithoutValues(
  started: StartedRun,
  values: { valueOf(parameter: OpenParameter): Promise<string | undefined> },
): Promise<void> {
  const { connection, plan, loaded, mayAsk } = started;
  if (mayAsk) return;
  const context = { whole: wholeSteps(loaded), texts: loaded.files, reader: connection.reader };
  const needed = await withAzure(connection, () => connection.azure.neededParameters(plan, context));
  const missing: string[] = [];
  for (const parameter of needed) if ((await values.valueOf(parameter)) === undefined) missing.push(parameter.name);
  if (missing.length > 0)
    throw wrongUse(
      `Nobody gave ${missing.join(', ')}. Set ${missing.map((name) => `ARMADE_PARAMETER_${name}`).join(', ')} in the environment.`,
    );
}

function refuseOtherRun(header: RunHeader, planHash: string, selection: string): void {
  if (header.planHash !== planHash) {
    throw failure(
      `The plan has changed since the run began (${header.startedAt}). Run armade deploy without --resume: it leaves out the machines that are done.`,
    );
  }
  if (selection !== '' && selection !== header.selection) {
    throw wrongUse(
      `The run that --resume goes on with was about ${header.selection || 'the whole plan'}, not ${selection}. Leave these flags out.`,
    );
  }
}

/** What the interrupted run was about, whatever flags are left out now. */
function planOfRun({ plan, loaded, selection, connection }: RunRequest, header: RunHeader): DeploymentPlan {
  if (header.selection === selection) return plan;
  const given = (flag: string) => [...header.selection.matchAll(new RegExp(`--${flag} (\\S+)`, 'g'))].map(([, value]) => value as string);
  const selected = connection.azure.select(loaded.plan, {
    machines: given('machine'),
    scenarios: given('scenario'),
    waves: given('wave').map(Number),
    subscriptions: given('subscription'),
  });
  if (typeof selected === 'string') throw failure(selected);
  return selected;
}

/** Steps by hand that a person says are done. */
function withManualDone(steps: ReadonlyMap<string, StepEntry>, flags: RunFlags): ReadonlyMap<string, StepEntry> {
  const entries = flags['manual-done'].map((step): [string, StepEntry] => [step, { step, state: 'byHand', at: '' }]);
  return new Map([...steps, ...entries]);
}

const hashOf = (plan: DeploymentPlan): string => createHash('sha256').update(JSON.stringify(plan)).digest('hex');
