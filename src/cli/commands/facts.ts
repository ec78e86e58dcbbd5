import { writeFile } from 'node:fs/promises';
import type { CollectedFacts, FactsWanted } from '../../azure/facts.ts';
import type { CloudName } from '../../model/index.ts';
import { type AzureConnection, connectTo, withAzure } from '../azure/connection.ts';
import { cloudOf, connectionFlags } from '../azure/flags.ts';
import { printFindings } from '../azure/load-plan.ts';
import { scopeFlags, scopeOf, today } from '../azure/scope.ts';
import { wantedOf } from '../azure/wanted-facts.ts';
import { defineCommand } from '../command.ts';
import { failure, systemReason } from '../complaint.ts';
import { specFlags } from '../flags.ts';
import { absolute } from '../input/read-files.ts';
import { exitCodes, worstOf } from '../io.ts';
import { printJson } from '../list.ts';
import { showProgress } from '../progress.ts';
import { readSpecs } from '../read-specs.ts';
import { Report } from '../report.ts';

export default defineCommand({
  positional: {
    name: 'specs',
    describe: 'specs whose machines, vaults and keys are meant; none with --resource-group or --subscription',
    required: false,
    several: true,
  },
  examples: [
    ['armade facts payments.yaml --out facts/payments.json', 'Read what Azure knows of the machines, disks, vaults and keys of a spec'],
    ['armade facts --subscription 11111111-1111-1111-1111-111111111111 > fleet.json', 'The same of every machine of a subscription'],
    ['armade validate payments.yaml --facts facts/payments.json', 'Check a spec against it, offline'],
  ],
  flags: {
    out: { type: 'string', describe: 'File to write; without it, the facts are printed' },
    subscription: { type: 'string', describe: 'Machines of this subscription, without a spec', repeatable: true },
    ...scopeFlags,
    ...specFlags,
    ...connectionFlags,
  },
  async run({ values, flags }, io) {
    const report = new Report(io, { withUnchecked: false });
    const progress = showProgress(io, flags.quiet === true);
    const specs = values.length === 0 ? [] : await readSpecs(values, flags.facts, io, report, progress);
    const scope = scopeOf(values, flags);
    const findings = await printFindings(report, io);
    // Facts are collected to find errors; those of the spec must not stand in the way, but one that cannot be read does.
    if (values.length > 0 && specs.length === 0) return worstOf([findings, exitCodes.findings]);
    const first = specs[0]?.model.settings;
    const cloud: CloudName = cloudOf(flags, first === undefined ? undefined : { cloud: first.cloud.value });
    const connection = await connectTo(cloud, first?.subscriptionId ?? scope.subscriptionId, flags, io);
    const { azure, client, reader, apiVersion } = connection;
    const collected = await withAzure(connection, async () => {
      const inScope = async (): Promise<FactsWanted> => ({
        machines: await azure.machinesIn(scope, client, apiVersion),
        keyVaults: [],
        keys: [],
      });
      const wanted = specs.length > 0 ? wantedOf(specs.map(({ model }) => model)) : await inScope();
      progress.at(`reading ${wanted.machines.length} machines`);
      return await azure.collectFacts(wanted, { client, reader, apiVersion, today: today(io) });
    });
    progress.done();
    await write(
      flags.out,
      printJson(collected.document),
      (text) => io.stdout(text),
      (path) => absolute(io, path),
    );
    if (!flags.quiet) io.stderr(summaryOf(collected, connection));
    // What stays unknown is named, and is no failure: the rules say what they could not check.
    return exitCodes.clean;
  },
});

async function write(
  out: string | undefined,
  text: string,
  print: (text: string) => void,
  locate: (path: string) => string,
): Promise<void> {
  if (out === undefined) return print(text);
  try {
    await writeFile(locate(out), text);
  } catch (error) {
    throw failure(`Cannot write ${out}: ${systemReason(error) ?? String(error)}.`);
  }
}

function summaryOf({ document, unread, missing }: CollectedFacts, { redact }: AzureConnection): string {
  const machines = Object.keys(document.virtualMachines).length + Object.keys(document.virtualMachineScaleSets).length;
  const lines = [
    `Collected ${machines} machines, ${Object.keys(document.keyVaults).length} vaults and ${Object.keys(document.keyEncryptionKeys).length} keys.`,
  ];
  if (missing.length > 0) lines.push(`Not there (${missing.length}):`, ...missing.map((id) => `  ${id}`));
  if (unread.length > 0)
    lines.push(
      `Not readable for this identity, so it stays unknown (${unread.length}):`,
      ...unread.map(({ id, reason }) => `  ${id}: ${reason}`),
    );
  return redact(`${lines.join('\n')}\n`);
}
