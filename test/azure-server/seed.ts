import { settledReport } from './encryption.ts';
import { newGroup } from './groups.ts';
import { isObject, type JsonObject, objectOf, textOf } from './json.ts';
import { completeStorage, type MachineSeed, newMachine } from './machine.ts';
import { guid } from './random.ts';
import { groupScope, keyOf, parentOf, parseResourceId, type ResourceId, typeOf } from './resource-id.ts';
import { applyScaleSet, plantInstances } from './scale-sets.ts';
import type { Resource, World } from './world.ts';

/** What stands in Azure before anything is deployed. */
export interface Seed {
  subscriptions?: { subscriptionId: string; displayName?: string }[];
  resourceGroups?: { subscriptionId: string; name: string; location: string; tags?: JsonObject }[];
  /** Bodies as a GET gives them, with their ids; `machine` says what a machine is like from inside. */
  resources?: (JsonObject & { id: string; machine?: MachineSeed & JsonObject })[];
}

/** Adds to the state without checks and without delay. Machines get disks, and extensions that are listed count as having run. */
export function plant(world: World, seed: Seed): void {
  for (const { subscriptionId, displayName } of seed.subscriptions ?? []) {
    world.subscriptions.set(subscriptionId.toLowerCase(), { subscriptionId, displayName: displayName ?? 'test subscription' });
  }
  for (const { subscriptionId, name, location, tags } of seed.resourceGroups ?? []) {
    if (!world.subscriptions.has(subscriptionId.toLowerCase())) plant(world, { subscriptions: [{ subscriptionId }] });
    const group = newGroup(subscriptionId, name, location, tags ?? {});
    world.groups.set(keyOf(group.id), group);
  }
  for (const resource of seed.resources ?? []) plantResource(world, resource);
}

function plantResource(world: World, seed: JsonObject & { id: string; machine?: MachineSeed & JsonObject }): void {
  const id = parseResourceId(seed.id);
  if (id === undefined) throw new Error(`${seed.id} is not the id of a resource`);
  plantScope(world, id, textOf(seed.location));
  const {
    id: _,
    name: _n,
    type: _t,
    etag: _e,
    machine,
    resources: children,
    ...body
  } = structuredClone(seed) as JsonObject & { machine?: MachineSeed };
  body.properties = { provisioningState: 'Succeeded', ...objectOf(body.properties) };
  const resource: Resource = { id: id.id, name: id.names.at(-1) ?? '', type: typeOf(id), body, version: 1 };
  world.add(resource);
  if (/^Microsoft\.Compute\/virtualMachines$/i.test(resource.type)) plantMachine(world, resource, id, machine ?? {});
  if (/^Microsoft\.Compute\/virtualMachineScaleSets$/i.test(resource.type)) plantScaleSet(world, resource, machine ?? {});
  if (/^Microsoft\.Compute\/virtualMachines\/extensions$/i.test(resource.type)) adoptExtension(world, resource, id);
  for (const child of Array.isArray(children) ? children : [])
    if (isObject(child)) plantResource(world, { ...child, id: textOf(child.id) });
}

/** Subscription and group of a planted resource come with it. */
function plantScope(world: World, id: ResourceId, location: string): void {
  if (!world.subscriptions.has(id.subscriptionId.toLowerCase())) plant(world, { subscriptions: [{ subscriptionId: id.subscriptionId }] });
  if (id.resourceGroup === '' || world.group(id.subscriptionId, id.resourceGroup) !== undefined) return;
  plant(world, { resourceGroups: [{ subscriptionId: id.subscriptionId, name: id.resourceGroup, location: location || 'westeurope' }] });
}

function plantMachine(world: World, resource: Resource, id: ResourceId, seed: MachineSeed): void {
  const properties = objectOf(resource.body.properties);
  properties.vmId ??= guid(world.options.seed, `vm ${keyOf(resource.id)}`);
  properties.timeCreated ??= new Date(world.now).toISOString();
  const scope = groupScope(id.subscriptionId, id.resourceGroup);
  for (const disk of completeStorage(world.options.seed, scope, resource.name, properties)) {
    if (world.resource(disk.id) !== undefined) continue;
    const body: JsonObject = {
      location: resource.body.location,
      managedBy: resource.id,
      sku: { name: 'Premium_LRS', tier: 'Premium' },
      properties: disk.properties,
    };
    world.add({ id: disk.id, name: disk.id.split('/').at(-1) ?? '', type: 'Microsoft.Compute/disks', body, version: 1 });
  }
  resource.machine = newMachine(resource.id, properties, seed);
}

function plantScaleSet(world: World, resource: Resource, seed: MachineSeed): void {
  applyScaleSet(world, resource, resource.body, false);
  plantInstances(world, resource, seed);
}

function adoptExtension(world: World, resource: Resource, id: ResourceId): void {
  const machine = world.resource(parentOf(id)?.id ?? '')?.machine;
  machine?.extensions.set(resource.name, settledReport(objectOf(resource.body.properties)));
}
