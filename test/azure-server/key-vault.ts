import { ArmError } from './errors.ts';
import { isObject, type Json, type JsonObject, listOf, objectOf, textOf } from './json.ts';
import type { Effect } from './providers.ts';
import { guid } from './random.ts';
import { keyOf, parentOf, parseResourceId, type ResourceId } from './resource-id.ts';
import type { Resource, World } from './world.ts';

/** From this apiVersion on a new vault uses RBAC unless it says otherwise (learn.microsoft.com/azure/key-vault/general/access-control-default, 2026). */
const rbacByDefaultSince = '2026-02-01';

/** Vaults, their keys, secrets and access policies. Key material and secret values are never kept. */
export function applyKeyVault(world: World, resource: Resource, body: JsonObject, existed: boolean, apiVersion: string): Effect {
  switch (resource.type.toLowerCase().split('/')[2]) {
    case 'keys':
      if (!existed) resource.body = newKey(world, resource, body);
      return { hasState: false };
    case 'secrets':
      resource.body = newSecret(world, resource, body);
      return { hasState: false };
    case 'accesspolicies':
      changeAccessPolicies(world, resource, body);
      return { hasState: false, stored: false };
    default:
      resource.body = vaultBody(world, resource, body, existed, apiVersion);
      return {};
  }
}

function vaultBody(world: World, resource: Resource, body: JsonObject, existed: boolean, apiVersion: string): JsonObject {
  const taken = [...world.resources.values()].some(
    ({ type, name, id }) =>
      type.toLowerCase() === 'microsoft.keyvault/vaults' &&
      name.toLowerCase() === resource.name.toLowerCase() &&
      keyOf(id) !== keyOf(resource.id),
  );
  if (taken) {
    throw new ArmError(409, {
      code: 'VaultAlreadyExists',
      message: `The vault name '${resource.name}' is already in use. Vault names are globally unique so it is possible that the name is already taken. If you are sure that the vault name was not taken then it is possible that a vault with the same name was recently deleted but not purged after being placed in a recoverable state.`,
    });
  }
  const time = new Date(world.now).toISOString();
  const before = objectOf(resource.body.properties);
  const createdAt = objectOf(resource.body.systemData).createdAt ?? time;
  const by = { createdBy: world.options.clientId, createdByType: 'Application', createdAt };
  return {
    ...body,
    systemData: { ...by, lastModifiedBy: world.options.clientId, lastModifiedByType: 'Application', lastModifiedAt: time },
    properties: {
      tenantId: world.options.tenantId,
      accessPolicies: [],
      enabledForDeployment: false,
      enableSoftDelete: true,
      softDeleteRetentionInDays: 90,
      enableRbacAuthorization: existed ? (before.enableRbacAuthorization ?? false) : apiVersion >= rbacByDefaultSince,
      vaultUri: vaultUrl(resource.name),
      publicNetworkAccess: 'Enabled',
      ...objectOf(body.properties),
    },
  };
}

const vaultUrl = (name: string): string => `https://${name.toLowerCase()}.vault.azure.net/`;
const vaultOf = (resource: Resource): ResourceId => parentOf(parseResourceId(resource.id) as ResourceId) as ResourceId;

/** A PUT makes a key that is not there; an existing one stays as it is. */
function newKey(world: World, resource: Resource, body: JsonObject): JsonObject {
  const vault = vaultOf(resource);
  const written = objectOf(body.properties);
  const uri = `${vaultUrl(vault.names[0] ?? '')}keys/${resource.name}`;
  const seconds = Math.floor(world.now / 1000);
  return {
    location: world.resource(vault.id)?.body.location,
    ...body,
    properties: {
      kty: 'RSA',
      keySize: 2048,
      keyOps: ['encrypt', 'decrypt', 'sign', 'verify', 'wrapKey', 'unwrapKey'],
      ...written,
      attributes: { enabled: true, created: seconds, updated: seconds, ...objectOf(written.attributes) },
      keyUri: uri,
      keyUriWithVersion: `${uri}/${guid(world.options.seed, `key ${keyOf(resource.id)}`).replaceAll('-', '')}`,
    },
  };
}

function newSecret(world: World, resource: Resource, body: JsonObject): JsonObject {
  const vault = vaultOf(resource);
  const { value: _, ...written } = objectOf(body.properties);
  const uri = `${vaultUrl(vault.names[0] ?? '')}secrets/${resource.name}`;
  const seconds = Math.floor(world.now / 1000);
  return {
    location: world.resource(vault.id)?.body.location,
    ...body,
    properties: {
      ...written,
      attributes: { enabled: true, created: seconds, updated: seconds, ...objectOf(written.attributes) },
      secretUri: uri,
      secretUriWithVersion: `${uri}/${guid(world.options.seed, `secret ${keyOf(resource.id)} ${resource.version}`).replaceAll('-', '')}`,
    },
  };
}

/** `add` unites, `remove` takes away, `replace` replaces; by object id. */
function changeAccessPolicies(world: World, resource: Resource, body: JsonObject): void {
  const vault = world.resource(vaultOf(resource).id);
  if (vault === undefined) return;
  const properties = objectOf(vault.body.properties);
  const given = listOf(objectOf(body.properties).accessPolicies);
  const kept = new Map<string, Json>();
  for (const policy of resource.name === 'replace' ? [] : listOf(properties.accessPolicies))
    kept.set(textOf(objectOf(policy).objectId), policy);
  for (const policy of given) {
    const objectId = textOf(objectOf(policy).objectId);
    if (resource.name === 'remove') kept.delete(objectId);
    else kept.set(objectId, unite(kept.get(objectId), policy));
  }
  vault.body.properties = { ...properties, accessPolicies: [...kept.values()] };
  vault.version += 1;
  resource.body = body;
}

/** Permissions of both, each once. */
function unite(before: Json | undefined, policy: Json): Json {
  if (!isObject(before)) return policy;
  const permissions: JsonObject = { ...objectOf(before.permissions) };
  for (const [kind, names] of Object.entries(objectOf(objectOf(policy).permissions))) {
    permissions[kind] = [...new Set([...listOf(permissions[kind]), ...listOf(names)])];
  }
  return { ...before, permissions };
}
