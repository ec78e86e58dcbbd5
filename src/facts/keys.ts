import { derived, type KeyEncryptionKey, type KeyVault } from '../model/index.ts';
import { fill, fillNone, follows } from './fill.ts';

/** A vault that the plan makes is as it is asked for. */
export function completeKeyVault(vault: KeyVault): void {
  const { create } = vault;
  if (create === undefined) return;
  const origin = derived([create.origin], 'keyVault.create');
  vault.sku = fill(vault.sku, create.sku, origin);
  vault.permissionModel = fill(vault.permissionModel, create.permissionModel, origin);
  vault.enabledForDiskEncryption = fill(vault.enabledForDiskEncryption, true, origin);
  vault.enabledForDeployment = fill(vault.enabledForDeployment, create.enabledForDeployment, origin);
  vault.enabledForTemplateDeployment = fill(vault.enabledForTemplateDeployment, create.enabledForTemplateDeployment, origin);
  vault.enableSoftDelete = fill(vault.enableSoftDelete, true, origin);
  vault.enablePurgeProtection = fill(vault.enablePurgeProtection, create.enablePurgeProtection, origin);
  vault.networkAcls = fill(vault.networkAcls, create.networkAcls ?? { defaultAction: 'Allow', bypass: 'AzureServices' }, origin);
}

const keyUrl = /^https:\/\/[^/]+\/keys\/[^/]+\/([^/]+)\/?$/i;

/** A key that the plan makes is as it is asked for; a key's URL says its version and where it lives. */
export function completeKeyEncryptionKey(key: KeyEncryptionKey): void {
  const { create } = key;
  if (create !== undefined) {
    const origin = derived([create.origin], 'keyEncryptionKey.create');
    key.keyType = fill(key.keyType, create.keyType, origin);
    key.keySize = fill(key.keySize, create.keySize, origin);
    key.keyStore = fill(key.keyStore, 'KeyVault', origin);
    key.enabled = fill(key.enabled, true, origin);
    key.expires = fillNone(key.expires, origin);
  }
  if (key.url.known) {
    key.version = fill(key.version, keyUrl.exec(key.url.value)?.[1], follows(key.url, 'keyEncryptionKey.url'));
    if (/^https:\/\/[^/]*\.managedhsm\./i.test(key.url.value)) {
      key.keyStore = fill(key.keyStore, 'ManagedHSM', follows(key.url, 'keyEncryptionKey.url'));
    }
  }
  if (key.keyVault.known) key.keyStore = fill(key.keyStore, 'KeyVault', follows(key.keyVault, 'keyEncryptionKey.keyVault'));
}
