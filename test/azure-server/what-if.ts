import type { DeploymentPlan } from './deployment-plan.ts';
import { isObject, type Json, type JsonObject, objectOf, sameJson, textOf } from './json.ts';
import { present } from './present.ts';
import { keyOf } from './resource-id.ts';
import type { DeclaredResource } from './template.ts';
import type { Resource, World } from './world.ts';

export interface WhatIfChange {
  resourceId: string;
  changeType: 'Create' | 'Delete' | 'Deploy' | 'Ignore' | 'Modify' | 'NoChange' | 'Unsupported';
  unsupportedReason?: string;
  before?: JsonObject;
  after?: JsonObject;
  delta?: PropertyChange[];
}

export interface PropertyChange {
  path: string;
  propertyChangeType: 'Array' | 'Create' | 'Delete' | 'Modify' | 'NoEffect';
  before?: Json;
  after?: Json;
  children?: PropertyChange[];
}

/** What only Azure sets: never compared, and without effect when a template writes it. */
const readOnly =
  /^(etag|systemData|managedBy|resources|identity\.(principalId|tenantId))$|^properties\.(provisioningState|instanceView|vmId|timeCreated|uniqueId|vaultUri|diskState|keyUri|keyUriWithVersion|secretUri|secretUriWithVersion|attributes\.(created|updated|recoveryLevel))$/;

/** Defaults that the comparison knows of, by type in lower case; every other one is noise, as with Azure (the extension's are all unknown to it). */
const knownDefaults: Readonly<Record<string, RegExp>> = {
  'microsoft.keyvault/vaults':
    /^properties\.(enableSoftDelete|softDeleteRetentionInDays|publicNetworkAccess|enabledForDeployment|enabledForDiskEncryption|enabledForTemplateDeployment|networkAcls|tenantId)/,
  'microsoft.keyvault/vaults/keys': /^(location|properties\.(attributes|keyOps|keySize|kty))/,
  'microsoft.compute/virtualmachines': /^properties\.(storageProfile|osProfile)\./,
};

/** Types whose state cannot be read back, so that nothing can be compared. */
const unreadable = /^microsoft\.keyvault\/vaults\/(secrets|accesspolicies)$/i;

/** What a deployment would change, compared with the state as it is; `reference()` is never resolved, as with Azure. */
export function whatIf(world: World, plan: DeploymentPlan, idsOnly: boolean): WhatIfChange[] {
  const declared = plan.expanded.resources.map((resource) => changeOf(world, resource));
  const named = new Set(plan.expanded.resources.map(({ id }) => keyOf(id)));
  const others = world.below(plan.scope.resourceGroup.id).filter(({ id }) => !named.has(keyOf(id)));
  const rest = others.map((resource): WhatIfChange => {
    const changeType = plan.mode === 'Complete' ? 'Delete' : 'Ignore';
    return { resourceId: resource.id, changeType, before: snapshot(world, resource, '2025-04-01') };
  });
  const changes = [...declared, ...rest];
  if (!idsOnly) return changes;
  return changes.map(({ resourceId, changeType }) => ({
    resourceId,
    changeType: changeType === 'Modify' || changeType === 'NoChange' ? 'Deploy' : changeType,
  }));
}

function changeOf(world: World, declared: DeclaredResource): WhatIfChange {
  if (declared.unidentifiable) {
    return {
      resourceId: declared.id,
      changeType: 'Unsupported',
      unsupportedReason: `Changes to the resource declared at 'properties.template.resources[${declared.index}]' cannot be analyzed because its resource ID or API version cannot be calculated until the deployment is under way. Please see https://aka.ms/WhatIfUnidentifiableResource for more information.`,
    };
  }
  const existing = world.resource(declared.id);
  const after: JsonObject = { ...structuredClone(declared.body), id: declared.id, name: declared.name.split('/').at(-1) };
  if (existing === undefined) return { resourceId: declared.id, changeType: 'Create', after: sorted(after) };
  if (unreadable.test(declared.type)) return { resourceId: declared.id, changeType: 'Deploy' };
  const before = snapshot(world, existing, declared.apiVersion);
  keepDefaults(declared.type, before, after);
  // Azure names resources by their last segment in a snapshot, and keeps the existing letter case.
  Object.assign(after, { name: before.name, type: before.type, id: before.id });
  const delta = differences(before, after, '');
  const real = delta.some(({ propertyChangeType }) => propertyChangeType !== 'NoEffect');
  const compared = { before, after: sorted(after) };
  if (delta.length === 0) return { resourceId: declared.id, changeType: 'NoChange', ...compared };
  return { resourceId: declared.id, changeType: real ? 'Modify' : 'NoChange', ...compared, delta };
}

