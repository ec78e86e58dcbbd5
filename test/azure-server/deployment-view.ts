import { isoDuration, isoTime } from './clock.ts';
import type { Deployment, DeploymentStep } from './deployment.ts';
import type { DeploymentPlan } from './deployment-plan.ts';
import { type Json, type JsonObject, objectOf, textOf } from './json.ts';
import { keyOf } from './resource-id.ts';

/** A deployment as GET and PUT answer it. */
export function presentDeployment(deployment: Deployment, now: number): JsonObject {
  const { plan, id, name, state, tags } = deployment;
  const ended = deployment.endedAt ?? now;
  const shown = presentPlan(plan, id, name, {
    provisioningState: state,
    timestamp: isoTime(ended),
    duration: isoDuration(ended - deployment.startedAt),
    correlationId: deployment.correlationId,
  });
  const properties = objectOf(shown.properties);
  if (deployment.outputs !== undefined) properties.outputs = deployment.outputs;
  if (state === 'Succeeded') properties.outputResources = deployment.outputResources.map((resource) => ({ id: resource }));
  if (deployment.error !== undefined) properties.error = deployment.error as unknown as JsonObject;
  if (Object.keys(tags).length > 0) return { id, name, type: shown.type, tags, properties };
  return shown;
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'String',
  securestring: 'SecureString',
  int: 'Int',
  bool: 'Bool',
  array: 'Array',
  object: 'Object',
  secureobject: 'SecureObject',
};

/** Secure values are never shown. */
export function presentPlan(plan: DeploymentPlan, id: string, name: string, state: JsonObject): JsonObject {
  const { parameters, types, resources } = plan.expanded;
  const shown = Object.entries(parameters).map(([parameter, value]) => {
    const type = typeNames[(types[parameter] ?? '').toLowerCase()] ?? '';
    return [parameter, type.startsWith('Secure') ? { type } : { type, value }];
  });
  const { provisioningState, ...times } = state;
  return {
    id,
    name,
    type: 'Microsoft.Resources/deployments',
    properties: {
      templateHash: plan.templateHash,
      parameters: Object.fromEntries(shown) as JsonObject,
      mode: plan.mode,
      provisioningState,
      ...times,
      providers: providersOf(plan),
      dependencies: resources.flatMap((resource) => {
        const targets = resource.dependsOn.flatMap((key) => resources.find((other) => keyOf(other.id) === key) ?? []);
        const shape = (of: typeof resource): JsonObject => ({ id: of.id, resourceType: of.type, resourceName: of.name });
        return targets.length === 0 ? [] : [{ dependsOn: targets.map(shape), ...shape(resource) }];
      }),
    },
  };
}

function providersOf(plan: DeploymentPlan): Json[] {
  const namespaces = new Map<string, Map<string, Set<string | null>>>();
  for (const { type, body } of plan.expanded.resources) {
    const [namespace = '', ...rest] = type.split('/');
    const types = namespaces.get(namespace) ?? new Map<string, Set<string | null>>();
    const locations = types.get(rest.join('/')) ?? new Set();
    locations.add(textOf(body.location) || null);
    types.set(rest.join('/'), locations);
    namespaces.set(namespace, types);
  }
  return [...namespaces].map(([namespace, types]) => ({
    namespace,
    resourceTypes: [...types].map(([resourceType, locations]) => ({ resourceType, locations: [...locations] })),
  }));
}

export function presentStep(deployment: Deployment, step: DeploymentStep, now: number): JsonObject {
  const ended = step.endedAt ?? now;
  return {
    id: `${deployment.id}/operations/${step.operationId}`,
    operationId: step.operationId,
    properties: {
      provisioningOperation: step.provisioningOperation,
      provisioningState: step.state,
      timestamp: isoTime(ended),
      duration: isoDuration(ended - step.startedAt),
      trackingId: step.trackingId,
      ...(step.statusCode === undefined ? {} : { statusCode: step.statusCode }),
      ...(step.statusMessage === undefined ? {} : { statusMessage: step.statusMessage }),
      ...(step.target === undefined ? {} : { targetResource: step.target }),
    },
  };
}
