import type { DeploymentPlan } from './deployment-plan.ts';
import type { ErrorBody } from './errors.ts';
import type { JsonObject } from './json.ts';
import type { Operation } from './operations.ts';
import { hexadecimal } from './random.ts';
import type { World } from './world.ts';

export interface Deployment {
  id: string;
  name: string;
  tags: JsonObject;
  plan: DeploymentPlan;
  correlationId: string;
  startedAt: number;
  endedAt?: number;
  state: 'Accepted' | 'Running' | 'Succeeded' | 'Failed' | 'Canceled';
  error?: ErrorBody;
  outputs?: JsonObject;
  outputResources: string[];
  operation: Operation;
  steps: DeploymentStep[];
}

/** One deployment operation. */
export interface DeploymentStep {
  operationId: string;
  provisioningOperation: 'Create' | 'EvaluateDeploymentOutput';
  state: 'Running' | 'Succeeded' | 'Failed' | 'Canceled';
  startedAt: number;
  endedAt?: number;
  trackingId: string;
  statusCode?: string;
  statusMessage?: JsonObject;
  target?: { id: string; resourceType: string; resourceName: string };
}

export const isActive = ({ state }: Deployment): boolean => state === 'Accepted' || state === 'Running';

export const newStep = (
  world: World,
  deployment: Deployment,
  label: string,
  provisioningOperation: DeploymentStep['provisioningOperation'],
): DeploymentStep => ({
  operationId: hexadecimal(world.options.seed, `${deployment.id} ${label}`, 16).toUpperCase(),
  provisioningOperation,
  state: 'Running',
  startedAt: world.now,
  trackingId: world.newGuid(label),
});