/** The resource as it is, without what only Azure sets. */
function snapshot(world: World, resource: Resource, apiVersion: string): JsonObject {
  const shown = present(world, resource, apiVersion, '');
  const strip = (object: JsonObject, path: string): JsonObject =>
    Object.fromEntries(
      Object.entries(object).flatMap(([key, value]) => {
        const inner = path === '' ? key : `${path}.${key}`;
        if (value === undefined || readOnly.test(inner)) return [];
        return [[key, isObject(value) && inner.split('.').length < 3 ? strip(value, inner) : value]];
      }),
    );
  return sorted({ apiVersion, ...strip(shown, '') });
}

/** Carries defaults that are there already over into what will be. */
function keepDefaults(type: string, before: JsonObject, after: JsonObject): void {
  const known = knownDefaults[type.toLowerCase()];
  if (known === undefined) return;
  const carry = (from: JsonObject, to: JsonObject, path: string): void => {
    for (const [key, value] of Object.entries(from)) {
      const inner = path === '' ? key : `${path}.${key}`;
      if (to[key] === undefined && known.test(inner)) to[key] = value;
      else if (isObject(value) && isObject(to[key])) carry(value, to[key], inner);
    }
  };
  carry(before, after, '');
}

const sorted = (object: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(object).sort(([left], [right]) => (left < right ? -1 : 1)));

function differences(before: Json | undefined, after: Json | undefined, path: string): PropertyChange[] {
  if (readOnly.test(path)) return after === undefined ? [] : [{ path, propertyChangeType: 'NoEffect', after }];
  if (isObject(before) && isObject(after)) return memberDifferences(before, after, path);
  // New tags are listed one by one, as in the published example of the REST specification.
  if (path === 'tags' && before === undefined) return memberDifferences({}, objectOf(after), path);
  if (sameJson(before, after)) return [];
  if (before === undefined) return [{ path, propertyChangeType: 'Create', after: after as Json }];
  if (after === undefined) return [{ path, propertyChangeType: 'Delete', before }];
  if (Array.isArray(before) && Array.isArray(after)) {
    return [{ path, propertyChangeType: 'Array', before, after, children: entryDifferences(before, after) }];
  }
  return [{ path, propertyChangeType: 'Modify', before, after }];
}

function memberDifferences(before: JsonObject, after: JsonObject, path: string): PropertyChange[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return keys.flatMap((key) => differences(before[key], after[key], path === '' ? key : `${path}.${key}`));
}

/** Entries that are the same are paired first, then those of the same name or lun, and what is left came or went. */
function entryDifferences(before: Json[], after: Json[]): PropertyChange[] {
  const gone = new Set(before.keys());
  const changes: PropertyChange[] = [];
  const pair = (matching: (left: Json, right: Json) => boolean, value: Json): number | undefined =>
    [...gone].find((index) => matching(before[index] as Json, value));
  const left = [...after.keys()].filter((index) => {
    const same = pair(sameJson, after[index] as Json);
    if (same !== undefined) gone.delete(same);
    return same === undefined;
  });
  for (const index of left) {
    const value = after[index] as Json;
    const partner = pair(isSameThing, value);
    if (partner === undefined) {
      changes.push({ path: String(index), propertyChangeType: 'Create', after: value });
      continue;
    }
    gone.delete(partner);
    const children = differences(before[partner], value, '');
    changes.push({ path: String(index), propertyChangeType: 'Modify', before: before[partner] as Json, after: value, children });
  }
  for (const index of gone) changes.push({ path: String(index), propertyChangeType: 'Delete', before: before[index] as Json });
  return changes.sort((a, b) => Number(a.path) - Number(b.path));
}

function isSameThing(left: Json, right: Json): boolean {
  const nameOf = (value: Json) => textOf(objectOf(value).name) || textOf(objectOf(value).objectId) || String(objectOf(value).lun ?? '');
  return isObject(left) && isObject(right) && nameOf(left) !== '' && nameOf(left) === nameOf(right);
}
