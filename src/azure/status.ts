import type { Condition, DeploymentPlan } from '../plan/types.ts';
import type { AzureClient } from './client.ts';
import { conditionsOn, evaluate } from './conditions.ts';
import { failureText, refusalIn } from './errors.ts';
import type { MachineState } from './instance-view.ts';
import type { ApiVersions, MachineReader } from './machine-reader.ts';
import { machineName, machinesOf } from './selection.ts';
import type { ScaleSetResource, VirtualMachineResource } from './wire.ts';

/** One machine, or one instance of a scale set, as it is now. */
export interface MachineStatus {
  id: string;
  /** `vm-web-01`, or `vmss-app/3` for an instance. */
  name: string;
  resourceGroup: string;
  state: MachineState | undefined;
  /** What is otherwise than the plan asks; undefined without a plan. */
  drift: string[] | undefined;
  /** Why the state could not be read. */
  unread?: string;
}

/** Where machines are looked for when no plan names them. */
export interface Scope {
  subscriptionId: string;
  /** All groups of the subscription without one. */
  resourceGroup?: string | undefined;
}

/** The machines of a plan, each held to what the plan asks of it. */
export async function statusOfPlan(plan: DeploymentPlan, reader: MachineReader): Promise<MachineStatus[]> {
  const conditions = askedOf(plan);
  const machines = new Map(plan.steps.flatMap(machinesOf).map((machine) => [machine.toLowerCase(), machine]));
  const read = await Promise.all([...machines.values()].map((machine) => statusOf(machine, conditionsOn(conditions, machine), reader)));
  return read.flat().sort(byGroupAndName);
}

/** All machines of a subscription or group. */
export async function statusOfScope(
  scope: Scope,
  reader: MachineReader,
  client: AzureClient,
  apiVersion: ApiVersions,
): Promise<MachineStatus[]> {
  const machines = await machinesIn(scope, client, apiVersion);
  const read = await Promise.all(machines.map((machine) => statusOf(machine, undefined, reader)));
  return read.flat().sort(byGroupAndName);
}

/** Resource ids of the virtual machines and scale sets in a scope; instances of Flexible scale sets come with their set. */
export async function machinesIn(
  { subscriptionId, resourceGroup }: Scope,
  client: AzureClient,
  apiVersion: ApiVersions,
): Promise<string[]> {
  const group = resourceGroup === undefined ? '' : `/resourceGroups/${resourceGroup}`;
  const provider = `/subscriptions/${subscriptionId}${group}/providers/Microsoft.Compute`;
  const found: string[] = [];
  const types = ['virtualMachines', 'virtualMachineScaleSets'] as const;
  for (const type of types) {
    const list = client.list<VirtualMachineResource & ScaleSetResource>(`${provider}/${type}`, apiVersion(`Microsoft.Compute/${type}`));
    for await (const { id, properties } of list) if (id !== undefined && properties?.virtualMachineScaleSet === undefined) found.push(id);
  }
  return found;
}

/**
 * What the plan asks of each machine: the conditions under which it would leave the machine out, since they hold exactly when all is as asked; for
 * machines without, those that their last wait is for.
 */
function askedOf(plan: DeploymentPlan): Condition[] {
  const byMachine = new Map<string, Condition>();
  for (const step of plan.steps) {
    if (step.kind === 'wait') for (const condition of step.doneWhen) byMachine.set(condition.machine.toLowerCase(), condition);
  }
  for (const step of plan.steps) {
    if (step.kind !== 'deployment') continue;
    for (const condition of step.skipWhen ?? []) byMachine.set(condition.machine.toLowerCase(), condition);
  }
  return [...byMachine.values()];
}

async function statusOf(machine: string, asked: readonly Condition[] | undefined, reader: MachineReader): Promise<MachineStatus[]> {
  const place = { id: machine, name: machineName(machine), resourceGroup: groupOf(machine) };
  try {
    const state = await reader.read(machine);
    if (state === undefined) return [{ ...place, state, drift: asked === undefined ? undefined : ['does not exist'] }];
    const drift = asked?.flatMap((condition) => evaluate(condition, state).differences);
    if (state.instances === undefined) return [{ ...place, state, drift }];
    const instances = state.instances.map((instance) => ({
      id: instance.id,
      name: `${place.name}/${machineName(instance.id) || instance.name}`,
      resourceGroup: place.resourceGroup,
      state: instance,
      drift: asked?.flatMap((condition) => evaluate(condition, instance).differences),
    }));
    return instances.length === 0 ? [{ ...place, state, drift }] : instances;
  } catch (error) {
    const unread = failureText(refusalIn(error).failure).split('\n', 1)[0] as string;
    return [{ ...place, state: undefined, drift: undefined, unread }];
  }
}

