import type { Row } from './row.ts';
import {
  create,
  createSet,
  enable,
  enableSet,
  encryptedWindows,
  fromVhd,
  importDisk,
  linuxSet,
  newWindows,
  newWindowsSet,
  otherSubscription,
  restore,
  specOf,
  subscription,
  type Text,
  update,
  usingKey,
  vault,
  version,
  windows,
  windowsSet,
  withKey,
  withKeyUrl,
  withVault,
} from './specs.ts';

const inVault = (changes: Text, top: Text = {}) => enable(windows(), withVault(changes, top));
const made = (changes: Text, creation: Text = {}) =>
  enable(windows(), { keyVaults: { kv: { name: 'kv-weu', ...changes, create: creation } } });

const vaultId = (name = 'kv-weu', of = subscription) =>
  `/subscriptions/${of}/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/${name}`;
const byId = (id: string, more: Text = {}) => inVault({ name: undefined, id, ...more });

const urls = (verdict: string, list: string[]): Row[] => list.map((url) => ['both', 'EXT-26', `vault ${url}`, inVault({ url }), verdict]);
const ids = (verdict: string, list: string[]): Row[] => list.map((id) => ['both', 'EXT-26', `vault ${id}`, byId(id), verdict]);
const names = (verdict: string, list: string[]): Row[] =>
  list.map((name) => ['both', 'ARM', `vault named ${name}`, inVault({ name }), verdict]);

const open = { defaultAction: 'Deny', bypass: 'AzureServices' };
const shut = { defaultAction: 'Deny', bypass: 'None' };
const dr = { subscriptions: { dr: otherSubscription } };
const identities = { identities: { ade: { name: 'id-ade' }, other: { name: 'id-other' } } };
const assigned = (name: string): Text => ({
  encryptionIdentity: 'ade',
  identity: { type: 'UserAssigned', userAssignedIdentities: [name] },
});
const regions = { keyVaults: { kv: vault(), kv2: vault({ name: 'kv-two', location: 'northeurope' }) } };

const government: Text = { cloud: 'AzureUSGovernment', location: 'usgovvirginia' };
const china: Text = { cloud: 'AzureChinaCloud', location: 'chinaeast2' };
const at = (location: string, changes: Text = {}): Text => ({ location, ...withVault({ location, ...changes }) });

