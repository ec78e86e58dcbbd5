import type { KeyEncryptionKey, KeyVault } from '../model/index.ts';
import { keyVaultId, valueOf } from '../model/index.ts';
import type { UpdateKeyVaultStep } from '../plan/types.ts';
import { az } from './commands.ts';
import { type DeploymentPlace, normalizeLocation } from './place.ts';
import { type PlanningContext, sortedByKey } from './planning-context.ts';
import { tagsView } from './tags-view.ts';
import { sharedKinds, type TemplateScope } from './template-scope.ts';
import { expression } from './template-string.ts';
import { type Chain, type Contribution, noSteps, type Unit } from './unit.ts';

/** Place of an existing or new vault; children of a vault need no region, so that an unknown one does not matter there. */
export function keyVaultPlace(vault: KeyVault, context: PlanningContext): DeploymentPlace | undefined {
  const location = valueOf(vault.location) ?? valueOf(context.model.settings.location);
  const resourceGroup = valueOf(vault.resourceGroup);
  if (resourceGroup === undefined) return context.missing(vault.origin, vault.name, 'resourceGroup', 'its deployment');
  if (location === undefined) return context.missing(vault.origin, vault.name, 'location', 'its deployment');
  const subscriptionId = valueOf(vault.subscriptionId) ?? context.model.settings.subscriptionId;
  return { subscriptionId, resourceGroup, location: normalizeLocation(location) };
}

/** Vaults and keys that the plan makes, and the flag of those that exist and are to be made ready. */
export function planKeyVaults(context: PlanningContext): Contribution {
  const { keyVaults, keyEncryptionKeys } = context.model.facts;
  const units = keyVaults.flatMap((vault) => {
    const keys = sortedByKey(keyEncryptionKeys.filter((key) => key.create !== undefined && valueOf(key.keyVault) === vault));
    if (vault.create === undefined && keys.length === 0) return [];
    return keyVaultUnit(vault, keys, context) ?? [];
  });
  return { units, chains: context.model.requests.keyVaults.flatMap((request) => enableChain(request.keyVault, context)) };
}

function keyVaultUnit(vault: KeyVault, keys: KeyEncryptionKey[], context: PlanningContext): Unit | undefined {
  const place = keyVaultPlace(vault, context);
  if (place === undefined) return undefined;
  const spec = `/keyVaults/${vault.key ?? vault.name}`;
  return {
    deployment: 'key-vault',
    wave: 0,
    place,
    name: vault.name,
    about: keyVaultId(vault),
    resources: [
      ...(vault.create === undefined ? [] : [{ type: 'Microsoft.KeyVault/vaults', name: vault.name, spec }]),
      ...keys.map((key) => ({
        type: 'Microsoft.KeyVault/vaults/keys',
        name: `${vault.name}/${key.name}`,
        spec: `/keyEncryptionKeys/${key.key ?? key.name}`,
      })),
    ],
    ...noSteps,
    view: (scope) => ({
      resources: [
        ...(vault.create === undefined ? [] : [vaultView(vault, vault.create, scope)]),
        ...keys.map((key) => keyView(vault, key, scope)),
      ],
    }),
  };
}

const localId = (vault: KeyVault, scope: TemplateScope): string =>
  `resourceId('Microsoft.KeyVault/vaults', ${scope.nameOf(vault, sharedKinds.keyVault)})`;

function vaultView(vault: KeyVault, creation: NonNullable<KeyVault['create']>, scope: TemplateScope): object {
  return {
    partial: 'key-vault',
    apiVersion: scope.apiVersion('Microsoft.KeyVault/vaults'),
    name: expression(scope.nameOf(vault, sharedKinds.keyVault)),
    location: scope.location(),
    hasTags: creation.tags !== undefined,
    tags: tagsView(creation.tags),
    sku: creation.sku,
    usesRbac: creation.permissionModel === 'rbac',
    accessPolicies: creation.accessPolicies.map(({ objectId, keys, secrets, certificates }) => ({
      objectId,
      keys: [...new Set(keys)],
      secrets: [...new Set(secrets)],
      certificates: [...new Set(certificates)],
    })),
    enabledForDeployment: creation.enabledForDeployment,
    enabledForTemplateDeployment: creation.enabledForTemplateDeployment,
    softDeleteRetentionInDays: creation.softDeleteRetentionInDays,
    hasPurgeProtection: creation.enablePurgeProtection,
    networkAcls: creation.networkAcls ?? { bypass: 'AzureServices', defaultAction: 'Allow' },
  };
}

function keyView(vault: KeyVault, key: KeyEncryptionKey, scope: TemplateScope): object {
  const keyName = scope.keyEncryptionKeyName(key);
  return {
    partial: 'key-vault-key',
    apiVersion: scope.apiVersion('Microsoft.KeyVault/vaults/keys'),
    name: expression(`concat(${scope.nameOf(vault, sharedKinds.keyVault)}, '/', ${keyName})`),
    hasDependsOn: vault.create !== undefined,
    dependsOn: vault.create === undefined ? [] : [expression(localId(vault, scope))],
    keyType: key.create?.keyType ?? 'RSA',
    keySize: key.create?.keySize ?? 4096,
  };
}

/** An existing vault named by a key-vault scenario gets the flag by PATCH: a PUT would replace its access policies. */
function enableChain(vault: KeyVault, context: PlanningContext): Chain[] {
  if (vault.create !== undefined || valueOf(vault.enabledForDiskEncryption) === true) return [];
  const place = keyVaultPlace(vault, context);
  if (place === undefined) return [];
  const step: Omit<UpdateKeyVaultStep, 'wave' | 'after'> = {
    id: context.stepId(place, 'key-vault', 0, 'enable-for-disk-encryption', vault.name),
    kind: 'updateKeyVault',
    keyVault: keyVaultId(vault),
    patch: { properties: { enabledForDiskEncryption: true } },
    commands: [
      az('keyvault update', {
        subscription: place.subscriptionId,
        'resource-group': place.resourceGroup,
        name: vault.name,
        'enabled-for-disk-encryption': 'true',
      }),
    ],
  };
  return [{ wave: 0, about: keyVaultId(vault), steps: [step] }];
}