const groupOf = (id: string): string => /\/resourceGroups\/([^/]+)/i.exec(id)?.[1] ?? '';

const byGroupAndName = (a: MachineStatus, b: MachineStatus): number =>
  a.resourceGroup.localeCompare(b.resourceGroup, 'en') || a.name.localeCompare(b.name, 'en', { numeric: true });

/** Columns of the table; the last one may be long. */
export const statusColumns = ['Machine', 'OS volume', 'Data volumes', 'Extension', 'Pass', 'Key vault', 'Key', 'Drift', 'Message'] as const;

/** A text for each column. */
export function statusRow({ name, state, drift, unread }: MachineStatus): string[] {
  if (state === undefined) return [name, '', '', '', '', '', '', drift?.join(', ') ?? '', unread ?? 'does not exist'];
  const version = state.extension?.installedVersion ?? state.extension?.typeHandlerVersion ?? '';
  return [
    name,
    state.osVolume,
    state.dataVolume,
    version,
    state.pass === 'none' ? '' : state.pass,
    state.keyVault === undefined ? '' : machineName(state.keyVault),
    state.keyEncryptionKey === undefined ? '' : keyName(state.keyEncryptionKey),
    drift === undefined ? '' : drift.length === 0 ? 'none' : drift.join(', '),
    state.message.replaceAll(/\s+/g, ' '),
  ];
}

/** The key's name and the first digits of its version. */
function keyName(url: string): string {
  const [, name, version] = /\/keys\/([^/]+)(?:\/([^/]+))?/.exec(url) ?? [];
  if (name === undefined) return url;
  return version === undefined ? name : `${name} ${version.slice(0, 8)}`;
}

/** For programs; `status` is the version of this format. */
export function statusJson(machines: readonly MachineStatus[], at: string): string {
  const document = {
    status: 1,
    at,
    machines: machines.map(({ id, name, resourceGroup, state, drift, unread }) => ({
      id,
      name,
      resourceGroup,
      ...(unread === undefined ? {} : { unread }),
      ...(drift === undefined ? {} : { drift }),
      ...(state === undefined
        ? {}
        : {
            osType: state.osType,
            osVolume: state.osVolume,
            dataVolume: state.dataVolume,
            pass: state.pass,
            keyVault: state.keyVault,
            keyEncryptionKey: state.keyEncryptionKey,
            powerState: state.powerState,
            message: state.message,
            disks: state.disks,
            extension:
              state.extension === undefined
                ? undefined
                : {
                    name: state.extension.name,
                    typeHandlerVersion: state.extension.typeHandlerVersion,
                    installedVersion: state.extension.installedVersion,
                    operation: state.extension.operation,
                    volumeType: state.extension.volumeType,
                    provisioningState: state.extension.provisioningState,
                  },
          }),
    })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** One line of counts, for the end of a table. */
export function statusSummary(machines: readonly MachineStatus[]): string {
  const counts = new Map<string, number>();
  for (const { state } of machines) {
    const word = state === undefined ? 'not read' : overall(state);
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const drifted = machines.filter(({ drift }) => drift !== undefined && drift.length > 0).length;
  const texts = [...counts].sort().map(([word, count]) => `${count} ${word}`);
  return `${machines.length} ${machines.length === 1 ? 'machine' : 'machines'}: ${texts.join(', ')}${drifted > 0 ? `; ${drifted} otherwise than asked` : ''}.`;
}

function overall({ osVolume, dataVolume }: MachineState): string {
  const volumes = [osVolume, dataVolume].filter((volume) => volume !== 'NoDiskFound');
  if (volumes.every((volume) => volume === 'Encrypted')) return 'encrypted';
  if (volumes.every((volume) => volume === 'NotEncrypted' || volume === 'NotMounted')) return 'not encrypted';
  if (volumes.some((volume) => /InProgress|Pending/.test(volume))) return 'in progress';
  return volumes.includes('Unknown') ? 'unknown' : 'partly encrypted';
}
