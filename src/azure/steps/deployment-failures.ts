import { resourceId } from '../../model/index.ts';
import type { DeploymentStep, PlannedResource } from '../../plan/types.ts';
import type { DeploymentOperation, DeploymentRecord } from '../client.ts';
import { sameId } from '../conditions.ts';
import { type AzureFailure, failureText } from '../errors.ts';
import type { RunContext } from '../run-context.ts';
import { placeOf } from './deployment.ts';

/** What a deployment that did not succeed failed at, told apart by machine as far as its operations say. */
export async function failuresOf(
  step: DeploymentStep,
  record: DeploymentRecord,
  context: RunContext,
): Promise<{ left: Map<string, string>; failure: AzureFailure }> {
  const failure = context.client.failureOf(record.error, record.correlationId);
  const operations = await context.client.deploymentOperations(placeOf(step));
  const left = new Map<string, string>();
  for (const resource of step.resources) {
    if (resource.machine === undefined || left.has(resource.machine)) continue;
    const reason = reasonFor(idOf(step, resource), operations, record, context);
    if (reason !== undefined) left.set(resource.machine, reason === 'notDeployed' ? failureText(failure) : reason);
  }
  return { left, failure };
}

/**
 * The resources of a step that its last deployment has deployed. One that succeeded held all that machines share, and perhaps not all machines; roles
 * stand at a scope of their own, by which they could not be found among its operations.
 */
export async function deployedResources(
  step: DeploymentStep,
  { provisioningState }: DeploymentRecord,
  { client }: Pick<RunContext, 'client'>,
): Promise<PlannedResource[]> {
  const operations = await client.deploymentOperations(placeOf(step));
  const succeeded = new Set(
    operations.filter(({ provisioningState }) => provisioningState === 'Succeeded').map(({ resourceId: target }) => target?.toLowerCase()),
  );
  const isShared = ({ machine }: PlannedResource): boolean => machine === undefined && provisioningState === 'Succeeded';
  return step.resources.filter((resource) => isShared(resource) || succeeded.has(idOf(step, resource).toLowerCase()));
}

/** Undefined when the resource was deployed. */
function reasonFor(
  id: string,
  operations: readonly DeploymentOperation[],
  record: DeploymentRecord,
  context: RunContext,
): string | undefined {
  const own = operations.filter(({ resourceId: target }) => target !== undefined && sameId(target, id));
  if (own.some(({ provisioningState }) => provisioningState === 'Succeeded')) return undefined;
  const failed = own.find(({ provisioningState }) => provisioningState === 'Failed' || provisioningState === 'Canceled');
  if (failed?.statusMessage === undefined || failed.statusMessage === null) return 'notDeployed';
  return failureText(context.client.failureOf(failed.statusMessage, record.correlationId));
}

function idOf({ subscriptionId, resourceGroup }: DeploymentStep, { type, name }: PlannedResource): string {
  return resourceId({ subscriptionId, resourceGroup }, type, ...name.split('/'));
}
