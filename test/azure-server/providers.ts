import { applyProtectedItem } from './backup.ts';
import { runHandler } from './encryption.ts';
import { ArmError, type ErrorBody } from './errors.ts';
import { type Json, type JsonObject, listOf, objectOf, sameJson, textOf } from './json.ts';
import { applyKeyVault } from './key-vault.ts';
import { completeStorage, type Machine, newMachine } from './machine.ts';
import { guid } from './random.ts';
import { groupScope, keyOf, parentOf, parseResourceId, type ResourceId } from './resource-id.ts';
import { applyScaleSet, applyScaleSetExtension } from './scale-sets.ts';
import type { Resource, World } from './world.ts';

/** What a provider does with a write beside keeping the body. */
export interface Effect {
  /** The work that goes on; without it the write lasts as long as its kind says. */
  run?: (end: (error?: ErrorBody) => void) => void;
  /** The type has no provisioningState. */
  hasState?: false;
  /** Not a resource of its own: `accessPolicies/add`. */
  stored?: false;
}

type Provider = (world: World, resource: Resource, body: JsonObject, existed: boolean, apiVersion: string) => Effect;

const providers: Readonly<Record<string, Provider>> = {
  'microsoft.compute/virtualmachines': applyVirtualMachine,
  'microsoft.compute/virtualmachines/extensions': applyExtension,
  'microsoft.compute/virtualmachinescalesets': applyScaleSet,
  'microsoft.compute/virtualmachinescalesets/extensions': applyScaleSetExtension,
  'microsoft.compute/disks': applyDisk,
  'microsoft.compute/snapshots': applyDisk,
  'microsoft.keyvault/vaults': applyKeyVault,
  'microsoft.keyvault/vaults/keys': applyKeyVault,
  'microsoft.keyvault/vaults/secrets': applyKeyVault,
  'microsoft.keyvault/vaults/accesspolicies': applyKeyVault,
  'microsoft.authorization/roleassignments': applyRoleAssignment,
  'microsoft.recoveryservices/vaults/backupfabrics/protectioncontainers/protecteditems': applyProtectedItem,
};

/** Takes the new body over into the resource, completed as its provider completes it. */
export function applyProvider(world: World, resource: Resource, body: JsonObject, existed: boolean, apiVersion: string): Effect {
  const provider = providers[resource.type.toLowerCase()];
  if (provider !== undefined) return provider(world, resource, body, existed, apiVersion);
  resource.body = body;
  return {};
}

function applyVirtualMachine(world: World, resource: Resource, body: JsonObject, existed: boolean): Effect {
  const id = parseResourceId(resource.id) as ResourceId;
  const properties = objectOf(body.properties);
  const disks = completeStorage(world.options.seed, groupScope(id.subscriptionId, id.resourceGroup), resource.name, properties);
  properties.vmId ??= guid(world.options.seed, `vm ${keyOf(resource.id)}`);
  properties.timeCreated ??= objectOf(resource.body.properties).timeCreated ?? new Date(world.now).toISOString();
  forgetSecrets(properties);
  resource.body = { ...body, properties };
  for (const disk of disks) {
    if (world.resource(disk.id) !== undefined) continue;
    const diskBody: JsonObject = {
      managedBy: resource.id,
      location: body.location,
      sku: { name: 'Premium_LRS', tier: 'Premium' },
      properties: disk.properties,
    };
    world.add({ id: disk.id, name: disk.id.split('/').at(-1) ?? '', type: 'Microsoft.Compute/disks', body: diskBody, version: 1 });
  }
  const fresh = withAttachedDisks(world, newMachine(resource.id, properties));
  if (existed && resource.machine !== undefined) resource.machine.disks = mergeDisks(resource.machine.disks, fresh.disks);
  else resource.machine = fresh;
  takeDualPassSettings(resource);
  return {};
}

