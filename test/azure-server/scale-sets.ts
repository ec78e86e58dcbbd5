import { runHandler, settledReport } from './encryption.ts';
import type { ErrorBody } from './errors.ts';
import { type Json, type JsonObject, listOf, objectOf, sameJson, textOf } from './json.ts';
import { completeStorage, type MachineSeed, newMachine } from './machine.ts';
import type { Effect } from './providers.ts';
import { guid, hexadecimal } from './random.ts';
import { composeId, declaredId, groupScope, keyOf, parentOf, parseResourceId, type ResourceId } from './resource-id.ts';
import type { Resource, ScaleSetInstance, World } from './world.ts';
import { startWrite } from './writes.ts';

interface ModelExtension {
  name: string;
  properties: JsonObject;
}

const profileOf = (set: Resource): JsonObject => objectOf(objectOf(set.body.properties).virtualMachineProfile);
export const isFlexible = (set: Resource): boolean => objectOf(set.body.properties).orchestrationMode === 'Flexible';

function modelExtensions(set: Resource): ModelExtension[] {
  const listed = listOf(objectOf(profileOf(set).extensionProfile).extensions);
  return listed.map((entry) => ({ name: textOf(objectOf(entry).name), properties: objectOf(objectOf(entry).properties) }));
}

/** A scale set: its instances come and go with the capacity, and take over the model at once unless its upgrade policy is Manual. */
export function applyScaleSet(world: World, resource: Resource, body: JsonObject, existed: boolean): Effect {
  const properties = objectOf(body.properties);
  const before = existed ? modelExtensions(resource) : [];
  properties.uniqueId ??= guid(world.options.seed, `set ${keyOf(resource.id)}`);
  const profile = objectOf(properties.virtualMachineProfile);
  delete objectOf(profile.osProfile).adminPassword;
  const extensionProfile = objectOf(profile.extensionProfile);
  for (const entry of listOf(extensionProfile.extensions)) delete objectOf(objectOf(entry).properties).protectedSettings;
  resource.body = { ...body, properties };
  syncExtensionResources(world, resource);
  const changed = existed && !sameJson(before as unknown as Json, modelExtensions(resource) as unknown as Json);
  return { run: (end) => roll(world, resource, changed, end) };
}

/** The extension of a scale set as a resource of its own: the same as its entry in the model. */
export function applyScaleSetExtension(world: World, resource: Resource, body: JsonObject): Effect {
  const properties = objectOf(body.properties);
  delete properties.protectedSettings;
  resource.body = { properties };
  const set = world.resource((parentOf(parseResourceId(resource.id) as ResourceId) as ResourceId).id);
  if (set === undefined) return {};
  const profile = profileOf(set);
  const others = listOf(objectOf(profile.extensionProfile).extensions).filter((entry) => objectOf(entry).name !== resource.name);
  const extensions = [...others, { name: resource.name, properties: structuredClone(properties) }];
  const setProperties = objectOf(set.body.properties);
  set.body.properties = { ...setProperties, virtualMachineProfile: { ...profile, extensionProfile: { extensions } } };
  set.version += 1;
  return { run: (end) => roll(world, set, true, end) };
}

function syncExtensionResources(world: World, set: Resource): void {
  const model = modelExtensions(set);
  for (const child of world.below(set.id)) {
    if (/\/extensions$/i.test(child.type) && !model.some(({ name }) => name === child.name)) world.remove(child.id);
  }
  for (const { name, properties } of model) {
    const id = `${set.id}/extensions/${name}`;
    const body: JsonObject = { properties: { ...structuredClone(properties), provisioningState: 'Succeeded' } };
    const known = world.resource(id);
    if (known === undefined) world.add({ id, name, type: 'Microsoft.Compute/virtualMachineScaleSets/extensions', body, version: 1 });
    else known.body = body;
  }
}

/** Brings instances to the capacity and, where the policy is not Manual, to the model. */
function roll(world: World, set: Resource, modelChanged: boolean, end: (error?: ErrorBody) => void): void {
  const capacity = Number(objectOf(set.body.sku).capacity ?? 0);
  const mode = textOf(objectOf(objectOf(set.body.properties).upgradePolicy).mode) || 'Manual';
  if (isFlexible(set)) {
    addFlexibleInstances(world, set, capacity);
    world.later(60, () => end());
    return;
  }
  set.instances ??= [];
  const old = [...set.instances];
  set.instances.length = Math.min(set.instances.length, capacity);
  while (set.instances.length < capacity) set.instances.push(newInstance(world, set, nextInstanceId(set)));
  const fresh = set.instances.filter((instance) => !old.includes(instance));
  if (modelChanged) for (const instance of old) instance.latestModelApplied = false;
  upgradeInstances(world, set, mode === 'Manual' ? fresh : set.instances.filter(({ latestModelApplied }) => !latestModelApplied), end);
}

