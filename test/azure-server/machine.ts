import { type Json, type JsonObject, listOf, objectOf, textOf } from './json.ts';
import { hexadecimal } from './random.ts';

export type VolumeState =
  | 'NotEncrypted'
  | 'Encrypted'
  | 'EncryptionInProgress'
  | 'DecryptionInProgress'
  | 'VMRestartPending'
  | 'NotMounted'
  | 'NoDiskFound'
  | 'Unknown';

/** A virtual machine, or an instance of a scale set, from inside. */
export interface Machine {
  id: string;
  os: 'Windows' | 'Linux';
  power: 'running' | 'stopped' | 'deallocated';
  osVolume: VolumeState;
  dataVolume: VolumeState;
  /** What the extension handlers report, by extension name. */
  extensions: Map<string, HandlerReport>;
  /** The encryption that runs; another start makes an older one's events void. */
  run: number;
  disks: MachineDisk[];
}

export interface MachineDisk {
  name: string;
  id?: string;
  role: 'os' | 'data';
  /** What the host stamped: vault, secret and key. */
  encryptionSettings?: JsonObject;
}

export interface HandlerReport {
  /** `Microsoft.Azure.Security.AzureDiskEncryption`. */
  type: string;
  /** Of the handler that runs: `2.4.0.4`. */
  version: string;
  state: 'creating' | 'updating' | 'succeeded' | 'failed';
  message: string;
  /** Settings and forceUpdateTag of the last run: the same again does not run. */
  ran?: string;
}

/** What a seed may say of a machine beside its resource body; `encryptionSettings` go to the disks of encrypted volumes. */
export interface MachineSeed {
  power?: Machine['power'];
  osVolume?: VolumeState;
  dataVolume?: VolumeState;
  encryptionSettings?: JsonObject;
}

/** A machine as its resource describes it. Data volumes of Linux are `NotMounted` where there are none, as its agent says. */
export function newMachine(id: string, properties: JsonObject, seed: MachineSeed = {}): Machine {
  const storage = objectOf(properties.storageProfile);
  const osDisk = objectOf(storage.osDisk);
  const os = operatingSystem(properties);
  const disks: MachineDisk[] = [diskOf(osDisk, 'os'), ...listOf(storage.dataDisks).map((disk) => diskOf(objectOf(disk), 'data'))];
  const without = os === 'Linux' ? 'NotMounted' : 'NoDiskFound';
  const machine: Machine = {
    id,
    os,
    power: seed.power ?? 'running',
    osVolume: seed.osVolume ?? 'NotEncrypted',
    dataVolume: seed.dataVolume ?? (disks.length > 1 ? 'NotEncrypted' : without),
    extensions: new Map(),
    run: 0,
    disks,
  };
  if (seed.encryptionSettings !== undefined) {
    for (const disk of disks) if (isEncrypted(machine, disk.role)) disk.encryptionSettings = seed.encryptionSettings;
  }
  return machine;
}

export const volumeOf = (machine: Machine, role: MachineDisk['role']): VolumeState =>
  role === 'os' ? machine.osVolume : machine.dataVolume;

/** Encrypted, or on the way there or back. */
export const isEncrypted = (machine: Machine, role: MachineDisk['role']): boolean =>
  ['Encrypted', 'EncryptionInProgress', 'DecryptionInProgress', 'VMRestartPending'].includes(volumeOf(machine, role));

function diskOf(disk: JsonObject, role: MachineDisk['role']): MachineDisk {
  const id = textOf(objectOf(disk.managedDisk).id);
  return { name: textOf(disk.name), role, ...(id === '' ? {} : { id }) };
}

function operatingSystem(properties: JsonObject): Machine['os'] {
  const storage = objectOf(properties.storageProfile);
  const written = textOf(objectOf(storage.osDisk).osType);
  if (written === 'Windows' || written === 'Linux') return written;
  if (objectOf(properties.osProfile).windowsConfiguration !== undefined) return 'Windows';
  return /^MicrosoftWindows|^MicrosoftSQLServer/i.test(textOf(objectOf(storage.imageReference).publisher)) ? 'Windows' : 'Linux';
}

/** Gives disks the names and ids that Azure makes up, and returns the disk resources that come into being with the machine. */
export function completeStorage(
  seed: number,
  scope: string,
  machine: string,
  properties: JsonObject,
): { id: string; properties: JsonObject }[] {
  const storage = objectOf(properties.storageProfile);
  const osDisk = objectOf(storage.osDisk);
  const made: { id: string; properties: JsonObject }[] = [];
  const os = operatingSystem(properties);
  const complete = (disk: JsonObject, infix: string, size: number): Json => {
    if (disk.vhd !== undefined) return disk;
    const name = textOf(disk.name) || `${machine}_${infix}_${hexadecimal(seed, `${scope} ${machine} ${infix}`, 32)}`;
    const managed = objectOf(disk.managedDisk);
    const id = textOf(managed.id) || `${scope}/providers/Microsoft.Compute/disks/${name}`;
    const diskSizeGB = disk.diskSizeGB ?? size;
    made.push({
      id,
      properties: {
        ...(infix.startsWith('OsDisk') ? { osType: os } : {}),
        hyperVGeneration: 'V2',
        creationData: { createOption: textOf(disk.createOption) || 'Empty' },
        diskSizeGB,
        encryption: { type: 'EncryptionAtRestWithPlatformKey' },
        diskState: 'Attached',
        provisioningState: 'Succeeded',
      },
    });
    return { ...disk, name, diskSizeGB, managedDisk: { storageAccountType: 'Premium_LRS', ...managed, id } };
  };
  storage.osDisk = complete(
    { osType: os, createOption: 'FromImage', caching: 'ReadWrite', ...osDisk },
    'OsDisk_1',
    os === 'Windows' ? 127 : 30,
  );
  storage.dataDisks = listOf(storage.dataDisks).map((disk, index) => complete(objectOf(disk), `disk${index + 2}`, 64));
  properties.storageProfile = storage;
  return made;
}
