import { valueOf } from './fact.ts';
import type { Machine } from './machines.ts';
import type { KeyEncryptionKey, KeyVault } from './shared-things.ts';

/** Where a resource stands: what a deployment at resource-group scope is made for. */
export interface ResourcePlace {
  subscriptionId: string;
  resourceGroup: string;
}

/** Resource id in Azure's own letter case: `resourceId(place, 'Microsoft.Compute/virtualMachines/extensions', 'vm', 'name')`. */
export function resourceId(place: ResourcePlace, type: string, ...names: string[]): string {
  const group = `/subscriptions/${place.subscriptionId}/resourceGroups/${place.resourceGroup}`;
  if (names.length === 1) return `${group}/providers/${type}/${names[0]}`;
  const [namespace, ...kinds] = type.split('/');
  return `${group}/providers/${namespace}${kinds.map((kind, index) => `/${kind}/${names[index]}`).join('')}`;
}

export const placeOf = (resource: {
  subscriptionId: KeyVault['subscriptionId'];
  resourceGroup: KeyVault['resourceGroup'];
}): ResourcePlace => ({
  subscriptionId: valueOf(resource.subscriptionId) ?? '',
  resourceGroup: valueOf(resource.resourceGroup) ?? '',
});

export const machineType = (machine: Machine): string =>
  machine.kind === 'scaleSet' ? 'Microsoft.Compute/virtualMachineScaleSets' : 'Microsoft.Compute/virtualMachines';

export const machineId = (machine: Machine): string => resourceId(placeOf(machine), machineType(machine), machine.name);

/** The id as written where the spec writes one, else made of name, group and subscription. */
export const keyVaultId = (vault: KeyVault): string =>
  valueOf(vault.id) ?? resourceId(placeOf(vault), 'Microsoft.KeyVault/vaults', vault.name);

/** Versioned URL of an existing key, unversioned URL of one that the plan makes; undefined while the version is not known. */
export function keyUrl(key: KeyEncryptionKey, keyVaultDnsSuffix: string): string | undefined {
  const written = valueOf(key.url);
  if (written !== undefined) return written;
  const vault = valueOf(key.keyVault);
  if (vault === undefined) return undefined;
  const unversioned = `https://${vault.name}.${keyVaultDnsSuffix}/keys/${key.name}`;
  if (key.create !== undefined) return unversioned;
  const version = valueOf(key.version);
  return version === undefined ? undefined : `${unversioned}/${version}`;
}