const nextInstanceId = (set: Resource): string =>
  String(Math.max(-1, ...(set.instances ?? []).map(({ instanceId }) => Number(instanceId))) + 1);

/** Applies the model to instances: runs its extensions. `end` is told the first error. */
export function upgradeInstances(world: World, set: Resource, instances: ScaleSetInstance[], end: (error?: ErrorBody) => void): void {
  const runs = instances.flatMap((instance) => modelExtensions(set).map((extension) => ({ instance, extension })));
  for (const instance of instances) instance.latestModelApplied = true;
  let open = runs.length;
  let first: ErrorBody | undefined;
  if (open === 0) world.later(30, () => end());
  for (const { instance, extension } of runs) {
    runHandler(world, instance.machine, { ...extension, location: textOf(set.body.location) }, (error) => {
      first ??= error;
      open -= 1;
      if (open === 0) end(first);
    });
  }
}

function newInstance(world: World, set: Resource, instanceId: string, seed: MachineSeed = {}): ScaleSetInstance {
  const properties = instanceProperties(world, set, instanceId);
  const machine = newMachine(`${set.id}/virtualMachines/${instanceId}`, properties, seed);
  return { instanceId, name: `${set.name}_${instanceId}`, machine, latestModelApplied: false };
}

/** Instances that were there before anything was deployed, with the model's extensions on them. */
export function plantInstances(world: World, set: Resource, seed: MachineSeed): void {
  const capacity = isFlexible(set) ? 0 : Number(objectOf(set.body.sku).capacity ?? 0);
  set.instances = Array.from({ length: capacity }, (_, index) => newInstance(world, set, String(index), seed));
  for (const instance of set.instances) {
    instance.latestModelApplied = true;
    for (const { name, properties } of modelExtensions(set)) instance.machine.extensions.set(name, settledReport(properties));
  }
}

/** The model of one instance, with the names of its own disks. */
export function instanceProperties(world: World, set: Resource, instanceId: string): JsonObject {
  const id = parseResourceId(set.id) as ResourceId;
  const profile = structuredClone(profileOf(set));
  const osProfile = objectOf(profile.osProfile);
  const computerName = `${textOf(osProfile.computerNamePrefix) || set.name}${instanceId.padStart(6, '0')}`;
  const properties: JsonObject = {
    storageProfile: objectOf(profile.storageProfile),
    osProfile: { ...osProfile, computerName },
    ...(profile.securityProfile === undefined ? {} : { securityProfile: profile.securityProfile }),
    vmId: guid(world.options.seed, `vm ${keyOf(set.id)} ${instanceId}`),
    provisioningState: 'Succeeded',
  };
  completeStorage(world.options.seed, groupScope(id.subscriptionId, id.resourceGroup), `${set.name}_${set.name}_${instanceId}`, properties);
  return properties;
}

/** Instances of a Flexible set are virtual machines; what they have does not change with the model, only new ones get it. */
function addFlexibleInstances(world: World, set: Resource, capacity: number): void {
  const id = parseResourceId(set.id) as ResourceId;
  const scope = groupScope(id.subscriptionId, id.resourceGroup);
  for (let count = flexibleInstances(world, set).length; count < capacity; count += 1) {
    const name = `${set.name}_${hexadecimal(world.options.seed, `${keyOf(set.id)} ${count}`, 8)}`;
    const machine = composeId(scope, 'Microsoft.Compute', ['virtualMachines'], [name]);
    const profile = structuredClone(profileOf(set));
    delete profile.extensionProfile;
    const properties: JsonObject = {
      ...profile,
      hardwareProfile: { vmSize: objectOf(set.body.sku).name },
      virtualMachineScaleSet: { id: set.id },
    };
    const write = (resourceId: string, body: JsonObject) =>
      startWrite(world, { id: parseResourceId(resourceId) as ResourceId, body, apiVersion: '2025-04-01', method: 'PUT' });
    write(machine, { location: set.body.location, properties });
    for (const extension of modelExtensions(set)) {
      const extensionId = declaredId(scope, 'Microsoft.Compute/virtualMachines/extensions', `${name}/${extension.name}`);
      write(extensionId, { location: set.body.location, properties: structuredClone(extension.properties) });
    }
  }
}

export function flexibleInstances(world: World, set: Resource): Resource[] {
  const id = parseResourceId(set.id) as ResourceId;
  return world.below(groupScope(id.subscriptionId, id.resourceGroup)).filter(({ type, body }) => {
    const owner = objectOf(objectOf(body.properties).virtualMachineScaleSet).id;
    return type.toLowerCase() === 'microsoft.compute/virtualmachines' && textOf(owner).toLowerCase() === keyOf(set.id);
  });
}
