import type { Row } from './row.ts';
import {
  enable,
  encryptedWindows,
  otherSubscription,
  update,
  usingKey,
  vault,
  version,
  windows,
  windowsState,
  withKey,
  withKeyUrl,
  withNewKey,
  withSecondVault,
  withVault,
} from './specs.ts';

const useKey = (changes: Parameters<typeof withKey>[0], top = {}) => enable(windows(usingKey), withKey(changes, top));
const useUrl = (url: string) => enable(windows(usingKey), withKeyUrl(url));
const host = 'https://kv-weu.vault.azure.net';

const urls = (verdict: string, list: string[], source = 'EXT-26'): Row[] =>
  list.map((url) => ['both', source, `key ${url}`, useUrl(url), verdict]);
const types = (verdict: string, list: string[]): Row[] =>
  list.map((keyType) => ['both', 'KV', `key of type ${keyType}`, useKey({ keyType }), verdict]);
const algorithms = (verdict: string, list: string[]): Row[] =>
  list.map((keyEncryptionAlgorithm) => [
    'both',
    'X-W',
    `algorithm ${keyEncryptionAlgorithm}`,
    enable(windows({ ...usingKey, keyEncryptionAlgorithm }), withKey()),
    verdict,
  ]);

const oldKey = `${host}/keys/kek/${'1'.repeat(32)}`;
const twoVaults = { ...withKey(), keyVaults: { kv: vault(), kv2: vault({ name: 'kv-two' }) } };
const twoRegions = { ...withKey(), keyVaults: { kv: vault({ location: 'northeurope' }), kv2: vault({ name: 'kv-two' }) } };