/** A disk that carries encryption settings brings an encrypted volume. */
function withAttachedDisks(world: World, machine: Machine): Machine {
  for (const disk of machine.disks) {
    const collection = objectOf(objectOf(world.resource(disk.id ?? '')?.body.properties).encryptionSettingsCollection);
    if (collection.enabled !== true) continue;
    disk.encryptionSettings = { enabled: true, ...objectOf(listOf(collection.encryptionSettings)[0]) };
    machine[disk.role === 'os' ? 'osVolume' : 'dataVolume'] = 'Encrypted';
  }
  return machine;
}

const mergeDisks = <Disk extends { name: string }>(before: Disk[], after: Disk[]): Disk[] =>
  after.map((disk) => before.find(({ name }) => name === disk.name) ?? disk);

/** With the previous release the caller writes the settings into the model of the machine, and the platform follows. */
function takeDualPassSettings({ machine, body }: Resource): void {
  const settings = objectOf(objectOf(objectOf(objectOf(body.properties).storageProfile).osDisk).encryptionSettings);
  const osDisk = machine?.disks.find(({ role }) => role === 'os');
  if (machine === undefined || osDisk === undefined || settings.enabled === undefined) return;
  if (settings.enabled === true) osDisk.encryptionSettings = settings;
  else delete osDisk.encryptionSettings;
}

/** What is written and never given back. */
function forgetSecrets(properties: JsonObject): void {
  const osProfile = objectOf(properties.osProfile);
  delete osProfile.adminPassword;
  delete osProfile.customData;
}

function applyExtension(world: World, resource: Resource, body: JsonObject): Effect {
  const id = parseResourceId(resource.id) as ResourceId;
  const machineId = (parentOf(id) as ResourceId).id;
  const machine = world.resource(machineId)?.machine;
  const properties = objectOf(body.properties);
  for (const other of world.below(machineId)) {
    const theirs = objectOf(other.body.properties);
    if (other.type !== resource.type || keyOf(other.id) === keyOf(resource.id)) continue;
    if (theirs.publisher === properties.publisher && theirs.type === properties.type)
      throw twoHandlers(machine?.os ?? 'Windows', resource.name, properties);
  }
  delete properties.protectedSettings;
  resource.body = { ...body, properties };
  if (machine === undefined) return {};
  return { run: (end) => runHandler(world, machine, { name: resource.name, location: textOf(body.location), properties }, end) };
}

/** https://github.com/Azure/azure-cli/issues/12809 */
const twoHandlers = (os: string, name: string, properties: JsonObject): ArmError =>
  new ArmError(400, {
    code: 'BadRequest',
    message: `Multiple VMExtensions per handler not supported for OS type '${os}'. VMExtension '${name}' with handler '${textOf(properties.publisher)}.${textOf(properties.type)}' already added or specified in input.`,
  });

function applyDisk(_world: World, resource: Resource, body: JsonObject): Effect {
  const properties = objectOf(body.properties);
  properties.diskState ??= 'Unattached';
  resource.body = { ...body, properties };
  return {};
}

/** The same principal, role and scope under another name is refused. */
function applyRoleAssignment(world: World, resource: Resource, body: JsonObject): Effect {
  const id = parseResourceId(resource.id) as ResourceId;
  const properties: JsonObject = { ...objectOf(body.properties), scope: id.scope };
  const granted = (candidate: JsonObject): Json => [
    textOf(candidate.principalId),
    textOf(candidate.roleDefinitionId).toLowerCase(),
    textOf(candidate.scope).toLowerCase(),
  ];
  const others = world
    .below(id.scope)
    .filter(({ type, id: other }) => /roleAssignments$/i.test(type) && keyOf(other) !== keyOf(resource.id));
  if (others.some((other) => sameJson(granted(objectOf(other.body.properties)), granted(properties)))) {
    throw new ArmError(409, { code: 'RoleAssignmentExists', message: 'The role assignment already exists.' });
  }
  resource.body = { ...body, properties };
  return { hasState: false };
}

/** Extensions of a machine, as `resources` of its answer lists them. */
export const extensionsOf = (world: World, machineId: string): Resource[] =>
  world.below(machineId).filter(({ type }) => /\/extensions$/i.test(type));
