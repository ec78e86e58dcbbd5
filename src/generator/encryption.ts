import type { EncryptionRequest } from '../model/index.ts';
import { machineId, valueOf } from '../model/index.ts';
import { reached, reachedOrRestartPending } from './conditions.ts';
import { extensionName, extensionView } from './extension-view.ts';
import { aadSteps, encryptionIdentityStep, instanceSteps, removalSteps, restartSteps } from './machine-steps.ts';
import { lookUpEncryption, type PlannedEncryption } from './planned-encryption.ts';
import { type PlanningContext, requestPointer } from './planning-context.ts';
import { snapshotUnits } from './snapshots.ts';
import type { Contribution, DeploymentKind, StepDraft, Unit } from './unit.ts';

/** Enable, update, disable and removal on machines that exist: the extension, and the steps around it. */
export function planExistingMachine(request: EncryptionRequest, context: PlanningContext): Contribution {
  const planned = lookUpEncryption(request, context);
  if (planned === undefined) return { units: [], chains: [] };
  if (request.operation === 'remove' && isDecrypted(request)) {
    const steps = removalSteps(planned, context);
    return { units: [], chains: [{ wave: request.wave.value, about: machineId(request.machine), steps }] };
  }
  return { units: [...snapshotUnits(planned, context), extensionUnit(planned, context)], chains: [] };
}

/** Facts say that both volumes are decrypted, so that removal needs no disabling. */
function isDecrypted(request: EncryptionRequest): boolean {
  const { osVolume, dataVolume } = request.machine.current;
  const data = valueOf(dataVolume);
  return valueOf(osVolume) === 'NotEncrypted' && (data === 'NotEncrypted' || data === 'NoDiskFound');
}

function extensionUnit(planned: PlannedEncryption, context: PlanningContext): Unit {
  const { request, handler } = planned;
  const { machine } = request;
  const isScaleSet = machine.kind === 'scaleSet';
  const base = extensionUnitBase(planned, context);
  return {
    ...base,
    resources: [
      {
        type: isScaleSet ? 'Microsoft.Compute/virtualMachineScaleSets/extensions' : 'Microsoft.Compute/virtualMachines/extensions',
        name: `${machine.name}/${extensionName(machine, handler)}`,
        machine: base.about,
        runTag: planned.runTag,
        spec: requestPointer(request),
      },
    ],
    view: (scope) => ({ isScaleSet, ...extensionView(request, handler, planned.runTag, scope) }),
  };
}

/** All of a unit with an extension in it but its resources. */
export function extensionUnitBase(planned: PlannedEncryption, context: PlanningContext): Omit<Unit, 'resources' | 'view'> {
  const { request, place } = planned;
  return {
    deployment: request.scenario as DeploymentKind,
    wave: request.wave.value,
    place,
    name: request.machine.name,
    about: machineId(request.machine),
    skipWhen: planned.alreadyDone,
    doneWhen: needsRestart(request) ? reachedOrRestartPending(request) : reached(request),
    ...stepsAround(planned, context),
  };
}

/** The steps that a machine needs around its extension. */
function stepsAround(planned: PlannedEncryption, context: PlanningContext): Pick<Unit, 'prepare' | 'beforeWait' | 'afterWait'> {
  const { request } = planned;
  const { machine } = request;
  const enables = request.operation === 'enable' || request.operation === 'update';
  const isNew = request.scenario.startsWith('new-');
  const identity = valueOf(machine.encryptionIdentity);
  return {
    prepare: enables && !isNew && identity !== undefined ? [encryptionIdentityStep(planned, identity, context)] : [],
    beforeWait: [...aadSteps(planned, context), ...(isNew ? [] : instanceSteps(planned, context))],
    afterWait: [
      ...(needsRestart(request) ? restartSteps(planned, context) : []),
      ...(request.operation === 'remove' ? removalSteps(planned, context) : []),
    ] satisfies StepDraft[],
  };
}

/** Only Linux, and only for the OS volume, waits for a restart (`VMRestartPending`). */
function needsRestart(request: EncryptionRequest): boolean {
  return (
    request.machine.kind === 'virtualMachine' &&
    (request.operation === 'enable' || request.operation === 'update') &&
    valueOf(request.machine.os.type) === 'Linux' &&
    valueOf(request.volumeType) !== 'Data'
  );
}
