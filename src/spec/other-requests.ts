import {
  assumed,
  type BackupRequest,
  type Disk,
  type DiskRequest,
  type KeyVaultRequest,
  type Known,
  know,
  type Origin,
  type RestoreRequest,
  unknown,
  type VirtualMachine,
} from '../model/index.ts';
import { twoWaves } from './checks/references.ts';
import { buildDisk } from './disks.ts';
import { askedReference, askOr, knownAsk, reportMissing } from './encryption-requests.ts';
import { chooseKeyVault, type KeyVaultChoice } from './key-vault-choice.ts';
import { child, items, type Node, originOf } from './node.ts';
import type { Reading } from './reading.ts';
import { ask, describing, type Resource, type Use } from './resources.ts';
import type { SharedThings } from './shared-things.ts';
import type * as text from './spec-types.generated.ts';

type VirtualMachineUse = Use<text.VirtualMachine>;

/** The backup of a machine, in the wave in which it is encrypted. */
export function buildBackup(reading: Reading, shared: SharedThings, machine: VirtualMachine, use: VirtualMachineUse): BackupRequest {
  const origin = originOf(use.entry);
  const { keyVault, keyEncryptionKey } = chooseForBackup(reading, shared, machine, use);
  const excludedLuns = knownAsk(ask(use, 'excludedLuns'));
  return {
    kind: 'backup',
    scenario: 'backup-encrypted-vm',
    machine,
    origin,
    backupPolicy: askedReference(shared.backupPolicies, ask(use, 'backupPolicy'), 'backupPolicy'),
    keyVault,
    ...(keyEncryptionKey && { keyEncryptionKey }),
    wave: waveOfBackup(reading, machine, use, origin),
    ...(excludedLuns && { excludedLuns }),
  };
}

/** What the machine is encrypted with comes before what holds for all machines. */
function chooseForBackup(reading: Reading, shared: SharedThings, machine: VirtualMachine, use: VirtualMachineUse): KeyVaultChoice {
  const asked = ask(use, 'keyVault');
  const isGeneral = asked === undefined || asked.level?.pointer === '/defaults';
  const { encryption, current } = machine;
  if (isGeneral && encryption !== undefined && encryption.operation !== 'disable' && encryption.operation !== 'remove') {
    return { keyVault: encryption.keyVault, ...(encryption.keyEncryptionKey && { keyEncryptionKey: encryption.keyEncryptionKey }) };
  }
  if (isGeneral && current.keyVault.known && current.keyVault.value !== undefined) {
    const { keyEncryptionKey: key } = current;
    const isRegistered = key.known && typeof key.value === 'object';
    return {
      keyVault: know(current.keyVault.value, current.keyVault.origin),
      ...(isRegistered && { keyEncryptionKey: know(key.value as Exclude<typeof key.value, string | undefined>, key.origin) }),
    };
  }
  return chooseKeyVault(reading, shared, machine, asked, ask(use, 'keyEncryptionKey'));
}

/** A wave that is written for the backup has to be that of the encryption. */
function waveOfBackup(reading: Reading, machine: VirtualMachine, use: VirtualMachineUse, origin: Origin): Known<number> {
  const asked = ask(use, 'wave');
  const { encryption } = machine;
  if (encryption === undefined) return askOr(asked, 1, origin);
  const isWritten = asked !== undefined && asked.level?.pointer !== '/defaults';
  if (isWritten && asked.node.value !== encryption.wave.value) {
    const data = {
      name: machine.name,
      wave: asked.node.value,
      otherWave: encryption.wave.value,
      otherScenario: encryption.scenario,
    };
    reading.report(twoWaves, 'waves', asked.origin, data, [encryption.wave.origin]);
  }
  return encryption.wave;
}

