import type { ManagedIdentity } from '../model/index.ts';
import { keyVaultId, machineId, placeOf, resourceId, valueOf } from '../model/index.ts';
import type { UpdateVirtualMachineStep } from '../plan/types.ts';
import { az, azMachine, scopeOptions } from './commands.ts';
import { reached } from './conditions.ts';
import type { PlannedEncryption } from './encryption.ts';
import { extensionName } from './extension-view.ts';
import type { PlanningContext } from './planning-context.ts';
import type { DeploymentKind, StepDraft } from './unit.ts';

const idOf = (planned: PlannedEncryption, context: PlanningContext, kind: string): string =>
  context.stepId(planned.place, planned.request.scenario as DeploymentKind, planned.request.wave.value, kind, planned.request.machine.name);

/** Restart between the two halves of encrypting a Linux OS volume, and the wait for the second half. */
export function restartSteps(planned: PlannedEncryption, context: PlanningContext): StepDraft[] {
  const { request } = planned;
  const done = reached(request);
  const encrypted = { machine: done.machine, osVolume: ['Encrypted' as const] };
  return [
    {
      id: idOf(planned, context, 'restart'),
      kind: 'restart',
      machine: done.machine,
      skipWhen: [encrypted],
      commands: [azMachine(request.machine, 'restart')],
    },
    {
      id: idOf(planned, context, 'wait-after-restart'),
      kind: 'wait',
      doneWhen: [done],
      commands: [azMachine(request.machine, 'encryption show')],
    },
  ];
}

/** A scale set with a Manual upgrade policy takes up the changed model only when its instances are updated. */
export function upgradeInstancesStep(planned: PlannedEncryption, context: PlanningContext): StepDraft {
  const { machine } = planned.request;
  return {
    id: idOf(planned, context, 'upgrade-instances'),
    kind: 'upgradeInstances',
    machine: machineId(machine),
    commands: [azMachine(machine, 'update-instances', { 'instance-ids': '*' })],
  };
}

/** In a Flexible scale set only new instances take up the extension. */
export function flexibleInstancesStep(planned: PlannedEncryption, context: PlanningContext): StepDraft {
  const { machine } = planned.request;
  return {
    id: idOf(planned, context, 'replace-instances'),
    kind: 'manual',
    title: `Replace the old instances of ${machine.name}`,
    instructions: [
      `${machine.name} is a Flexible scale set: only instances made from now on take up the extension.`,
      'Replace each old instance, or give it an entry of its own as a virtual machine.',
    ],
    commands: [azMachine(machine, 'list-instances', { output: 'table' })],
  };
}

/** Removal ends with the extension itself; Azure Resource Manager templates cannot delete it. */
export function deleteExtensionStep(planned: PlannedEncryption, context: PlanningContext): StepDraft {
  const { machine } = planned.request;
  const extension = extensionName(machine, planned.handler);
  const kind = machine.kind === 'scaleSet' ? 'vmss' : 'vm';
  return {
    id: idOf(planned, context, 'delete-extension'),
    kind: 'deleteExtension',
    machine: machineId(machine),
    extension,
    commands: [az(`${kind} extension delete`, { ...scopeOptions(placeOf(machine)), [`${kind}-name`]: machine.name, name: extension })],
  };
}

