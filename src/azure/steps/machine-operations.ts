import type { DeleteExtensionStep, MachineStep, Step } from '../../plan/types.ts';
import { AzureError } from '../errors.ts';
import type { MachineState } from '../instance-view.ts';
import { isScaleSet, machineTypeOf } from '../machine-reader.ts';
import { askUntil, carryOut, done, type RunContext, type StepOutcome, skipped } from '../run-context.ts';
import { machineName } from '../selection.ts';
import type { ExtensionResource, ScaleSetResource } from '../wire.ts';
import { isPending } from './update.ts';

/**
 * Restarts, deallocates or starts a machine, or gives a scale set's instances its newest model.
 * @param following the steps that come right after it
 */
export async function runMachineStep(step: MachineStep, context: RunContext, following: readonly Step[]): Promise<StepOutcome> {
  const version = context.apiVersion(machineTypeOf(step.machine));
  const send = (action: string, body?: unknown) => context.client.post(step.machine, action, version, body);
  if (step.kind === 'upgradeInstances') return await upgradeInstances(step, context, (body) => send('manualupgrade', body));
  const sent = await carryOut(
    step,
    context,
    (attempt) => isNeeded(step, attempt, context, following),
    () => send(step.kind),
  );
  return sent === 'sent' ? done : skipped(`${machineName(step.machine)} already is as asked`);
}

async function isNeeded(step: MachineStep, attempt: number, context: RunContext, following: readonly Step[]): Promise<boolean> {
  const state = await settledMachine(step, context);
  if (step.kind === 'start') return state.powerState !== 'running';
  if (step.kind === 'deallocate') return state.powerState !== 'deallocated' && (await servesSomething(following, context));
  // The plan asks for a restart; whether an earlier attempt, of this or of the interrupted run, came through, the volume tells.
  const isFirst = attempt === 1 && !context.resumed;
  return isFirst || (state.instances ?? [state]).some(({ osVolume }) => osVolume === 'VMRestartPending');
}

/** A machine is deallocated for the sake of an update: not again, as after a crash, when that is done. */
async function servesSomething(following: readonly Step[], context: RunContext): Promise<boolean> {
  const updates = following.filter((step) => step.kind === 'updateVirtualMachine');
  const pending = await Promise.all(updates.map((update) => isPending(update, context)));
  return updates.length === 0 || pending.includes(true);
}

/** The machine, as soon as nothing is under way on it. */
async function settledMachine(step: MachineStep, context: RunContext): Promise<MachineState> {
  return await askUntil(step, context, async () => {
    const state = await context.reader.read(step.machine);
    if (state === undefined) throw missing(step.machine);
    return state.provisioningState === 'Updating' ? undefined : state;
  });
}

async function upgradeInstances(
  step: MachineStep,
  context: RunContext,
  send: (body: unknown) => ReturnType<RunContext['client']['post']>,
): Promise<StepOutcome> {
  let old: string[] = [];
  const sent = await carryOut(
    step,
    context,
    async () => {
      old = await oldInstances(step, context);
      return old.length > 0;
    },
    () => send({ instanceIds: old }),
  );
  return sent === 'sent' ? done : skipped('every instance has the newest model');
}

/** Ids of the instances that have not taken up the set's model. */
async function oldInstances(step: MachineStep, context: RunContext): Promise<string[]> {
  const version = context.apiVersion(machineTypeOf(step.machine));
  return await askUntil(step, context, async () => {
    const read = await context.client.read<ScaleSetResource>(step.machine, version);
    if (read === undefined) throw missing(step.machine);
    if (read.resource.properties?.provisioningState === 'Updating') return undefined;
    const instances = await context.reader.instances({ ...read.resource, id: step.machine });
    return instances.filter(({ properties }) => properties?.latestModelApplied === false).flatMap(({ instanceId }) => instanceId ?? []);
  });
}

/**
 * Deletes the extension of a machine that is decrypted. Refused before that: deleting it first leaves disks encrypted that nothing can decrypt any more.
 * https://learn.microsoft.com/azure/virtual-machines/windows/disk-encryption-windows (2026-02-20)
 */
export async function runDeleteExtension(step: DeleteExtensionStep, context: RunContext): Promise<StepOutcome> {
  const extension = `${step.machine}/extensions/${step.extension}`;
  const version = context.apiVersion(`${machineTypeOf(step.machine)}/extensions`);
  const isThere = () =>
    askUntil(step, context, async () => {
      const read = await context.client.read<ExtensionResource>(extension, version);
      return read?.resource.properties?.provisioningState === 'Deleting' ? undefined : { there: read !== undefined };
    });
  const sent = await carryOut(
    step,
    context,
    async () => {
      if (!(await isThere()).there) return false;
      await refuseWhileEncrypted(step, context);
      return true;
    },
    () => context.client.delete(extension, version),
  );
  return sent === 'sent' ? done : skipped('the extension is not there any more');
}

const decryptedData: readonly string[] = ['NotEncrypted', 'NoDiskFound', 'NotMounted'];

async function refuseWhileEncrypted(step: DeleteExtensionStep, context: RunContext): Promise<void> {
  const state = await context.reader.read(step.machine);
  if (state === undefined) throw missing(step.machine);
  const encrypted = (state.instances ?? [state]).find(
    ({ osVolume, dataVolume }) => osVolume !== 'NotEncrypted' || !decryptedData.includes(dataVolume),
  );
  if (encrypted === undefined) return;
  const message = `${machineName(step.machine)} still is encrypted: OS volume ${encrypted.osVolume}, data volume ${encrypted.dataVolume}. Without the extension its disks could not be decrypted any more.`;
  throw new AzureError({ code: 'StillEncrypted', message, others: [], advice: 'Disable encryption of these volumes first.', rules: [] });
}

function missing(machine: string): AzureError {
  const message = `${isScaleSet(machine) ? 'The scale set' : 'The machine'} ${machineName(machine)} does not exist.`;
  return new AzureError({ code: 'ResourceNotFound', message, target: machine, others: [], rules: [] });
}
