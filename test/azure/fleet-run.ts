import { randomUUID } from 'node:crypto';
import { connect } from '../../src/azure/arm-client.ts';
import type { AzureClient } from '../../src/azure/client.ts';
import { type Journal, noJournal, type StepEntry } from '../../src/azure/journal.ts';
import { apiVersionsIn, MachineReader } from '../../src/azure/machine-reader.ts';
import { type Pace, Turns } from '../../src/azure/retry.ts';
import type { ParameterValues, RunContext } from '../../src/azure/run-context.ts';
import { type RunOptions, type RunReport, runPlan } from '../../src/azure/run-plan.ts';
import { redactor } from '../../src/azure/secrets.ts';
import { completeModel } from '../../src/facts/index.ts';
import { type Generated, generate } from '../../src/generator/index.ts';
import type { DeploymentPlan, DeploymentStep } from '../../src/plan/types.ts';
import { parseDocument, readModel } from '../../src/spec/index.ts';
import { supportFor } from '../../src/support/index.ts';
import { vault, virtualMachine } from '../azure-server/fleet.ts';
import type { Seed } from '../azure-server/seed.ts';
import type { AzureServer } from '../azure-server/server.ts';

export const subscriptionId = '11111111-1111-1111-1111-111111111111';
export const group = `/subscriptions/${subscriptionId}/resourceGroups/rg-payments`;
export const machineId = (name: string): string => `${group}/providers/Microsoft.Compute/virtualMachines/${name}`;

export const specHead = `
version: 1
name: payments
subscriptionId: ${subscriptionId}
location: westeurope
resourceGroup: rg-payments
supportMatrix: 2026-09
keyVaults: { disks: { name: kv-payments, location: westeurope, enabledForDiskEncryption: true } }
defaults: { keyVault: disks }
`;

/** Plan and files of a spec, as the commands make them. */
export function planOf(yaml: string): Generated {
  const { value: spec, findings: unreadable } = parseDocument('spec.yaml', yaml);
  if (spec === undefined) throw new Error(JSON.stringify(unreadable));
  const { value: model, findings } = readModel({ spec, facts: [] });
  if (model === undefined) throw new Error(JSON.stringify(findings));
  const support = supportFor(model.settings.supportMatrix.value);
  completeModel(model, support);
  const { value: generated, findings: missing } = generate(model, support);
  if (generated === undefined) throw new Error(JSON.stringify(missing));
  return generated;
}

/** Azure before the run: the group, the vault and machines that are not encrypted. */
export const azureWith = (machines: Record<string, 'Windows' | 'Linux'>): Seed => ({
  resourceGroups: [{ subscriptionId, name: 'rg-payments', location: 'westeurope' }],
  resources: [
    vault(`${group}/providers/Microsoft.KeyVault/vaults/kv-payments`, 'westeurope'),
    ...Object.entries(machines).map(([name, os]) => virtualMachine(machineId(name), 'westeurope', os)),
  ],
});

/** Quick enough for tests, patient enough for a slow machine. */
export const quickRetries: Pace = { attempts: 8, first: 2, most: 20, patience: 60_000, answer: 20_000 };

interface ServerLogin {
  url: string;
  ca: string;
  tenantId: string;
  clientId: string;
  clientSecret: string;
}

/** The real client, connected to a test server. */
export function connectedTo(server: ServerLogin, more: Partial<Parameters<typeof connect>[0]> = {}): AzureClient {
  const { url, ca, tenantId, clientId, clientSecret } = server;
  // The identity library reads them from the process, as it does for users.
  Object.assign(process.env, { AZURE_TENANT_ID: tenantId, AZURE_CLIENT_ID: clientId, AZURE_CLIENT_SECRET: clientSecret });
  return connect({
    cloud: 'AzureCloud',
    subscriptionId,
    auth: 'env',
    armEndpoint: url,
    authorityHost: url,
    ca,
    requests: 16,
    userAgent: 'armade/test',
    redact: redactor(),
    checks: [],
    env: process.env,
    say: () => {},
    retries: quickRetries,
    polling: { first: 2, most: 20 },
    ...more,
  });
}

export const clientOf = (server: AzureServer, more: Partial<Parameters<typeof connect>[0]> = {}): AzureClient =>
  connectedTo({ ...server.world.options, url: server.url, ca: server.ca }, more);

export interface TestRun {
  report: RunReport;
  events: string[];
  entries: StepEntry[];
}

export interface TestRunOptions extends Partial<Pick<RunOptions, 'concurrency' | 'maxFailures'>> {
  client: AzureClient;
  generated: Pick<Generated, 'plan' | 'files'>;
  /** The plan to run, when it is a part of the generated one. */
  plan?: DeploymentPlan;
  run?: string;
  before?: ReadonlyMap<string, StepEntry>;
  resumed?: boolean;
  values?: ParameterValues;
  /** Is written to besides what the test sees. */
  journal?: Journal;
  stepMinutes?: number;
  signal?: AbortSignal;
}

/** Runs a plan, noting what the listener is told and what goes into the journal. */
export async function runTest(options: TestRunOptions): Promise<TestRun> {
  const { client, generated } = options;
  const events: string[] = [];
  const entries: StepEntry[] = [];
  const journal: Journal = {
    ...noJournal,
    write: (entry) => {
      entries.push(entry);
      options.journal?.write(entry);
    },
  };
  const apiVersion = apiVersionsIn('AzureCloud');
  const context: RunContext = {
    run: options.run ?? randomUUID(),
    client,
    reader: new MachineReader(client, apiVersion),
    apiVersion,
    texts: generated.files,
    whole: new Map(
      generated.plan.steps.filter((step): step is DeploymentStep => step.kind === 'deployment').map((step) => [step.id, step]),
    ),
    journal,
    before: options.before ?? new Map(),
    resumed: options.resumed ?? false,
    values: options.values ?? { valueOf: async () => undefined },
    limits: { step: (options.stepMinutes ?? 1) * 60_000, poll: 5 },
    looks: new Turns(0),
    signal: options.signal ?? new AbortController().signal,
    now: () => new Date(),
    tell: (step, text) => events.push(`${step.id}: ${text}`),
  };
  const report = await runPlan(options.plan ?? generated.plan, context, {
    concurrency: options.concurrency ?? 4,
    maxFailures: options.maxFailures ?? 0,
    listener: {
      started: (step) => events.push(`start ${step.id}`),
      ended: ({ step, state }) => events.push(`${state} ${step.id}`),
    },
  });
  return { report, events, entries };
}

export const stateOf = ({ report }: TestRun, id: string): string | undefined => report.steps.find(({ step }) => step.id === id)?.state;
