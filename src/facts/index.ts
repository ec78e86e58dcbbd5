import { assumed, type EncryptionModel, type EncryptionRequest, type Finding, type Machine, valueOf } from '../model/index.ts';
import { retirements, type Support } from '../support/index.ts';
import { assumeNewDisk, completeDisk } from './disks.ts';
import { fill } from './fill.ts';
import { completeKeyEncryptionKey, completeKeyVault } from './keys.ts';
import { assumeNewMachine, isNew } from './new-machine.ts';
import { completeOperatingSystem } from './operating-system.ts';
import { completeSize } from './size.ts';

export { factsChecks } from './checks.ts';

/**
 * Fills in what follows from what is known, by the tables of the support pack, and what Azure assumes where nothing is asked; a fact that is
 * known or refused stays. Changes the model, once, before anybody reads it.
 * @returns what written facts say against each other
 */
export function completeModel(model: EncryptionModel, support: Support): Finding[] {
  const findings: Finding[] = [];
  for (const machine of [...model.facts.virtualMachines, ...model.facts.scaleSets]) completeMachine(machine, support, findings);
  for (const disk of model.facts.disks) completeDisk(disk);
  for (const { disk, origin } of model.requests.disks) assumeNewDisk(disk, assumed(origin, 'newDisk'));
  for (const vault of model.facts.keyVaults) completeKeyVault(vault);
  for (const key of model.facts.keyEncryptionKeys) completeKeyEncryptionKey(key);
  for (const request of model.requests.encryption) completeVolumeType(request);
  return findings;
}

function completeMachine(machine: Machine, support: Support, findings: Finding[]): void {
  const about = machine.encryption?.origin ?? machine.origin;
  for (const finding of [...completeOperatingSystem(machine, support), ...completeSize(machine, support)])
    findings.push({ ...finding, about });
  completeDisk(machine.osDisk);
  for (const disk of valueOf(machine.dataDisks) ?? []) completeDisk(disk);
  if (isNew(machine)) assumeNewMachine(machine, support);
  if (support.published > retirements.classicVirtualMachines.endsOn) {
    const origin = assumed(machine.origin, 'retirements/classicVirtualMachines');
    machine.deploymentModel = fill(machine.deploymentModel, 'ResourceManager', origin);
  }
}

/**
 * The extension for Windows takes All where VolumeType is left out; the one for Linux has no default.
 * https://learn.microsoft.com/powershell/module/az.compute/set-azvmdiskencryptionextension, 2026-11-24
 */
function completeVolumeType(request: EncryptionRequest): void {
  if (valueOf(request.machine.os.type) !== 'Windows') return;
  request.volumeType = fill(request.volumeType, 'All', assumed(request.origin, 'extension/VolumeType'));
}
