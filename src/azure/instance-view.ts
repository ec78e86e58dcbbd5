import type { DataVolumeState, OsType, OsVolumeState } from '../model/index.ts';
import { type ExtensionState, findExtension } from './extension-state.ts';
import type {
  DiskEncryptionSettings,
  DiskInstanceView,
  ExtensionResource,
  InstanceViewStatus,
  ScaleSetResource,
  VirtualMachineResource,
} from './wire.ts';

/** Single pass: the platform keeps the settings on the disks; dual pass: the machine's model holds them, with an Azure AD application. */
export type Pass = 'single' | 'dual' | 'none';

export interface DiskState {
  name: string;
  role: 'os' | 'data';
  state: 'Encrypted' | 'NotEncrypted' | 'Unknown';
  /** Encryption settings are on; says nothing about the blocks on the disk. */
  settingsEnabled: boolean;
}

/** How encrypted a machine is, in the words that `az vm encryption show` and Get-AzVMDiskEncryptionStatus use. */
export interface MachineState {
  id: string;
  name: string;
  osType: OsType | undefined;
  osVolume: OsVolumeState;
  dataVolume: DataVolumeState;
  pass: Pass;
  extension: ExtensionState | undefined;
  /** Resource id of the vault that holds the disk encryption secret. */
  keyVault: string | undefined;
  /** Versioned URL of the key encryption key. */
  keyEncryptionKey: string | undefined;
  /** The agent's last message. */
  message: string;
  powerState: string | undefined;
  provisioningState: string | undefined;
  disks: DiskState[];
  /** Of a scale set: its instances. A scale set without any has an empty list. */
  instances?: MachineState[];
}

/**
 * Reads a virtual machine, or an instance of a scale set, that was asked for with its instance view. Without one, only what a dual-pass
 * machine's model says can be told; the rest is Unknown.
 *
 * Follows https://github.com/Azure/azure-powershell GetAzureDiskEncryptionStatus.cs (2021) and https://github.com/Azure/azure-cli
 * disk_encryption.py (2023), but for two things: settings that are merely on are not "Encrypted", and data volumes are only
 * when every data disk is.
 *
 * @param modelExtensions the extension's resource where the machine does not list it, as for instances of a scale set
 */
export function readVirtualMachine(vm: VirtualMachineResource, modelExtensions: ExtensionResource[] = vm.resources ?? []): MachineState {
  const view = vm.properties?.instanceView;
  const storage = vm.properties?.storageProfile;
  const extension = findExtension(modelExtensions, view?.extensions ?? []);
  const disks = readDisks(view?.disks ?? [], storage?.osDisk?.name);
  const osType = osTypeOf(storage?.osDisk?.osType) ?? extension?.osType;
  const pass = passOf(vm, extension, osType);
  const settings = settingsInForce(vm, disks);
  return {
    id: vm.id ?? '',
    name: vm.name ?? vm.instanceId ?? view?.computerName ?? '',
    osType,
    ...volumesOf(vm, extension, disks, osType, pass),
    pass,
    extension,
    keyVault: settings?.diskEncryptionKey?.sourceVault?.id ?? extension?.keyVault,
    keyEncryptionKey: settings === undefined ? extension?.keyEncryptionKey : settings.keyEncryptionKey?.keyUrl,
    message: messageOf(extension, pass),
    powerState: lastCode(view?.statuses, 'PowerState/')?.slice('PowerState/'.length),
    provisioningState: vm.properties?.provisioningState,
    disks,
  };
}

/** Reads a scale set with its instances; what is asked stands in the set's model, what is true in the instances. */
export function readScaleSet(scaleSet: ScaleSetResource, instances: VirtualMachineResource[]): MachineState {
  const profile = scaleSet.properties?.virtualMachineProfile;
  const modelExtensions = profile?.extensionProfile?.extensions ?? [];
  const states = instances.map((instance) =>
    readVirtualMachine(instance, instance.resources?.length ? instance.resources : modelExtensions),
  );
  const extension = findExtension(modelExtensions, []);
  const first = states[0];
  return {
    id: scaleSet.id ?? '',
    name: scaleSet.name ?? '',
    osType: osTypeOf(profile?.storageProfile?.osDisk?.osType) ?? extension?.osType ?? first?.osType,
    osVolume: common(states.map(({ osVolume }) => osVolume)) ?? 'Unknown',
    dataVolume: common(states.map(({ dataVolume }) => dataVolume)) ?? 'Unknown',
    pass: common(states.map(({ pass }) => pass)) ?? (extension === undefined ? 'none' : 'single'),
    extension,
    keyVault: common(states.map(({ keyVault }) => keyVault)) ?? extension?.keyVault,
    keyEncryptionKey: common(states.map(({ keyEncryptionKey }) => keyEncryptionKey)) ?? extension?.keyEncryptionKey,
    message: common(states.map(({ message }) => message)) ?? summaryOf(states),
    powerState: common(states.map(({ powerState }) => powerState)),
    provisioningState: scaleSet.properties?.provisioningState,
    disks: [],
    instances: states,
  };
}