export const vaults: Row[] = [
  // enabledForDiskEncryption
  ['both', 'KV', 'enabled', enable(windows()), 'ok'],
  ['both', 'KV', 'not enabled', inVault({ enabledForDiskEncryption: false }), 'error enabledForDiskEncryption'],
  ['both', 'KV', 'not known whether enabled', inVault({ enabledForDiskEncryption: undefined }), '? keyVaults.enabledForDiskEncryption'],
  ['both', 'KV', 'made by the plan', made({}), 'ok'],
  [
    'both',
    'KV',
    'not enabled, for secrets and key',
    enable(windows(usingKey), withKey({}, withVault({ enabledForDiskEncryption: false }))),
    'error enabledForDiskEncryption',
  ],
  [
    'both',
    'KV',
    'not enabled, for a scale set',
    enableSet(windowsSet(), withVault({ enabledForDiskEncryption: false })),
    'error enabledForDiskEncryption',
  ],
  [
    'both',
    'KV',
    'not enabled, for a VHD',
    fromVhd({}, {}, withVault({ enabledForDiskEncryption: false })),
    'error enabledForDiskEncryption',
  ],
  [
    'both',
    'KV',
    'not enabled, for a disk',
    importDisk({}, {}, withVault({ enabledForDiskEncryption: false })),
    'error enabledForDiskEncryption',
  ],
  [
    'both',
    'KV',
    'not enabled, for a restored machine',
    restore({}, {}, withVault({ enabledForDiskEncryption: false })),
    'error enabledForDiskEncryption',
  ],
  [
    'both',
    'KV',
    'enabled by the plan',
    specOf(
      [
        { scenario: 'key-vault', keyVaults: ['kv'] },
        { scenario: 'enable-existing-vm', keyVault: 'kv', virtualMachines: [windows()] },
      ],
      withVault({ enabledForDiskEncryption: false }),
    ),
    'ok',
  ],
  [
    'both',
    'KV',
    'not enabled, and nobody uses it',
    enable(windows(), { keyVaults: { kv: vault(), kv2: vault({ name: 'kv-two', enabledForDiskEncryption: false }) } }),
    'ok',
  ],
  // region and subscription
  ['both', 'W-18', 'in another region', inVault({ location: 'northeurope' }), 'error /keyVaults/kv/location'],
  ['both', 'W-18', 'region in other letters', inVault({ location: 'West Europe' }), 'ok'],
  ['both', 'W-18', 'region not known', inVault({ location: undefined }), '? keyVaults.location'],
  ['both', 'W-18', 'machine in another region', enable(windows({ location: 'northeurope' })), 'error /keyVaults/kv/location'],
  ['both', 'W-18', 'scale set in another region', enableSet(linuxSet({ location: 'northeurope' })), 'error /keyVaults/kv/location'],
  ['both', 'W-18', 'made in another region', made({ location: 'northeurope' }), 'error /keyVaults/kv/location'],
  [
    'both',
    'W-18',
    'in another region, for secrets and key',
    enable(windows(usingKey), withKey({}, withVault({ location: 'northeurope' }))),
    'error /keyVaults/kv/location',
  ],
  [
    'both',
    'W-18',
    'in another region, for two machines',
    enable([windows(), windows({ name: 'vm2' })], withVault({ location: 'northeurope' })),
    'error /keyVaults/kv/location',
  ],
  ['both', 'W-18', 'in another region, for a VHD', fromVhd({}, {}, withVault({ location: 'northeurope' })), 'error /keyVaults/kv/location'],
  [
    'both',
    'W-18',
    'in another region, for a disk',
    importDisk({}, {}, withVault({ location: 'northeurope' })),
    'error /keyVaults/kv/location',
  ],
  [
    'both',
    'W-18',
    'in another region, for a restored machine',
    restore({}, {}, withVault({ location: 'northeurope' })),
    'error /keyVaults/kv/location',
  ],
  [
    'both',
    '§6',
    'update to a vault in another region',
    update(encryptedWindows({ keyVault: 'kv2' }), regions),
    'error /keyVaults/kv2/location',
  ],
  ['both', 'PRE-19', 'in another subscription', inVault({ subscriptionId: otherSubscription }), 'error /keyVaults/kv/subscriptionId'],
  ['both', 'PRE-19', 'in a named subscription', inVault({ subscription: 'dr' }, dr), 'error /keyVaults/kv/subscription'],
  ['both', 'PRE-19', 'in another group', inVault({ resourceGroup: 'rg-security' }), 'ok'],
  [
    'both',
    'PRE-19',
    'in another subscription and region',
    inVault({ location: 'northeurope', subscription: 'dr' }, dr),
    'error /keyVaults/kv/location; error /keyVaults/kv/subscription',
  ],
  // firewall
  ['both', 'KVNET', 'firewall without bypass', inVault({ networkAcls: shut }), 'error networkAcls/bypass'],
  ['both', 'KVNET', 'firewall with bypass', inVault({ networkAcls: open }), 'ok'],
  ['both', 'KVNET', 'no firewall', inVault({ networkAcls: { defaultAction: 'Allow', bypass: 'None' } }), 'ok'],
  ['both', 'KVNET', 'firewall not known', inVault({ networkAcls: undefined }), '? keyVaults.networkAcls'],
  ['both', 'KVNET', 'made with a firewall without bypass', made({}, { networkAcls: shut }), 'error create/networkAcls/bypass'],
  ['both', 'KVNET', 'made with a firewall with bypass', made({}, { networkAcls: open }), 'ok'],
  [
    'both',
    'KVNET',
    'made for later with a firewall without bypass',
    specOf({ scenario: 'key-vault', keyVaults: ['kv'] }, { keyVaults: { kv: { name: 'kv-weu', create: { networkAcls: shut } } } }),
    'error create/networkAcls/bypass',
  ],
  // recovery and permissions: recommended, not required
  ['both', 'PRE-19', 'soft delete off', inVault({ enableSoftDelete: false }), 'warning enableSoftDelete'],
  ['2026', 'ARM', 'purge protection off', inVault({ enablePurgeProtection: false }), 'warning enablePurgeProtection'],
  ['2026', 'ARM', 'made without purge protection', made({}, { enablePurgeProtection: false }), 'warning create/enablePurgeProtection'],
  ...['rbac', 'accessPolicies'].map(
    (permissionModel): Row => ['both', 'BK', `permission model ${permissionModel}`, inVault({ permissionModel }), 'ok'],
  ),
  // encryption identity in place of the flag
  [
    '2026',
    'ARM',
    'identity in place of the flag',
    enable(windows(assigned('ade')), withVault({ enabledForDiskEncryption: false }, identities)),
    'ok',
  ],
  [
    '2026',
    'ARM',
    'new scale set with an identity in place of the flag',
    createSet(newWindowsSet(assigned('ade')), withVault({ enabledForDiskEncryption: false }, identities)),
    'ok',
  ],
  [
    '2026',
    'ARM',
    'new machine with an identity in place of the flag',
    create(newWindows(assigned('ade')), withVault({ enabledForDiskEncryption: false }, identities)),
    'ok',
  ],
  ['2026', 'ARM', 'identity that the machine has not', enable(windows(assigned('other')), identities), 'error encryptionIdentity'],
  [
    '2026',
    'ARM',
    'identity, and the machine has none',
    enable(windows({ encryptionIdentity: 'ade', identity: { type: 'SystemAssigned' } }), identities),
    'error encryptionIdentity',
  ],
  ['2026', 'ARM', 'identity that the plan assigns', enable(windows({ encryptionIdentity: 'ade' }), identities), 'ok'],
  ['2018', 'ARM', 'identity before there was one', enable(windows(assigned('ade')), identities), 'error encryptionIdentity'],
  // URLs
  ...urls('ok', ['https://kv-weu.vault.azure.net/', 'https://kv-weu.vault.azure.net', 'https://KV-WEU.VAULT.AZURE.NET/']),
  ...urls('error url', [
    ...[
      'https://kv-other.vault.azure.net/',
      'https://kv-weu.vault.azure.cn/',
      'https://kv-weu.vault.usgovcloudapi.net/',
      'https://kv-weu.vault.microsoftazure.de/',
      'https://kv-weu.vault.azure.com/',
      'https://kv-weu.managedhsm.azure.net/',
    ],
    ...['http://kv-weu.vault.azure.net/', 'https://kv-weu.vault.azure.net:443/', 'kv-weu', 'kv-weu.vault.azure.net', 'https://kv-weu'],
    ...[
      'https://kv-weu.vault.azure.net//',
      'https://kv-weu.vault.azure.net/keys',
      `https://kv-weu.vault.azure.net/secrets/a/${version}`,
      'https://kv-weu.vault.azure.net/?x=1',
    ],
  ]),
  ...urls('error url; error url', ['http://kv-weu.vault.azure.cn/']),
  // ids
  ...ids('ok', [vaultId(), `${vaultId()}/`, vaultId().toLowerCase()]),
  ...ids('error id', [
    vaultId('kv-weu', otherSubscription),
    `/subscriptions/${subscription}/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/kv`,
    `/subscriptions/${subscription}/providers/Microsoft.KeyVault/vaults/kv-weu`,
    vaultId().replace('/vaults/', '/managedHSMs/'),
    'https://kv-weu.vault.azure.net/',
    'kv-weu',
  ]),
  ['both', 'EXT-26', 'id and URL of two vaults', byId(vaultId(), { url: 'https://kv-two.vault.azure.net/' }), 'error url'],
  ['both', 'EXT-26', 'id and name of two vaults', inVault({ id: vaultId('kv-two') }), 'error name'],
  ...names('ok', ['kv1', 'KvWeu', 'kv-a-name-of-24-characte']),
  ...names('error name', ['kv_1', '1kv', 'kv', 'kv--a', 'kv-', 'kv-a-name-of-25-character']),
  // choosing one
  ['both', 'SPEC', 'no vault', enable(windows(), {}, { keyVault: undefined }), 'error @'],
  ['both', 'SPEC', 'vault of no registry', enable(windows({ keyVault: 'other' })), 'error keyVault'],
  ['both', 'SPEC', 'auto finds one', enable(windows({ keyVault: 'auto' }), regions), 'ok'],
  [
    'both',
    'SPEC',
    'auto finds two',
    enable(windows({ keyVault: 'auto' }), { keyVaults: { kv: vault(), kv2: vault({ name: 'kv-two' }) } }),
    'error keyVault',
  ],
  ['both', 'SPEC', 'auto finds none', enable(windows({ keyVault: 'auto' }), withVault({ location: 'northeurope' })), 'error keyVault'],
  // clouds
  [
    'both',
    '§5',
    'government',
    enable(windows(usingKey), {
      ...withKeyUrl(`https://kv-weu.vault.usgovcloudapi.net/keys/kek/${version}`),
      ...government,
      ...withVault({ location: 'usgovvirginia', url: 'https://kv-weu.vault.usgovcloudapi.net/' }),
    }),
    'ok',
  ],
  [
    'both',
    '§5',
    'China',
    enable(windows(usingKey), {
      ...withKeyUrl(`https://kv-weu.vault.azure.cn/keys/kek/${version}`),
      ...china,
      ...withVault({ location: 'chinaeast2', url: 'https://kv-weu.vault.azure.cn/' }),
    }),
    'ok',
  ],
  [
    'both',
    '§5',
    'public key in government',
    enable(windows(usingKey), {
      ...withKeyUrl(`https://kv-weu.vault.azure.net/keys/kek/${version}`),
      ...government,
      ...withVault({ location: 'usgovvirginia' }),
    }),
    'error url',
  ],
  [
    'both',
    '§5',
    'public vault in China',
    enable(windows(), { ...china, ...withVault({ location: 'chinaeast2', url: 'https://kv-weu.vault.azure.net/' }) }),
    'error url',
  ],
  ['both', '§5', 'government region in the public cloud', enable(windows(), at('usgovvirginia')), 'error /location'],
  ['both', '§5', 'public region in government', enable(windows(), { cloud: 'AzureUSGovernment' }), 'error /location'],
  ['both', '§5', 'government region in China', enable(windows(), { ...china, ...at('usgovarizona') }), 'error /location'],
  ...['eastus2', 'uksouth', 'switzerlandnorth', 'swedencentral', 'West US 3'].map(
    (location): Row => ['both', 'W-FAQ', `region ${location}`, enable(windows(), at(location)), 'ok'],
  ),
  ['both', 'SPEC', 'no region', enable(windows(), at('west-europe!')), 'error location; error location'],
];