/** Gives an existing machine the identity that reads the vault, by PATCH: a PUT would replace what it does not name. */
export function encryptionIdentityStep(planned: PlannedEncryption, identity: ManagedIdentity, context: PlanningContext): StepDraft {
  const { machine } = planned.request;
  const identityId = resourceId(placeOf(identity), 'Microsoft.ManagedIdentity/userAssignedIdentities', identity.name);
  const isScaleSet = machine.kind === 'scaleSet';
  const securityProfile = { encryptionIdentity: { userAssignedIdentityResourceId: identityId } };
  const path = isScaleSet ? 'virtualMachineProfile.securityProfile' : 'securityProfile';
  return {
    id: idOf(planned, context, 'encryption-identity'),
    kind: 'updateVirtualMachine',
    machine: machineId(machine),
    patch: {
      identity: {
        type: valueOf(machine.identity)?.systemAssigned ? 'SystemAssigned, UserAssigned' : 'UserAssigned',
        userAssignedIdentities: { [identityId]: {} },
      },
      properties: isScaleSet ? { virtualMachineProfile: { securityProfile } } : { securityProfile },
    },
    commands: [
      azMachine(machine, 'identity assign', { identities: identityId }),
      azMachine(machine, 'update', { set: `${path}.encryptionIdentity.userAssignedIdentityResourceId=${identityId}` }),
    ],
  };
}

/**
 * The previous release leaves it to the caller to put the secret into the machine's model. Where the machine is encrypted already, that
 * takes a deallocated machine; disabling ends with the same property set to false.
 */
export function aadSteps(planned: PlannedEncryption, context: PlanningContext): StepDraft[] {
  const { request, handler } = planned;
  const { machine } = request;
  if (handler.release !== 'dual-pass') return [];
  const id = machineId(machine);
  const update: Omit<UpdateVirtualMachineStep, 'wave' | 'after' | 'patch'> = {
    id: idOf(planned, context, 'encryption-settings'),
    kind: 'updateVirtualMachine',
    machine: id,
    commands: [],
  };
  const settingsPath = 'storageProfile.osDisk.encryptionSettings';
  if (request.operation === 'disable' || request.operation === 'remove') {
    return [
      {
        ...update,
        patch: { properties: { storageProfile: { osDisk: { encryptionSettings: { enabled: false } } } } },
        commands: [azMachine(machine, 'update', { set: `${settingsPath}.enabled=false` })],
      },
    ];
  }
  const vault = valueOf(request.keyVault);
  if (vault === undefined) return [];
  const key = request.keyEncryptionKey?.value;
  const keyVault = key === undefined ? undefined : (valueOf(key.keyVault) ?? vault);
  const keyUrl = key === undefined ? undefined : context.keyUrl(key);
  const extension = extensionName(machine, handler);
  const encryptionSettings = {
    enabled: true,
    diskEncryptionKey: { sourceVault: { id: keyVaultId(vault) }, secretUrl: { $extensionStatus: extension } },
    ...(keyVault === undefined ? {} : { keyEncryptionKey: { sourceVault: { id: keyVaultId(keyVault) }, keyUrl } }),
  };
  const step: StepDraft = {
    ...update,
    patch: { properties: { storageProfile: { osDisk: { encryptionSettings } } } },
    commands: [
      `secretUrl=$(${az('vm extension show', {
        ...scopeOptions(placeOf(machine)),
        'vm-name': machine.name,
        name: extension,
        'instance-view': [],
        query: 'instanceView.statuses[0].message',
        output: 'tsv',
      })})`,
      `${azMachine(machine, 'update', {
        set: [
          `${settingsPath}.enabled=true`,
          `${settingsPath}.diskEncryptionKey.sourceVault.id=${keyVaultId(vault)}`,
          ...(keyVault === undefined
            ? []
            : [
                `${settingsPath}.keyEncryptionKey.keyUrl=${keyUrl}`,
                `${settingsPath}.keyEncryptionKey.sourceVault.id=${keyVaultId(keyVault)}`,
              ]),
        ],
      })} ${settingsPath}.diskEncryptionKey.secretUrl="$secretUrl"`,
    ],
  };
  if (valueOf(machine.current.osVolume) !== 'Encrypted') return [step];
  return [
    { id: idOf(planned, context, 'deallocate'), kind: 'deallocate', machine: id, commands: [azMachine(machine, 'deallocate')] },
    step,
    { id: idOf(planned, context, 'start'), kind: 'start', machine: id, commands: [azMachine(machine, 'start')] },
  ];
}
