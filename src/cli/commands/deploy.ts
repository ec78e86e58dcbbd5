import { connectTo } from '../azure/connection.ts';
import { deployedBy, startRun } from '../azure/deploy-run.ts';
import { cloudOf, connectionFlags, parameterFlag, positiveNumber, selectionFlags, selectionOf, wholeNumber } from '../azure/flags.ts';
import { loadPlan, printFindings } from '../azure/load-plan.ts';
import { previewOf, selectedPlan } from '../azure/plan-commands.ts';
import { wantsColor } from '../color.ts';
import { defineCommand, type Flag } from '../command.ts';
import { wrongUse } from '../complaint.ts';
import { specFlags } from '../flags.ts';
import { exitCodes, worstOf } from '../io.ts';
import { showProgress } from '../progress.ts';
import { Report } from '../report.ts';

export const deployFlags = {
  yes: { type: 'boolean', describe: 'Deploy without asking' },
  'what-if': { type: 'boolean', describe: 'Show first what would change; --no-what-if does not' },
  resume: { type: 'boolean', describe: 'Go on with the run that was interrupted or stopped for something by hand' },
  journal: { type: 'string', describe: 'Where the run keeps its steps; by default .armade/NAME.journal.jsonl in the current folder' },
  'manual-done': {
    type: 'string',
    describe: 'Id of a step by hand that is done, where the journal of the run is gone; may be repeated',
    repeatable: true,
  },
  'max-failures': { type: 'string', describe: 'Start the next wave with up to so many failed machines', default: '0' },
  timeout: { type: 'string', describe: 'Minutes that one step may take', default: '360' },
  'poll-interval': {
    type: 'string',
    describe: 'Seconds between two looks at a machine that is waited for, and at most so many between two at an operation',
    default: '30',
  },
  ...selectionFlags,
  ...parameterFlag,
  ...specFlags,
  ...connectionFlags,
} as const;

export default defineCommand({
  positional: { name: 'plan', describe: 'a spec, a generated folder, or both', required: true, several: true },
  examples: [
    ['armade deploy generated/payments-prod', 'Show what would change, ask, and run the plan'],
    ['armade deploy generated/payments-prod --yes --max-failures 2', 'In a pipeline; two machines may fail before waves stop'],
    ['armade deploy generated/payments-prod --resume', 'Go on where the last run stopped'],
  ],
  flags: deployFlags,
  async run({ values, flags }, io) {
    const maxFailures = wholeNumber('max-failures', flags['max-failures'], 0);
    const minutes = positiveNumber('timeout', flags.timeout);
    const pollSeconds = positiveNumber('poll-interval', flags['poll-interval']);
    const mayAsk = io.isTTY.stdin && io.isTTY.stderr;
    if (!mayAsk && !flags.yes && !flags.resume)
      throw wrongUse('deploy asks before it changes anything, and there is no terminal to ask on. Give --yes.');
    const report = new Report(io, { withUnchecked: false });
    const progress = showProgress(io, flags.quiet === true);
    const loaded = await loadPlan(values, flags.facts, io, report, progress);
    const findings = await printFindings(report, io);
    if (loaded === undefined) return worstOf([findings, exitCodes.findings]);
    const connection = await connectTo(cloudOf(flags, loaded.plan), loaded.plan.subscriptionId, flags, io, pollSeconds);
    const plan = selectedPlan(loaded, selectionOf(flags), connection);
    const { azure, redact } = connection;

    if (!flags.resume && flags['what-if'] !== false) {
      const preview = await previewOf(plan, loaded, flags, connection, io, progress);
      progress.done();
      io.stdout(redact(azure.formatWhatIf(preview, { color: wantsColor(flags.color, io), showNoise: false })));
      const failed = preview.deployments.filter(({ outcome }) => outcome.kind === 'failed');
      if (failed.length > 0) {
        io.stderr(`armade: Azure refuses ${failed.map(({ deploymentName }) => deploymentName).join(', ')}. Nothing was deployed.\n`);
        return exitCodes.failure;
      }
    }
    progress.done();
    if (!flags.resume && !flags.yes && !(await confirms(plan.steps.length))) return exitCodes.clean;

    const run = await startRun({ loaded, plan, selection: azure.selectionText(selectionOf(flags)), flags, connection, io, mayAsk });
    return await deployedBy(run, { maxFailures, minutes, pollSeconds, goOn: goOnCommand(values, flags) });
  },
});

async function confirms(steps: number): Promise<boolean> {
  const { confirm } = await import('../prompts.ts');
  return await confirm({ message: `Run the ${steps} steps of this plan?`, default: false }, { output: process.stderr });
}

/** What a run that goes on is not told again. */
const notAgain: readonly string[] = ['yes', 'what-if', 'resume', 'manual-done'];

/** The command that goes on with this run: the same words, as a shell takes them. */
function goOnCommand(values: readonly string[], flags: Readonly<Record<string, unknown>>): string {
  const again = Object.entries<Flag>(deployFlags).filter(([name]) => !notAgain.includes(name));
  const given = again.flatMap(([name, flag]) => {
    const value = flags[name];
    if (value === undefined || value === flag.default) return [];
    return [value].flat().flatMap((one) => [`--${name}`, String(one)]);
  });
  return ['armade', 'deploy', ...values, '--resume', ...given].map(shellWord).join(' ');
}

const shellWord = (word: string): string => (/^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);