type Volumes = Pick<MachineState, 'osVolume' | 'dataVolume'>;

function volumesOf(
  vm: VirtualMachineResource,
  extension: ExtensionState | undefined,
  disks: DiskState[],
  osType: OsType | undefined,
  pass: Pass,
): Volumes {
  if (extension?.volumes !== undefined) return { osVolume: extension.volumes.os, dataVolume: extension.volumes.data };
  if (pass === 'none') {
    const known = vm.properties?.instanceView !== undefined || vm.properties?.storageProfile !== undefined;
    return known ? { osVolume: 'NotEncrypted', dataVolume: 'NotEncrypted' } : { osVolume: 'Unknown', dataVolume: 'Unknown' };
  }
  if (pass === 'dual') {
    return osType === 'Linux' ? { osVolume: 'Unknown', dataVolume: 'Unknown' } : dualPassVolumes(vm, extension, disks);
  }
  return singlePassVolumes(vm, extension, disks);
}

function singlePassVolumes(vm: VirtualMachineResource, extension: ExtensionState | undefined, disks: DiskState[]): Volumes {
  if (vm.properties?.instanceView === undefined) return { osVolume: 'Unknown', dataVolume: 'Unknown' };
  const osDisk = disks.find(({ role }) => role === 'os');
  const dataDisks = disks.filter(({ role }) => role === 'data');
  const osVolume = osDisk?.state ?? 'Unknown';
  if (dataDisks.length === 0) return { osVolume, dataVolume: 'NoDiskFound' };
  // The platform sees no settings of an unmanaged data disk: only the agent can say that it encrypted it, as Get-AzVMDiskEncryptionStatus has it.
  if (vm.properties.storageProfile?.osDisk?.vhd?.uri !== undefined) {
    return { osVolume, dataVolume: agentEncryptedData(extension) ? 'Encrypted' : 'NotEncrypted' };
  }
  return { osVolume, dataVolume: dataVolumeOf(dataDisks, extension) };
}

function dataVolumeOf(dataDisks: DiskState[], extension: ExtensionState | undefined): DataVolumeState {
  const state = common(dataDisks.map((disk) => disk.state));
  if (state !== undefined) return state;
  if (dataDisks.some((disk) => disk.state === 'Unknown')) return 'Unknown';
  return extension?.operation === 'DisableEncryption' ? 'DecryptionInProgress' : 'EncryptionInProgress';
}

/** Windows under the previous release: the machine's model holds the settings, the agent's success says that they were carried out. */
function dualPassVolumes(vm: VirtualMachineResource, extension: ExtensionState | undefined, disks: DiskState[]): Volumes {
  const hasDataDisk = (vm.properties?.storageProfile?.dataDisks?.length ?? 0) > 0;
  return {
    osVolume: dualPassOsVolume(vm, extension, disks),
    dataVolume: hasDataDisk ? dualPassDataVolume(extension) : 'NoDiskFound',
  };
}

function dualPassOsVolume(vm: VirtualMachineResource, extension: ExtensionState | undefined, disks: DiskState[]): OsVolumeState {
  const settings = vm.properties?.storageProfile?.osDisk?.encryptionSettings;
  if (settings?.enabled !== true || !settings.diskEncryptionKey?.secretUrl) return 'NotEncrypted';
  const seen = disks.find(({ role }) => role === 'os')?.state;
  if (seen === 'NotEncrypted') return 'NotEncrypted';
  if (extension?.operation === 'DisableEncryption') return 'DecryptionInProgress';
  if (seen === 'Encrypted') return 'Encrypted';
  if (extension === undefined) return 'Unknown';
  const settled = extension.provisioningState === 'Succeeded' && vm.properties?.provisioningState === 'Succeeded';
  return settled ? 'Encrypted' : 'EncryptionInProgress';
}

