import { assumed, type EncryptionRequest, type Machine, type Origin, valueOf } from '../model/index.ts';
import type { Support } from '../support/index.ts';
import { assumeNewDisk } from './disks.ts';
import { fill, fillNone } from './fill.ts';

const newMachineScenarios: ReadonlySet<EncryptionRequest['scenario']> = new Set([
  'new-vm-encrypted-vhd',
  'new-vm-gallery-image',
  'new-scale-set',
]);

/** The plan makes this machine: nothing that is not written about it exists yet. */
export const isNew = (machine: Machine): boolean =>
  isRestored(machine) || (machine.encryption !== undefined && newMachineScenarios.has(machine.encryption.scenario));

/** Of a restored machine the disks are not new. */
const isRestored = (machine: Machine): boolean => machine.kind === 'virtualMachine' && machine.restore !== undefined;

/** What is not asked for a new machine is what Azure Resource Manager gives it. */
export function assumeNewMachine(machine: Machine, support: Support): void {
  const origin = assumed(machine.origin, 'newMachine');
  machine.deploymentModel = fill(machine.deploymentModel, 'ResourceManager', origin);
  machine.dataDisks = fill(machine.dataDisks, [], origin);
  machine.mounts = fill(machine.mounts, [], origin);
  machine.securityType = fill(machine.securityType, 'Standard', origin);
  machine.encryptionAtHost = fill(machine.encryptionAtHost, false, origin);
  machine.diskControllerType = fill(machine.diskControllerType, controllerOf(machine, support), origin);
  machine.allowExtensionOperations = fill(machine.allowExtensionOperations, true, origin);
  machine.identity = fill(machine.identity, { systemAssigned: false, userAssigned: [] }, origin);
  machine.encryptionIdentity = fillNone(machine.encryptionIdentity, origin);
  machine.failoverCluster = fill(machine.failoverCluster, false, origin);
  machine.windowsContainers = fill(machine.windowsContainers, hasContainers(machine), origin);
  machine.tags = fill(machine.tags, {}, origin);
  if (machine.kind === 'scaleSet') assumeNewScaleSet(machine, origin);
  if (!isRestored(machine)) {
    machine.osDisk.layout = fill(machine.osDisk.layout, lvmOf(machine), origin);
    for (const disk of [machine.osDisk, ...(valueOf(machine.dataDisks) ?? [])]) assumeNewDisk(disk, origin);
    assumeCurrent(machine, origin);
  }
}

function assumeNewScaleSet(machine: Extract<Machine, { kind: 'scaleSet' }>, origin: Origin): void {
  // A template that does not say it gets Uniform; only the newer command-line tools ask for Flexible by themselves.
  machine.orchestrationMode = fill(machine.orchestrationMode, 'Uniform', origin);
  machine.upgradePolicy = fill(machine.upgradePolicy, 'Automatic', origin);
  machine.provisionAfterExtensions = fill(machine.provisionAfterExtensions, [], origin);
  machine.extensions = fill(machine.extensions, [], origin);
}

/** Nothing is encrypted yet, except an OS disk that comes encrypted; restored disks keep what they had, which nobody knows here. */
function assumeCurrent(machine: Machine, origin: Origin): void {
  const { current } = machine;
  const osVolume = machine.encryption?.scenario === 'new-vm-encrypted-vhd' ? 'Encrypted' : 'NotEncrypted';
  current.osVolume = fill(current.osVolume, osVolume, origin);
  current.dataVolume = fill(current.dataVolume, 'NotEncrypted', origin);
  current.volumeType = fillNone(current.volumeType, origin);
  current.keyVault = fillNone(current.keyVault, origin);
  current.keyEncryptionKey = fillNone(current.keyEncryptionKey, origin);
  current.keyEncryptionAlgorithm = fillNone(current.keyEncryptionAlgorithm, origin);
  current.extension.name = fillNone(current.extension.name, origin);
  current.extension.typeHandlerVersion = fillNone(current.extension.typeHandlerVersion, origin);
}

/**
 * Azure takes SCSI for a size that has both; sizes from version 6 on may have NVMe only.
 * https://learn.microsoft.com/azure/virtual-machines/enable-nvme-interface, 2026-11-24
 */
function controllerOf(machine: Machine, support: Support): 'SCSI' | undefined {
  const name = machine.size.known ? support.sizeName(machine.size.value) : undefined;
  return name !== undefined && name.version < 6 ? 'SCSI' : undefined;
}

/** Images with a logical volume manager say so in their names. */
function lvmOf(machine: Machine): 'lvm' | undefined {
  const image = valueOf(machine.os.image);
  return /lvm/i.test(`${image?.offer} ${image?.sku}`) ? 'lvm' : undefined;
}

/** An image without containers in its name has none; one with them may run some. */
function hasContainers(machine: Machine): false | undefined {
  return /container/i.test(valueOf(machine.os.image)?.sku ?? '') ? undefined : false;
}
