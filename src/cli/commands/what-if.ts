import type { WhatIfReport } from '../../azure/what-if-report.ts';
import { connectTo } from '../azure/connection.ts';
import { cloudOf, connectionFlags, parameterFlag, selectionFlags, selectionOf } from '../azure/flags.ts';
import { loadPlan, printFindings } from '../azure/load-plan.ts';
import { previewOf, selectedPlan } from '../azure/plan-commands.ts';
import { wantsColor } from '../color.ts';
import { defineCommand } from '../command.ts';
import { specFlags } from '../flags.ts';
import { type ExitCode, exitCodes, worstOf } from '../io.ts';
import { showProgress } from '../progress.ts';
import { Report } from '../report.ts';

export default defineCommand({
  positional: { name: 'plan', describe: 'a spec, a generated folder, or both', required: true, several: true },
  examples: [
    ['armade what-if payments.yaml', 'Show what deploying the spec would change in Azure'],
    ['armade what-if generated/payments-prod --wave 1', 'Show the first wave of what was generated and reviewed'],
    [
      'armade what-if payments.yaml --format markdown --detailed-exitcode',
      'For a comment on a pull request; exit code 2 when there are changes',
    ],
  ],
  flags: {
    format: { type: 'string', describe: 'Form of the answer', choices: ['pretty', 'json', 'markdown'], default: 'pretty' },
    'show-noise': { type: 'boolean', describe: 'Show also what a deployment would not change: protected settings, references, defaults' },
    'detailed-exitcode': { type: 'boolean', describe: 'End with exit code 2 when there are changes' },
    ...selectionFlags,
    ...parameterFlag,
    ...specFlags,
    ...connectionFlags,
  },
  async run({ values, flags }, io) {
    const report = new Report(io, { withUnchecked: false });
    const progress = showProgress(io, flags.quiet === true);
    const loaded = await loadPlan(values, flags.facts, io, report, progress);
    const findings = await printFindings(report, io);
    if (loaded === undefined) return worstOf([findings, exitCodes.findings]);
    const connection = await connectTo(cloudOf(flags, loaded.plan), loaded.plan.subscriptionId, flags, io);
    const plan = selectedPlan(loaded, selectionOf(flags), connection);
    const preview = await previewOf(plan, loaded, flags, connection, io, progress);
    progress.done();
    const { azure, redact } = connection;
    const showNoise = flags['show-noise'] === true;
    const forms = {
      pretty: () => azure.formatWhatIf(preview, { color: wantsColor(flags.color, io), showNoise }),
      json: () => azure.formatWhatIfJson(preview, { showNoise }),
      markdown: () => azure.formatWhatIfMarkdown(preview, { showNoise }),
    };
    io.stdout(redact(forms[flags.format]()));
    const hasChanges = azure.hasChanges(showNoise ? preview : azure.foldNoise(preview).report);
    return exitCodeOf(preview, hasChanges && flags['detailed-exitcode'] === true);
  },
});

function exitCodeOf({ deployments }: WhatIfReport, changes: boolean): ExitCode {
  const failed = deployments.some(({ outcome }) => outcome.kind === 'failed');
  return worstOf([...(failed ? [exitCodes.failure] : []), ...(changes ? [exitCodes.changes] : [])]);
}
