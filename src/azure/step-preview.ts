import type { DeploymentStep, Step } from '../plan/types.ts';
import { failureText, refusalIn } from './errors.ts';
import { machineTypeOf } from './machine-reader.ts';
import { type Json, patchChanges } from './merge-patch.ts';
import type { PreviewContext } from './preview.ts';
import { machineName, machinesOf } from './selection.ts';
import { resolveUpdate, type UpdateStep } from './steps/update.ts';
import type { StepPreview } from './what-if-report.ts';
import type { WhatIfChange } from './what-if-types.ts';

type OtherStep = Exclude<Step, DeploymentStep>;

/** What a step does that Azure Resource Manager does not preview, and what it would change in Azure as it is now. */
export async function previewStep(step: OtherStep, context: PreviewContext): Promise<StepPreview> {
  context.at(step);
  const preview = { step: step.id, wave: step.wave, kind: step.kind, text: sentenceOf(step) };
  try {
    return { ...preview, ...(await changeOf(step, context)) };
  } catch (error) {
    return { ...preview, text: `${preview.text} (${firstLine(failureText(refusalIn(error).failure))})` };
  }
}

async function changeOf(step: OtherStep, context: PreviewContext): Promise<Pick<StepPreview, 'change' | 'done'>> {
  switch (step.kind) {
    case 'updateVirtualMachine':
    case 'updateDisk':
    case 'updateKeyVault':
      return await updateChange(step, context);
    case 'deleteExtension': {
      const id = `${step.machine}/extensions/${step.extension}`;
      const read = await context.client.read<Record<string, unknown>>(id, context.apiVersion(`${machineTypeOf(step.machine)}/extensions`));
      return read === undefined ? { done: true } : { change: { resourceId: id, changeType: 'Delete' } };
    }
    default:
      return {};
  }
}

async function updateChange(step: UpdateStep, context: PreviewContext): Promise<Pick<StepPreview, 'change' | 'done'>> {
  const { resourceId, apiVersion, patch } = await resolveUpdate(step, context);
  const read = await context.client.read<{ [key: string]: Json }>(resourceId, apiVersion);
  const changes = patchChanges(read?.resource, patch);
  const change: WhatIfChange = {
    resourceId,
    changeType: 'Modify',
    delta: changes.map(({ path, before, after }) => ({
      path,
      propertyChangeType: before === undefined ? 'Create' : 'Modify',
      ...(before === undefined ? {} : { before }),
      after,
    })),
  };
  return { change, done: changes.length === 0 };
}

function sentenceOf(step: OtherStep): string {
  switch (step.kind) {
    case 'wait':
      return `wait until ${namesOf(machinesOf(step))} reached the state asked for`;
    case 'restart':
      return `restart ${machineName(step.machine)}, unless it already is encrypted`;
    case 'deallocate':
      return `deallocate ${machineName(step.machine)}`;
    case 'start':
      return `start ${machineName(step.machine)}`;
    case 'upgradeInstances':
      return `give the instances of ${machineName(step.machine)} its newest model`;
    case 'deleteExtension':
      return `delete the extension ${step.extension} of ${machineName(step.machine)}`;
    case 'updateVirtualMachine':
      return `update the machine ${machineName(step.machine)}`;
    case 'updateDisk':
      return `update the disk ${typeof step.disk === 'string' ? machineName(step.disk) : `that ${step.disk.$parameter} names`}`;
    case 'updateKeyVault':
      return `update the key vault ${machineName(step.keyVault)}`;
    case 'manual':
      return `by hand: ${step.title}`;
  }
}

/** The first few, and how many more. */
function namesOf(machines: readonly string[]): string {
  const shown = machines.slice(0, 3).map(machineName);
  const more = machines.length - shown.length;
  if (more > 0) return `${shown.join(', ')} and ${more} more have`;
  return `${shown.join(', ')} ${machines.length === 1 ? 'has' : 'have'}`;
}

const firstLine = (text: string): string => text.split('\n', 1)[0] as string;