/** A machine from restored disks. */
export function buildRestore(reading: Reading, shared: SharedThings, machine: VirtualMachine, use: VirtualMachineUse): RestoreRequest {
  const origin = originOf(use.entry);
  const asked = ask(use, 'restore');
  const from = asked === undefined ? [] : [asked.node];
  const fact = <K extends keyof text.Restore & string>(name: K) => reading.fact(from, name, `restore.${name}`);
  const source = fact('virtualMachine');
  const vault = asked === undefined ? undefined : child(asked.node, 'recoveryServicesVault');
  return {
    kind: 'restore',
    scenario: 'restore-encrypted-vm',
    machine,
    origin,
    virtualMachine: source.known ? source : know(machine.name, assumed(origin, 'name')),
    recoveryServicesVault:
      vault === undefined
        ? unknown('restore.recoveryServicesVault')
        : shared.recoveryServicesVaults.resolve(vault, 'restore.recoveryServicesVault'),
    recoveryPoint: fact('recoveryPoint'),
    stagingStorageAccount: fact('stagingStorageAccount'),
    mode: fact('mode'),
    ...withoutNone(chooseKeyVault(reading, shared, machine, ask(use, 'keyVault'), ask(use, 'keyEncryptionKey'))),
    wave: askOr(ask(use, 'wave'), 1, origin),
  };
}

function withoutNone({ keyVault, keyEncryptionKey }: KeyVaultChoice): Pick<KeyVaultChoice, 'keyVault' | 'keyEncryptionKey'> {
  return { keyVault, ...(keyEncryptionKey && { keyEncryptionKey }) };
}

/** A disk that stands alone; one that a scenario imports stands where the scenario says. */
export function buildStandaloneDisk(reading: Reading, shared: SharedThings, resource: Resource<text.Disk>): Disk {
  const nodes = describing(resource);
  const scenarios = resource.uses.map(({ scenario }) => scenario);
  const { places } = shared;
  const origin = originOf((nodes as [Node<text.Disk>])[0]);
  const disk = buildDisk(reading, shared, 'standalone', nodes, origin);
  if (!disk.name.known && !disk.name.reported) disk.name = know(resource.name, { ...origin, at: 'key' });
  disk.placed = {
    origin,
    ...(resource.key !== undefined && { key: resource.key }),
    name: resource.name,
    subscriptionId: places.subscriptionId(nodes, scenarios),
    resourceGroup: places.resourceGroup(nodes, scenarios),
    location: scenarios.length === 0 ? reading.fact(nodes, 'location', 'disks.location') : places.location(nodes, scenarios),
  };
  return disk;
}

/** The import of a disk that was encrypted before. */
export function buildDiskRequest(reading: Reading, shared: SharedThings, disk: Disk, use: Use<text.Disk>): DiskRequest {
  const origin = originOf(use.entry);
  const placed = disk.placed as NonNullable<Disk['placed']>;
  const asked = ask(use, 'keyVault');
  const choice = withoutNone(chooseKeyVault(reading, shared, placed, asked, ask(use, 'keyEncryptionKey')));
  const ofDisk = disk.diskEncryptionKey.known ? disk.diskEncryptionKey.value?.keyVault : undefined;
  if (asked === undefined && (ofDisk?.known || ofDisk?.reported)) choice.keyVault = ofDisk;
  else if (asked === undefined) reportMissing(reading, shared, placed.name, use);
  addAskedKeys(disk, choice);
  return { kind: 'disk', scenario: 'encrypted-managed-disk', disk, origin, ...choice, wave: askOr(ask(use, 'wave'), 1, origin) };
}

/** A pre-encrypted disk is unlocked with what its request names, unless it says otherwise itself. */
export function addAskedKeys(disk: Disk, { keyVault, keyEncryptionKey }: Pick<KeyVaultChoice, 'keyVault' | 'keyEncryptionKey'>): void {
  const key = disk.diskEncryptionKey;
  if (!key.known || key.value === undefined) return;
  if (!key.value.keyVault.known && !key.value.keyVault.reported) key.value.keyVault = keyVault;
  if (keyEncryptionKey !== undefined) disk.keyEncryptionKey = keyEncryptionKey;
}

/** What machines share is made before the first wave. */
const sharedWave = 0;

/** The vaults that a `key-vault` scenario names. */
export function buildKeyVaultRequests(shared: SharedThings, scenario: Node<text.ScenarioKeyVault>): KeyVaultRequest[] {
  return items(child(scenario, 'keyVaults')).flatMap((node) => {
    const keyVault = shared.keyVaults.resolve(node, 'keyVault');
    const origin = originOf(node);
    if (!keyVault.known) return [];
    return [
      { kind: 'keyVault', scenario: 'key-vault', keyVault: keyVault.value, origin, wave: know(sharedWave, assumed(origin, 'shared')) },
    ];
  });
}
