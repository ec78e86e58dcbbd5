import { extensionView, instanceViewOf } from './instance-view.ts';
import { type JsonObject, objectOf } from './json.ts';
import { kindOf } from './kinds.ts';
import { extensionsOf } from './providers.ts';
import { parentOf, parseResourceId, type ResourceId } from './resource-id.ts';
import { instanceProperties } from './scale-sets.ts';
import type { Resource, ScaleSetInstance, World } from './world.ts';

/** A resource as a GET gives it. */
export function present(world: World, resource: Resource, apiVersion: string, expand: string): JsonObject {
  const kind = kindOf(resource.type);
  const answer: JsonObject = { name: resource.name, id: resource.id, type: resource.type, ...structuredClone(resource.body) };
  if (kind.etagSince !== undefined && apiVersion >= kind.etagSince) answer.etag = etagOf(resource);
  const properties = objectOf(answer.properties);
  const expanded = expand.toLowerCase().split(',').includes('instanceview');
  if (resource.machine !== undefined) {
    const extensions = extensionsOf(world, resource.id);
    if (extensions.length > 0) answer.resources = extensions.map((extension) => present(world, extension, apiVersion, ''));
    if (expanded) properties.instanceView = instanceViewOf(world, resource.machine, properties);
    else delete properties.instanceView;
  }
  if (/^Microsoft\.Compute\/virtualMachines\/extensions$/i.test(resource.type)) {
    const view = extensionViewOf(world, resource);
    if (expanded && view !== undefined) properties.instanceView = view;
    else delete properties.instanceView;
  }
  return answer;
}

export const etagOf = (resource: Resource): string => `"${resource.version}"`;

function extensionViewOf(world: World, resource: Resource): JsonObject | undefined {
  const properties = objectOf(resource.body.properties);
  if (properties.instanceView !== undefined) return objectOf(properties.instanceView);
  const id = parseResourceId(resource.id) as ResourceId;
  const machine = world.resource((parentOf(id) as ResourceId).id)?.machine;
  const report = machine?.extensions.get(resource.name);
  return machine === undefined || report === undefined ? undefined : extensionView(machine, resource.name, report);
}

/** An instance of a Uniform scale set, as the list of them shows it. */
export function presentInstance(world: World, set: Resource, instance: ScaleSetInstance, expand: string): JsonObject {
  const properties = instanceProperties(world, set, instance.instanceId);
  const view = instanceViewOf(world, instance.machine, properties);
  const extensions = [...instance.machine.extensions].map(([name, report]) => ({
    name,
    id: `${set.id}/virtualMachines/${instance.instanceId}/extensions/${name}`,
    type: 'Microsoft.Compute/virtualMachines/extensions',
    location: set.body.location,
    properties: { ...modelOf(set, name), provisioningState: report.state === 'succeeded' ? 'Succeeded' : 'Updating' },
  }));
  return {
    name: instance.name,
    id: `${set.id}/virtualMachines/${instance.instanceId}`,
    type: 'Microsoft.Compute/virtualMachineScaleSets/virtualMachines',
    location: set.body.location,
    tags: set.body.tags ?? {},
    instanceId: instance.instanceId,
    sku: set.body.sku,
    properties: {
      latestModelApplied: instance.latestModelApplied,
      ...properties,
      ...(expand.toLowerCase() === 'instanceview' ? { instanceView: view } : {}),
    },
    ...(extensions.length === 0 ? {} : { resources: extensions }),
  };
}

function modelOf(set: Resource, name: string): JsonObject {
  const profile = objectOf(objectOf(set.body.properties).virtualMachineProfile);
  const listed = objectOf(profile.extensionProfile).extensions;
  const entry = Array.isArray(listed) ? listed.find((candidate) => objectOf(candidate).name === name) : undefined;
  return structuredClone(objectOf(objectOf(entry).properties));
}
