import type {
  ExtensionStatusValue,
  ParameterValue,
  UpdateDiskStep,
  UpdateKeyVaultStep,
  UpdateVirtualMachineStep,
} from '../../plan/types.ts';
import type { ReadResource } from '../client.ts';
import { AzureError } from '../errors.ts';
import { machineTypeOf } from '../machine-reader.ts';
import { type Json, mergeIdentity, patchHolds } from '../merge-patch.ts';
import { askUntil, carryOut, done, type RunContext, type StepOutcome, skipped } from '../run-context.ts';
import type { ExtensionResource } from '../wire.ts';
import { missingValues } from './deployment.ts';

export type UpdateStep = UpdateVirtualMachineStep | UpdateDiskStep | UpdateKeyVaultStep;

/** What an update step changes: the resource and the patch, with what only Azure or a person knows filled in. */
export interface ResolvedUpdate {
  resourceId: string;
  apiVersion: string;
  patch: Record<string, Json>;
}

type Resource = Record<string, Json> & { properties?: { provisioningState?: string } };

/** Sends the patch, unless the resource already is as it says; refused by Azure when somebody changed the resource after it was read. */
export async function runUpdate(step: UpdateStep, context: RunContext): Promise<StepOutcome> {
  const { resourceId, apiVersion, patch } = resolvedBefore.get(step) ?? (await resolveUpdate(step, context));
  let read: ReadResource<Resource> | undefined;
  const sent = await carryOut(
    step,
    context,
    async () => {
      read = await settled(step, context, resourceId, apiVersion);
      return !patchHolds(read.resource, patch);
    },
    () => context.client.patch(resourceId, apiVersion, mergeIdentity(read?.resource ?? {}, patch), read?.etag),
  );
  return sent === 'sent' ? done : skipped('it already is as asked');
}

/** What updates change, as far as it was found out while the machine was running: a deallocated one has no agent that would tell. */
const resolvedBefore = new WeakMap<UpdateStep, ResolvedUpdate>();

/**
 * Whether an update has something left to change.
 * @throws {AzureError} when a value cannot be had yet
 */
export async function isPending(step: UpdateStep, context: Pick<RunContext, 'client' | 'apiVersion' | 'values'>): Promise<boolean> {
  const resolved = await resolveUpdate(step, context);
  resolvedBefore.set(step, resolved);
  const read = await context.client.read<Resource>(resolved.resourceId, resolved.apiVersion);
  return read === undefined || !patchHolds(read.resource, resolved.patch);
}

/** @throws {AzureError} when a value cannot be had yet */
export async function resolveUpdate(
  step: UpdateStep,
  context: Pick<RunContext, 'client' | 'apiVersion' | 'values'>,
): Promise<ResolvedUpdate> {
  const patch = (await resolve(step.patch, step, context)) as Record<string, Json>;
  switch (step.kind) {
    case 'updateVirtualMachine':
      return { resourceId: step.machine, apiVersion: context.apiVersion(machineTypeOf(step.machine)), patch };
    case 'updateDisk': {
      const resourceId = String(await resolve(step.disk, step, context));
      return { resourceId, apiVersion: context.apiVersion('Microsoft.Compute/disks'), patch };
    }
    case 'updateKeyVault':
      return { resourceId: step.keyVault, apiVersion: context.apiVersion('Microsoft.KeyVault/vaults'), patch };
  }
}

async function settled(step: UpdateStep, context: RunContext, resourceId: string, apiVersion: string): Promise<ReadResource<Resource>> {
  return await askUntil(step, context, async () => {
    const read = await context.client.read<Resource>(resourceId, apiVersion);
    if (read === undefined) throw new AzureError(notFound(resourceId));
    return read.resource.properties?.provisioningState === 'Updating' ? undefined : read;
  });
}

async function resolve(value: unknown, step: UpdateStep, context: Pick<RunContext, 'client' | 'apiVersion' | 'values'>): Promise<unknown> {
  if (Array.isArray(value)) return await Promise.all(value.map((entry) => resolve(entry, step, context)));
  if (typeof value !== 'object' || value === null) return value;
  if ('$parameter' in value) return await parameterValue(value as ParameterValue, context);
  if ('$extensionStatus' in value && step.kind === 'updateVirtualMachine')
    return await extensionStatus(value as ExtensionStatusValue, step, context);
  const entries = Object.entries(value).map(async ([key, child]): Promise<[string, unknown]> => [key, await resolve(child, step, context)]);
  return Object.fromEntries(await Promise.all(entries));
}

async function parameterValue({ $parameter: name }: ParameterValue, { values }: Pick<RunContext, 'values'>): Promise<string> {
  const value = await values.valueOf({ name, secure: false, description: undefined });
  if (value === undefined) throw new AzureError(missingValues([{ name }]));
  return value;
}

/** The previous release's agent reports the URL of the secret as its status: https://github.com/Azure/azure-cli, disk_encryption.py (2023). */
async function extensionStatus(
  { $extensionStatus: name }: ExtensionStatusValue,
  { machine }: UpdateVirtualMachineStep,
  { client, apiVersion }: Pick<RunContext, 'client' | 'apiVersion'>,
): Promise<string> {
  const extension = `${machine}/extensions/${name}`;
  const version = apiVersion('Microsoft.Compute/virtualMachines/extensions');
  const read = await client.read<ExtensionResource>(extension, version, { expand: 'instanceView' });
  const message = read?.resource.properties?.instanceView?.statuses?.[0]?.message?.trim();
  if (message === undefined || !message.startsWith('https://')) throw new AzureError(noSecret(name, message));
  return message;
}

const noSecret = (name: string, message: string | undefined) => ({
  code: 'SecretUrlMissing',
  message: `The extension ${name} does not report the URL of the disk encryption secret; it says "${message ?? ''}".`,
  others: [],
  advice: 'Wait until the extension has succeeded, then go on with "armade deploy --resume".',
  rules: [],
});

const notFound = (resourceId: string) => ({
  code: 'ResourceNotFound',
  message: `${resourceId} does not exist.`,
  target: resourceId,
  others: [],
  rules: [],
});
