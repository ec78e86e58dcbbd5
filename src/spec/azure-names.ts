/** The parts of a key vault's resource id. */
export interface KeyVaultIdParts {
  subscriptionId: string;
  resourceGroup: string;
  name: string;
}

/** Its parts become folders and names of resources, so that each has to be one that Azure takes. */
const keyVaultId =
  /^\/subscriptions\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/resourceGroups\/([-\w._()]*[-\w()])\/providers\/Microsoft\.KeyVault\/vaults\/([a-z][a-z0-9-]*)\/?$/i;

/** Takes a key vault's resource id apart, ignoring case as Azure does; undefined when it is none. */
export function parseKeyVaultId(id: string): KeyVaultIdParts | undefined {
  const [, subscriptionId, resourceGroup, name] = keyVaultId.exec(id) ?? [];
  return subscriptionId === undefined || resourceGroup === undefined || name === undefined
    ? undefined
    : { subscriptionId, resourceGroup, name };
}

/** What a key URL names. A rule says whether the URL is one that Azure takes; here only what can be read counts. */
export interface KeyUrlParts {
  vaultName?: string;
  name?: string;
  version?: string;
}

const vaultUrl = /^https?:\/\/([^./:]+)[^/]*(?:\/([^?#]*))?/i;

/** Takes a key or secret URL apart as far as it can be read. */
export function parseVaultUrl(url: string): KeyUrlParts {
  const [, vaultName, path = ''] = vaultUrl.exec(url) ?? [];
  const [collection = '', name, version] = path.split('/');
  const named = /^(keys?|secrets?)$/i.test(collection);
  return { ...(vaultName && { vaultName }), ...(named && name && { name }), ...(named && version && { version }) };
}

/** Managed HSMs have hosts of their own; a key there is in no key vault. */
export const isManagedHsmUrl = (url: string): boolean => /^https?:\/\/[^/]+\.managedhsm\./i.test(url);