function dualPassDataVolume(extension: ExtensionState | undefined): DataVolumeState {
  if (extension === undefined) return 'Unknown';
  return agentEncryptedData(extension) ? 'Encrypted' : 'NotEncrypted';
}

function agentEncryptedData(extension: ExtensionState | undefined): boolean {
  const volumeType = extension?.volumeType?.toLowerCase() ?? 'all';
  return extension?.operation === 'EnableEncryption' && extension.provisioningState === 'Succeeded' && volumeType !== 'os';
}

/** By the major version of the handler: https://learn.microsoft.com/azure/virtual-machines/extensions/azure-disk-enc-linux (2020-03-19). */
const singlePassMajor: Record<OsType, string> = { Windows: '2', Linux: '1' };

function passOf(vm: VirtualMachineResource, extension: ExtensionState | undefined, osType: OsType | undefined): Pass {
  if (vm.properties?.storageProfile?.osDisk?.encryptionSettings?.enabled === true) return 'dual';
  const onDisk = (vm.properties?.instanceView?.disks ?? []).some(({ encryptionSettings }) => settingsAreOn(encryptionSettings));
  if (onDisk) return 'single';
  if (extension === undefined) return 'none';
  const version = extension.typeHandlerVersion ?? extension.installedVersion;
  return version?.split('.')[0] === singlePassMajor[osType ?? extension.osType] ? 'single' : 'dual';
}

function readDisks(views: DiskInstanceView[], osDiskName: string | undefined): DiskState[] {
  return views.map((view) => ({
    name: view.name ?? '',
    role: isOsDisk(view, osDiskName, views.length) ? 'os' : 'data',
    state: diskState(view.statuses),
    settingsEnabled: settingsAreOn(view.encryptionSettings),
  }));
}

/** Instances of a scale set come without a model; the platform names their OS disks `…_OsDisk_…`. */
function isOsDisk(view: DiskInstanceView, osDiskName: string | undefined, count: number): boolean {
  if (osDiskName !== undefined) return view.name === osDiskName;
  return count === 1 || /_osdisk_/i.test(view.name ?? '');
}

function diskState(statuses: InstanceViewStatus[] | undefined): DiskState['state'] {
  switch (lastCode(statuses, 'EncryptionState/')) {
    case 'EncryptionState/encrypted':
      return 'Encrypted';
    case 'EncryptionState/notEncrypted':
    case undefined:
      return 'NotEncrypted';
    default:
      return 'Unknown';
  }
}

/** Those of the OS disk before those of data disks. */
function settingsInForce(vm: VirtualMachineResource, disks: DiskState[]): DiskEncryptionSettings | undefined {
  const views = vm.properties?.instanceView?.disks ?? [];
  const osFirst = [...views.filter((_, index) => disks[index]?.role === 'os'), ...views];
  const settings = [...osFirst.flatMap((view) => view.encryptionSettings ?? []), vm.properties?.storageProfile?.osDisk?.encryptionSettings];
  return settings.find((candidate) => candidate?.enabled === true);
}

const settingsAreOn = (settings: DiskEncryptionSettings[] | undefined): boolean =>
  settings?.some(({ enabled }) => enabled === true) ?? false;

function messageOf(extension: ExtensionState | undefined, pass: Pass): string {
  if (extension?.message !== undefined) return extension.message;
  return pass === 'none' ? 'Azure Disk Encryption is not on this machine' : 'The extension has not reported yet';
}

function summaryOf(states: MachineState[]): string {
  if (states.length === 0) return 'The scale set has no instances';
  const encrypted = states.filter(({ osVolume, dataVolume }) => osVolume === 'Encrypted' || dataVolume === 'Encrypted').length;
  return `${encrypted} of ${states.length} instances encrypted`;
}

/** Of the platform's statuses the last of a kind counts. */
function lastCode(statuses: InstanceViewStatus[] | undefined, prefix: string): string | undefined {
  return statuses?.findLast(({ code }) => code?.startsWith(prefix))?.code;
}

function osTypeOf(text: string | undefined): OsType | undefined {
  return text === 'Windows' || text === 'Linux' ? text : undefined;
}

function common<T>(values: T[]): T | undefined {
  const [first, ...others] = values;
  return others.every((value) => value === first) ? first : undefined;
}
