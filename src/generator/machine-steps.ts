import type { Machine, ManagedIdentity } from '../model/index.ts';
import { keyVaultId, machineId, machineType, placeOf, resourceId, valueOf } from '../model/index.ts';
import { plainText } from '../plan/index.ts';
import { az, azMachine, patchCommand, scopeOptions } from './commands.ts';
import { decrypts, reached } from './conditions.ts';
import { extensionName } from './extension-view.ts';
import type { PlannedEncryption } from './planned-encryption.ts';
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

const isFlexible = (machine: Machine): boolean => machine.kind === 'scaleSet' && valueOf(machine.orchestrationMode) === 'Flexible';

/** A Uniform scale set with a Manual upgrade policy takes up its changed model only when its instances are updated. */
const needsUpgrade = (machine: Machine): boolean =>
  machine.kind === 'scaleSet' && !isFlexible(machine) && valueOf(machine.upgradePolicy) === 'Manual';

/** What the instances of an existing scale set need to take up the extension. */
export function instanceSteps(planned: PlannedEncryption, context: PlanningContext): StepDraft[] {
  const { machine } = planned.request;
  if (isFlexible(machine)) return [flexibleInstancesStep(planned, context)];
  return needsUpgrade(machine) ? [upgradeInstancesStep(planned, context, 'upgrade-instances')] : [];
}

/** Removal ends with the extension itself, out of the model and then out of the instances. */
export function removalSteps(planned: PlannedEncryption, context: PlanningContext): StepDraft[] {
  const upgrade = needsUpgrade(planned.request.machine) ? [upgradeInstancesStep(planned, context, 'upgrade-instances-after-removal')] : [];
  return [deleteExtensionStep(planned, context), ...upgrade];
}

function upgradeInstancesStep(planned: PlannedEncryption, context: PlanningContext, kind: string): StepDraft {
  const { machine } = planned.request;
  return {
    id: idOf(planned, context, kind),
    kind: 'upgradeInstances',
    machine: machineId(machine),
    commands: [azMachine(machine, 'update-instances', { 'instance-ids': '*' })],
  };
}

/** In a Flexible scale set only new instances take up the extension. */
function flexibleInstancesStep(planned: PlannedEncryption, context: PlanningContext): StepDraft {
  const { machine } = planned.request;
  return {
    id: idOf(planned, context, 'replace-instances'),
    kind: 'manual',
    title: `Replace the old instances of ${machine.name}`,
    instructions: [
      `${plainText(machine.name)} is a Flexible scale set: only instances made from now on take up the extension.`,
      'Replace each old instance, or give it an entry of its own as a virtual machine.',
    ],
    commands: [azMachine(machine, 'list-instances', { output: 'table' })],
  };
}

/** Azure Resource Manager templates cannot delete an extension. */
function deleteExtensionStep(planned: PlannedEncryption, context: PlanningContext): StepDraft {
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
  const securityProfile = { encryptionIdentity: { userAssignedIdentityResourceId: identityId } };
  return updateMachineStep(planned, 'encryption-identity', context, {
    identity: {
      type: valueOf(machine.identity)?.systemAssigned ? 'SystemAssigned, UserAssigned' : 'UserAssigned',
      userAssignedIdentities: { [identityId]: {} },
    },
    properties: machine.kind === 'scaleSet' ? { virtualMachineProfile: { securityProfile } } : { securityProfile },
  });
}

function updateMachineStep(planned: PlannedEncryption, kind: string, context: PlanningContext, patch: Record<string, unknown>) {
  const { machine } = planned.request;
  const id = machineId(machine);
  return {
    id: idOf(planned, context, kind),
    kind: 'updateVirtualMachine' as const,
    machine: id,
    patch,
    commands: [patchCommand(id, context.support.apiVersion(machineType(machine), context.cloudName), patch)],
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
  const update = (encryptionSettings: object) =>
    updateMachineStep(planned, 'encryption-settings', context, { properties: { storageProfile: { osDisk: { encryptionSettings } } } });
  if (decrypts(request)) return [update({ enabled: false })];
  const vault = valueOf(request.keyVault);
  if (vault === undefined) return [];
  const key = request.keyEncryptionKey?.value;
  const extension = extensionName(machine, handler);
  const step = update({
    enabled: true,
    diskEncryptionKey: { sourceVault: { id: keyVaultId(vault) }, secretUrl: { $extensionStatus: extension } },
    ...(key === undefined
      ? {}
      : { keyEncryptionKey: { sourceVault: { id: keyVaultId(valueOf(key.keyVault) ?? vault) }, keyUrl: context.keyUrl(key) } }),
  });
  const readSecretUrl = `secretUrl=$(${az('vm extension show', {
    ...scopeOptions(placeOf(machine)),
    'vm-name': machine.name,
    name: extension,
    'instance-view': [],
    query: 'instanceView.statuses[0].message',
    output: 'tsv',
  })})`;
  const updateStep = { ...step, commands: [readSecretUrl, ...step.commands] };
  if (valueOf(machine.current.osVolume) !== 'Encrypted') return [updateStep];
  const id = machineId(machine);
  return [
    { id: idOf(planned, context, 'deallocate'), kind: 'deallocate', machine: id, commands: [azMachine(machine, 'deallocate')] },
    updateStep,
    { id: idOf(planned, context, 'start'), kind: 'start', machine: id, commands: [azMachine(machine, 'start')] },
  ];
}
