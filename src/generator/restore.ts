import type { RestoreRequest, VirtualMachine } from '../model/index.ts';
import { keyVaultId, machineId, placeOf, valueOf } from '../model/index.ts';
import { type ManualStep, plainText, type UpdateDiskStep } from '../plan/index.ts';
import { az, patchCommand, scopeOptions } from './commands.ts';
import { diskWords } from './disk-encryption.ts';
import { networkInterfaceName, networkInterfaceView, virtualMachineView } from './machine-view.ts';
import type { DeploymentPlace } from './place.ts';
import { type PlanningContext, specPointer } from './planning-context.ts';
import type { TemplateScope } from './template-scope.ts';
import { expression, type TemplateString } from './template-string.ts';
import type { StepDraft, Unit } from './unit.ts';

/**
 * A virtual machine from restored encrypted disks. Azure Backup restores disks, secret and key outside Azure Resource Manager: a step by
 * hand. Then each disk gets its encryption settings back, and the machine is made from the disks.
 */
export function planRestore(request: RestoreRequest, context: PlanningContext): Unit[] {
  const { machine, origin } = request;
  const place = context.place(machine);
  const osType = valueOf(machine.os.type);
  const vault = valueOf(request.keyVault);
  if (osType === undefined) context.missing(origin, machine.name, 'os.type', 'attaching its disk');
  if (!machine.size.known) context.missing(origin, machine.name, 'size', 'the restored machine');
  if (!machine.provisioning.network.known) context.missing(origin, machine.name, 'network', 'the restored machine');
  if (vault === undefined) context.missing(origin, machine.name, 'keyVault', 'the encryption settings of its disks');
  if (place === undefined || vault === undefined) return [];
  const id = machineId(machine);
  const spec = specPointer(request.scenario, 'virtualMachines', machine.name);
  const encrypted = { machine: id, osVolume: ['Encrypted' as const] };
  return [
    {
      deployment: 'restore-encrypted-vm',
      wave: request.wave.value,
      place,
      name: machine.name,
      about: id,
      resources: [
        { type: 'Microsoft.Network/networkInterfaces', name: networkInterfaceName(machine), machine: id, spec },
        { type: 'Microsoft.Compute/virtualMachines', name: machine.name, machine: id, spec },
      ],
      skipWhen: encrypted,
      doneWhen: encrypted,
      prepare: [restoreByHand(request, place, context), ...encryptionSettingsSteps(request, place, context)],
      beforeWait: [],
      afterWait: [],
      view: (scope) => ({
        networkInterface: networkInterfaceView(machine, scope),
        machine: restoredMachineView(machine, osType ?? '', prefixOf(machine, context), scope),
      }),
    },
  ];
}

/** What the machine is called in parameters: the same in its steps and in its template, whichever deployment it falls into. */
const prefixOf = (machine: VirtualMachine, context: PlanningContext): string => context.restoredPrefixes.get(machine) as string;

const disksOf = (machine: VirtualMachine) => [machine.osDisk, ...(valueOf(machine.dataDisks) ?? [])];

