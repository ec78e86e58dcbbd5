import type { MachineStatus } from '../../azure/status.ts';
import { connectTo, withAzure } from '../azure/connection.ts';
import { cloudOf, connectionFlags, positiveNumber, selectionFlags, selectionOf } from '../azure/flags.ts';
import { loadPlan, printFindings } from '../azure/load-plan.ts';
import { selectedPlan } from '../azure/plan-commands.ts';
import { scopeFlags, scopeOf } from '../azure/scope.ts';
import { defineCommand } from '../command.ts';
import { specFlags } from '../flags.ts';
import { exitCodes, type Io, worstOf } from '../io.ts';
import { printMarkdown, printTable } from '../list.ts';
import { showProgress } from '../progress.ts';
import { Report } from '../report.ts';

export default defineCommand({
  positional: {
    name: 'plan',
    describe: 'a spec or a generated folder; none with --resource-group or --subscription',
    required: false,
    several: true,
  },
  examples: [
    ['armade status payments.yaml', 'How encrypted the machines of a spec are, and what is otherwise than it asks'],
    ['armade status --subscription 11111111-1111-1111-1111-111111111111 --resource-group rg-web', 'The same for every machine of a group'],
    ['armade status payments.yaml --watch', 'Look again and again until Ctrl-C'],
  ],
  flags: {
    format: { type: 'string', describe: 'Form of the answer', choices: ['table', 'json', 'markdown'], default: 'table' },
    watch: { type: 'boolean', describe: 'Look again and again until Ctrl-C' },
    interval: { type: 'string', describe: 'Seconds between two looks with --watch', default: '30' },
    'detailed-exitcode': { type: 'boolean', describe: 'End with exit code 2 when a machine is otherwise than the spec asks' },
    ...scopeFlags,
    ...selectionFlags,
    ...specFlags,
    ...connectionFlags,
  },
  async run({ values, flags }, io) {
    const seconds = positiveNumber('interval', flags.interval);
    const report = new Report(io, { withUnchecked: false });
    const progress = showProgress(io, flags.quiet === true);
    const loaded = values.length === 0 ? undefined : await loadPlan(values, flags.facts, io, report, progress);
    const findings = await printFindings(report, io);
    if (values.length > 0 && loaded === undefined) return worstOf([findings, exitCodes.findings]);
    const scope = scopeOf(values, flags);
    const connection = await connectTo(cloudOf(flags, loaded?.plan), loaded?.plan.subscriptionId ?? scope.subscriptionId, flags, io);
    const { azure, client, reader, apiVersion } = connection;
    const plan = loaded === undefined ? undefined : selectedPlan(loaded, selectionOf(flags), connection);
    const read = (): Promise<MachineStatus[]> =>
      withAzure(connection, () =>
        plan === undefined ? azure.statusOfScope(scope, reader, client, apiVersion) : azure.statusOfPlan(plan, reader),
      );
    for (;;) {
      progress.at('reading machines');
      const machines = await read();
      progress.done();
      if (flags.watch && io.isTTY.stdout && flags.format === 'table') io.stdout('\u001b[2J\u001b[H');
      io.stdout(connection.redact(await formatted(machines, flags.format, azure, io)));
      if (!flags.watch)
        return worstOf([...(isOtherwise(machines, flags) ? [exitCodes.changes] : []), ...(isUnread(machines) ? [exitCodes.failure] : [])]);
      await azure.pause(seconds * 1000);
    }
  },
});

async function formatted(
  machines: MachineStatus[],
  format: 'table' | 'json' | 'markdown',
  azure: typeof import('../../azure/index.ts'),
  io: Io,
): Promise<string> {
  if (format === 'json') return azure.statusJson(machines, io.now().toISOString());
  const list = { columns: azure.statusColumns, rows: machines.map(azure.statusRow) };
  const summary = azure.statusSummary(machines);
  return format === 'markdown' ? `${printMarkdown(list)}\n${summary}\n` : `${await printTable(list, io)}\n${summary}\n`;
}

const isOtherwise = (machines: MachineStatus[], flags: { 'detailed-exitcode': boolean | undefined }): boolean =>
  flags['detailed-exitcode'] === true && machines.some(({ drift }) => drift !== undefined && drift.length > 0);

const isUnread = (machines: MachineStatus[]): boolean => machines.some(({ unread }) => unread !== undefined);
