import type { Row } from './row.ts';
import { fromVhd, importDisk, secretUrl, type Text, usingKey, version, vhd, withKey } from './specs.ts';

const host = 'https://kv-weu.vault.azure.net';
const secrets = (verdict: string, urls: string[]): Row[] =>
  urls.flatMap((url) => {
    const rows: Row[] = [
      ['both', '#7552', `machine unlocked by ${url}`, fromVhd({ secretUrl: url }), verdict],
      ['both', '#7552', `disk unlocked by ${url}`, importDisk({ secretUrl: url }), verdict],
    ];
    return rows;
  });
const made = (fileName: string): Text => ({ secretUrl: undefined, secretName: 'os', create: true, fileName });
const unmanaged = { osDisk: { managed: false, vhd, diskEncryptionKey: { secretUrl } } };

export const vhds: Row[] = [
  ['both', 'SEED', 'machine from a VHD', fromVhd(), 'ok'],
  ['both', 'SEED', 'machine from a VHD with a key', fromVhd({}, usingKey, withKey()), 'ok'],
  ['both', 'SEED', 'disk from a VHD', importDisk(), 'ok'],
  ['both', 'SEED', 'data disk from a VHD', importDisk({}, { osType: undefined }), 'ok'],
  ['2018', 'SEED', 'Linux machine from a VHD', fromVhd({}, { os: { type: 'Linux' } }), 'error os/type'],
  ['2026', 'L-SC', 'Linux machine from a VHD', fromVhd({}, { os: { type: 'Linux' } }), 'warning os/type'],
  ['2018', 'SEED', 'Linux disk from a VHD', importDisk({}, { osType: 'Linux' }), 'error osType'],
  ['2026', 'L-SC', 'Linux disk from a VHD', importDisk({}, { osType: 'Linux' }), 'warning osType'],
  ...secrets('ok', [
    `${host}/secrets/os/${version}`,
    `${host}/secrets/os/${version}/`,
    `https://KV-WEU.vault.azure.net/secrets/os/${version}`,
  ]),
  ...secrets('error secretUrl', [
    ...[
      `${host}/secrets/os`,
      `${host}/secrets/os/`,
      `${host}/secrets/os/latest`,
      `${host}/secrets/os/${version}/x`,
      `${host}/secrets/o_s/${version}`,
      'os',
      host,
    ],
    ...[
      `${host}/secret/os/${version}`,
      `${host}/keys/os/${version}`,
      `${host}//secrets/os/${version}`,
      `${host}/secrets/os/${version}?x=1`,
    ],
    ...[`http://kv-weu.vault.azure.net/secrets/os/${version}`, `${host}:443/secrets/os/${version}`],
    ...[`https://kv-other.vault.azure.net/secrets/os/${version}`, `https://kv-weu.vault.azure.cn/secrets/os/${version}`],
  ]),
  ['both', 'RKS', 'secret made', fromVhd(made('6773300B-5FB4-4984-B6B2-CC5CB05E654A.BEK')), 'ok'],
  ['both', 'RKS', 'secret made, in small letters', fromVhd(made('6773300b-5fb4-4984-b6b2-cc5cb05e654a.bek')), 'ok'],
  ['both', 'RKS', 'secret made without a GUID', fromVhd(made('os.BEK')), 'error fileName'],
  ['both', 'RKS', 'secret made for Linux', fromVhd(made('LinuxPassPhraseFileName')), 'error fileName'],
  ['both', 'KV', 'key that is not RSA', importDisk({}, usingKey, withKey({ keyType: 'EC', keySize: undefined })), 'error keyType'],
  ['2026', 'W-SC', 'disk with a disk encryption set', importDisk({}, { diskEncryptionSet: 'des' }), 'error diskEncryptionSet'],
  ['2026', '§15', 'unmanaged machine from a VHD', fromVhd({}, unmanaged), 'error osDisk/managed'],
  ['2018', 'SEED', 'unmanaged machine from a VHD', fromVhd({}, unmanaged), 'ok'],
  ['2026', 'W-OV', 'VHD on the A-series', fromVhd({}, { size: 'Standard_A4_v2' }), 'error size'],
  ['both', 'SEED', 'VHD on Basic', fromVhd({}, { size: 'Basic_A3' }), 'error size'],
  ['2026', 'EAH', 'VHD with encryption at host', fromVhd({}, { encryptionAtHost: true }), 'error encryptionAtHost'],
  ['both', 'SEED', 'VHD with an application', fromVhd({}, { aad: { clientId: '44444444-4444-4444-4444-444444444444' } }), 'error aad'],
  ['both', 'PRE-19', 'VHD needs no memory for the extension', fromVhd({}, { size: 'Standard_B1s' }), 'ok'],
];