function restoreByHand(request: RestoreRequest, place: DeploymentPlace, context: PlanningContext): Omit<ManualStep, 'wave' | 'after'> {
  const { machine } = request;
  const source = valueOf(request.virtualMachine) ?? machine.name;
  const recoveryVault = valueOf(request.recoveryServicesVault);
  const keyVault = valueOf(request.keyVault);
  const key = request.keyEncryptionKey?.value;
  const staging = valueOf(request.stagingStorageAccount);
  const item = { 'container-name': source, 'item-name': source };
  const vaultOptions = recoveryVault === undefined ? {} : { ...scopeOptions(placeOf(recoveryVault)), 'vault-name': recoveryVault.name };
  return {
    id: context.stepId(place, 'restore-encrypted-vm', request.wave.value, 'restore-disks', machine.name),
    kind: 'manual',
    title: `Restore the disks${key === undefined ? ' and the secret' : ', the secret and the key'} of ${source}`,
    instructions: [
      `Restore only the disks of ${plainText(source)} from ${plainText(recoveryVault?.name ?? 'its Recovery Services vault')} to the resource group ${plainText(place.resourceGroup)}. An encrypted machine can be restored in no other way.`,
      key === undefined
        ? `If the secret is gone from the key vault ${plainText(keyVault?.name ?? '')}, set it again from vmencryption_config.json of the restored configuration, with all of its tags.`
        : `If they are gone from their key vaults, restore the key ${plainText(key.name)} from its backup blob first, then set the secret in ${plainText(keyVault?.name ?? '')} again from vmencryption_config.json, with all of its tags and the content type "Wrapped BEK".`,
      'Note the ids of the restored disks and the versioned URLs of their secrets: the next steps ask for them.',
    ],
    commands: [
      az('backup restore restore-disks', {
        ...vaultOptions,
        ...item,
        'rp-name': valueOf(request.recoveryPoint) ?? 'RECOVERY_POINT',
        'storage-account': staging ?? 'STAGING_STORAGE_ACCOUNT',
        'target-resource-group': place.resourceGroup,
      }),
    ],
  };
}

function encryptionSettingsSteps(request: RestoreRequest, place: DeploymentPlace, context: PlanningContext): StepDraft[] {
  const { machine } = request;
  const vault = valueOf(request.keyVault);
  const key = request.keyEncryptionKey?.value;
  if (vault === undefined) return [];
  const apiVersion = context.support.apiVersion('Microsoft.Compute/disks', context.cloudName);
  return disksOf(machine).map((disk): Omit<UpdateDiskStep, 'wave' | 'after'> => {
    const prefix = `${prefixOf(machine, context)}${diskWords(disk)}`;
    const settings = {
      diskEncryptionKey: { sourceVault: { id: keyVaultId(vault) }, secretUrl: { $parameter: `${prefix}SecretUrl` } },
      ...(key === undefined
        ? {}
        : { keyEncryptionKey: { sourceVault: { id: keyVaultId(valueOf(key.keyVault) ?? vault) }, keyUrl: context.keyUrl(key) } }),
    };
    const patch = { properties: { encryptionSettingsCollection: { enabled: true, encryptionSettings: [settings] } } };
    return {
      id: context.stepId(place, 'restore-encrypted-vm', request.wave.value, 'encryption-settings', `${machine.name}/${diskWords(disk)}`),
      kind: 'updateDisk',
      disk: { $parameter: `${prefix}Id` },
      requiredParameters: [`${prefix}Id`, `${prefix}SecretUrl`],
      patch,
      commands: [patchCommand({ $parameter: `${prefix}Id` }, apiVersion, patch)],
    };
  });
}

function restoredMachineView(machine: VirtualMachine, osType: string, prefix: string, scope: TemplateScope): object {
  const view = virtualMachineView(machine, scope);
  const diskId = (words: string, description: string): TemplateString =>
    expression(scope.parameter(`${prefix}${words}Id`, { description }));
  return {
    ...view,
    dependsOn: [view.networkInterfaceId],
    isManaged: true,
    osType,
    osDiskCaching: valueOf(machine.osDisk.caching) ?? 'ReadWrite',
    osDiskId: diskId('OsDisk', `Resource id of the restored OS disk of ${machine.name}.`),
    hasDataDisks: (valueOf(machine.dataDisks) ?? []).length > 0,
    attachedDataDisks: (valueOf(machine.dataDisks) ?? []).map((disk) => ({
      isManaged: true,
      lun: valueOf(disk.lun) ?? 0,
      caching: valueOf(disk.caching) ?? 'None',
      id: diskId(diskWords(disk), `Resource id of the restored data disk ${valueOf(disk.lun)} of ${machine.name}.`),
    })),
  };
}