export const keys: Row[] = [
  ...types('ok', ['RSA', 'RSA-HSM']),
  ...types('error keyType', ['EC', 'EC-HSM', 'oct', 'oct-HSM']),
  ['both', 'KV', 'an EC key is wrong once', useKey({ keyType: 'EC', keySize: 256 }), 'error keyType'],
  ['both', 'KV', 'type not known', useKey({ keyType: undefined }), '? keyEncryptionKeys.keyType'],
  ['both', 'KV', 'key of 1024 bits', useKey({ keySize: 1024 }), 'error keySize'],
  ['both', 'CMP', 'key in a managed HSM', useKey({ keyStore: 'ManagedHSM' }), 'error keyStore'],
  ['both', 'SEED', 'key on premises', useKey({ keyStore: 'OnPremises' }), 'error keyStore'],
  [
    'both',
    'SEED',
    'key on premises and of the wrong type',
    useKey({ keyStore: 'OnPremises', keyType: 'EC', keySize: undefined }),
    'error keyStore; error keyType',
  ],
  ['both', 'W-TS', 'disabled key', useKey({ enabled: false }), 'error enabled'],
  ['both', 'W-TS', 'disabled key that nobody uses', enable(windows(), withKey({ enabled: false })), 'ok'],
  ['both', 'KV', 'EC key that nobody uses', enable(windows(), withKey({ keyType: 'EC', keySize: undefined })), 'ok'],
  [
    'both',
    'W-TS',
    'disabled key that is dropped',
    update(encryptedWindows({ keyEncryptionKey: 'none', current: windowsState({ keyEncryptionKey: 'k' }) }), withKey({ enabled: false })),
    'ok',
  ],
  ['2026', 'W-TS', 'expired key', useKey({ expires: '2020-01-01' }), 'error expires'],
  ['both', 'W-TS', 'key that expires', useKey({ expires: '2099-01-01' }), 'note expires'],
  // HSM keys want a premium vault
  [
    'both',
    'KV',
    'HSM key made in a premium vault',
    enable(windows(usingKey), withNewKey({ keyType: 'RSA-HSM' }, { keyVaults: { kv: { name: 'kv-weu', create: { sku: 'premium' } } } })),
    'ok',
  ],
  [
    'both',
    'KV',
    'HSM key made in a standard vault',
    enable(windows(usingKey), withNewKey({ keyType: 'RSA-HSM' }, { keyVaults: { kv: { name: 'kv-weu', create: {} } } })),
    'error create/keyType',
  ],
  [
    'both',
    'KV',
    'HSM key made in a standard vault that exists',
    enable(windows(usingKey), withNewKey({ keyType: 'RSA-HSM' }, withVault({ sku: 'standard' }))),
    'error create/keyType',
  ],
  [
    'both',
    'KV',
    'HSM key made in a vault of unknown tier',
    enable(windows(usingKey), withNewKey({ keyType: 'RSA-HSM' })),
    '? keyVaults.sku',
  ],
  ['both', 'KV', 'key made by the plan', enable(windows(usingKey), withNewKey({})), 'ok'],
  // algorithms
  ...algorithms('ok', ['RSA-OAEP', 'RSA1_5']),
  ...algorithms('note keyEncryptionAlgorithm', ['RSA-OAEP-256']),
  ...algorithms('error keyEncryptionAlgorithm', ['rsa-oaep', 'RSA-OAEP-512', 'RSA_OAEP']),
  ['both', 'EXT-26', 'algorithm without a key', enable(windows({ keyEncryptionAlgorithm: 'RSA-OAEP' })), 'note keyEncryptionAlgorithm'],
  // a key in another vault
  ['both', 'CLI', 'key in another vault', enable(windows(usingKey), withSecondVault({})), 'ok'],
  [
    'both',
    'PS',
    'key vault in another region',
    enable(windows(usingKey), withSecondVault({ location: 'northeurope' })),
    'error /keyVaults/kv2/location',
  ],
  [
    'both',
    'PS',
    'key vault in another subscription',
    enable(windows(usingKey), withSecondVault({ subscriptionId: otherSubscription })),
    'error /keyVaults/kv2/subscriptionId',
  ],
  [
    'both',
    'PS',
    'key vault not enabled',
    enable(windows(usingKey), withSecondVault({ enabledForDiskEncryption: false })),
    'error /keyVaults/kv2/enabledForDiskEncryption',
  ],
  [
    'both',
    'PS',
    'key vault, not known whether enabled',
    enable(windows(usingKey), withSecondVault({ enabledForDiskEncryption: undefined })),
    '? keyVaults.enabledForDiskEncryption',
  ],
  [
    'both',
    'KV',
    'key vault behind a firewall',
    enable(windows(usingKey), withSecondVault({ networkAcls: { defaultAction: 'Deny', bypass: 'None' } })),
    'error /keyVaults/kv2/networkAcls/bypass',
  ],
  // versions
  ['both', 'EXT-26', 'key without version', useKey({ version: undefined }), 'error /keyEncryptionKeys/k'],
  ['both', 'EXT-26', 'unversioned key that nobody uses', enable(windows(), withKey({ version: undefined })), 'ok'],
  ['both', 'KV', 'version cut short', useKey({ version: '0123' }), 'warning version'],
  ['both', 'KV', 'a word for a version', useKey({ version: 'latest' }), 'error version'],
  ...urls('ok', [
    `${host}/keys/kek/${version}`,
    `${host}/keys/kek/${version}/`,
    `https://KV-WEU.vault.azure.net/keys/kek/${version}`,
    `${host}/keys/kek/${version.toUpperCase()}`,
  ]),
  ...urls('error url', [
    ...[`${host}/keys/kek`, `${host}/keys/kek/`, `${host}/keys/kek/latest`, host, `${host}/`, 'kek', `${host}/keys`],
    ...[
      `${host}/key/kek/${version}`,
      `${host}/key/kek`,
      `${host}/Keys2/kek/${version}`,
      `${host}/secrets/kek/${version}`,
      `${host}//keys/kek/${version}`,
    ],
    ...[
      `${host}/keys/kek/${version}/more`,
      `${host}/keys/kek/${version}//`,
      `${host}/keys/k_ek/${version}`,
      `${host}/keys/kek/${version}?api-version=7.0`,
      `${host}/keys/kek/${version}#x`,
    ],
    ...[`http://kv-weu.vault.azure.net/keys/kek/${version}`, `${host}:443/keys/kek/${version}`, `${host}:8443/keys/kek/${version}`],
    ...[
      `https://kv-weu.vault.azure.cn/keys/kek/${version}`,
      `https://kv-weu.vault.usgovcloudapi.net/keys/kek/${version}`,
      `https://kv-weu.vault.microsoftazure.de/keys/kek/${version}`,
    ],
    ...[
      `https://kv-weu.managedhsm.azure.net/keys/kek/${version}`,
      `https://kv-other.vault.azure.net/keys/kek/${version}`,
      `https://kv-weu.vault.azure.com/keys/kek/${version}`,
    ],
  ]),
  ...urls('warning url', [`${host}/keys/kek/1`, `${host}/keys/kek/${version}0`], 'KV'),
  ...urls('error url; error url', [
    `https://kv-other.vault.azure.cn/keys/kek/${version}`,
    `http://kv-weu.vault.azure.cn/keys/kek/${version}`,
  ]),
  [
    'both',
    'CMP',
    'URL of a managed HSM',
    enable(windows(usingKey), { keyEncryptionKeys: { k: { url: `https://hsm.managedhsm.azure.net/keys/kek/${version}` } } }),
    'error url',
  ],
  [
    'both',
    'SPEC',
    'URL and version that disagree',
    enable(windows(usingKey), {
      keyEncryptionKeys: { k: { keyVault: 'kv', url: `${host}/keys/kek/${version}`, version: '1'.repeat(32) } },
    }),
    'error version',
  ],
  [
    'both',
    'SPEC',
    'URL of a vault that is not registered',
    enable(windows(usingKey), { keyEncryptionKeys: { k: { url: `https://kv-x.vault.azure.net/keys/kek/${version}` } } }),
    'error url',
  ],
  [
    'both',
    'SPEC',
    'key in no vault',
    enable(windows(usingKey), { keyEncryptionKeys: { k: { name: 'k', version } } }),
    'error /keyEncryptionKeys/k',
  ],
  ['both', 'SPEC', 'key of no registry', enable(windows({ keyEncryptionKey: 'other' }), withKey()), 'error keyEncryptionKey'],
  ['both', 'W-TS', 'key name with an underscore', useKey({ name: '_kek' }), 'error name'],
  // a key that fell back beside a vault that did not
  [
    'both',
    'SPEC',
    'key of the scenario beside a vault of the machine',
    enable(windows({ keyVault: 'kv2' }), twoVaults, usingKey),
    'error keyVault',
  ],
  [
    'both',
    'SPEC',
    'no key beside a vault of the machine',
    enable(windows({ keyVault: 'kv2', keyEncryptionKey: 'none' }), twoVaults, usingKey),
    'ok',
  ],
  ['both', 'SPEC', 'key of the machine beside its vault', enable(windows({ keyVault: 'kv2', ...usingKey }), twoVaults), 'ok'],
  [
    'both',
    'SPEC',
    'key of the scenario beside auto',
    enable(windows({ keyVault: 'auto' }), twoRegions, usingKey),
    'error keyVault; error /keyVaults/kv/location',
  ],
  [
    'both',
    '§6',
    'new version of the key',
    update(encryptedWindows({ ...usingKey, current: windowsState({ keyEncryptionKey: oldKey }) }), withKey()),
    'ok',
  ],
  [
    'both',
    'KV',
    'update to a key that is not RSA',
    update(encryptedWindows(usingKey), withKey({ keyType: 'EC', keySize: undefined })),
    'error keyType',
  ],
];
