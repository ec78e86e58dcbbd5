import type { Row } from './row.ts';
import {
  backup,
  dataDisk,
  encryptedLinux,
  encryptedWindows,
  osDisk,
  otherSubscription,
  recoveryVault,
  restore,
  type Text,
  usingKey,
  vault,
  windowsOs,
  withKey,
} from './specs.ts';

const disks = (count: number): Text => ({ dataDisks: Array.from({ length: count }, (_, lun) => dataDisk({ lun, name: `d${lun}` })) });
const inRegion = (location: string): [Text, Text] => [{ location }, { keyVaults: { kv: vault({ location }) } }];
const dr = { subscriptions: { dr: otherSubscription } };

export const backups: Row[] = [
  ['both', 'BK', 'backup', backup(encryptedWindows()), 'ok'],
  ['both', 'BK', 'backup of Linux', backup(encryptedLinux({ volumeType: undefined })), 'ok'],
  ['both', 'BK', 'backup of a size that is refused', backup(encryptedWindows({ size: 'Standard_A4_v2' })), 'ok'],
  ['both', '#96040', 'backup without the object id', backup(encryptedWindows(), { backupServicePrincipalObjectId: undefined }), 'error @'],
  ['both', 'BK', 'backup leaves a disk out', backup(encryptedWindows({ excludedLuns: [0] })), 'error excludedLuns'],
  ['both', 'BK', 'backup leaves none out', backup(encryptedWindows({ excludedLuns: [] })), 'ok'],
  [
    'both',
    'BK',
    'backup in another region',
    backup(encryptedWindows(), recoveryVault({ location: 'northeurope' })),
    'error /recoveryServicesVaults/rsv/location',
  ],
  [
    'both',
    'BK',
    'region of the backup not known',
    backup(encryptedWindows(), recoveryVault({ location: undefined })),
    '? recoveryServicesVaults.location',
  ],
  [
    'both',
    'BK',
    'backup in another subscription',
    backup(encryptedWindows(), { ...recoveryVault({ subscription: 'dr' }), ...dr }),
    'error /recoveryServicesVaults/rsv/subscription',
  ],
  ['both', 'RS', 'backup of 16 disks', backup(encryptedWindows(disks(15))), 'ok'],
  ['2026', 'RS', 'backup of 17 disks', backup(encryptedWindows(disks(16))), 'warning dataDisks'],
  ['both', 'RS', 'backup of 4097 GB', backup(encryptedWindows({ dataDisks: [dataDisk({ diskSizeGB: 4097 })] })), 'ok'],
  ['2026', 'RS', 'backup of 4098 GB', backup(encryptedWindows({ dataDisks: [dataDisk({ diskSizeGB: 4098 })] })), 'warning diskSizeGB'],
  ['both', 'RS', 'restore', restore(), 'ok'],
  ['both', 'RS', 'restore with a key', restore({}, usingKey, withKey()), 'ok'],
  ['both', 'RS', 'restore disks', restore({ mode: 'disks' }), 'ok'],
  ...['create-vm', 'replace-existing', 'files'].map(
    (mode): Row => ['both', 'RS', `restore ${mode}`, restore({ mode }), 'error restore/mode'],
  ),
  ['2026', 'RS', 'restore in the paired region', restore({}, ...inRegion('northeurope')), 'warning @'],
  ['2026', 'W-FAQ', 'restore in a region far away', restore({}, ...inRegion('eastus')), 'warning @'],
  ['both', 'BK', 'restore from another subscription', restore({}, {}, { ...recoveryVault({ subscription: 'dr' }), ...dr }), 'error @'],
  // a restored machine is an encrypted one
  [
    'both',
    'KV',
    'restore with a key that is not RSA',
    restore({}, usingKey, withKey({ keyType: 'EC', keySize: undefined })),
    'error keyType',
  ],
  ['both', 'SEED', 'restore on Basic', restore({}, { size: 'Basic_A2' }), 'error size'],
  ['2026', 'W-OV', 'restore on the A-series', restore({}, { size: 'Standard_A4_v2' }), 'error size'],
  ['2018', 'SEED', 'restore on the A-series', restore({}, { size: 'Standard_A4_v2' }), 'ok'],
  ['2026', 'W-OV', 'restore on version 6', restore({}, { size: 'Standard_D4s_v6' }), 'error size'],
  ['2026', 'L-SC', 'restore Linux on the L family', restore({}, { os: { type: 'Linux' }, size: 'Standard_L8s_v3' }), 'error size'],
  ['2026', 'EAH', 'restore with encryption at host', restore({}, { encryptionAtHost: true }), 'error encryptionAtHost'],
  [
    '2026',
    'W-SC',
    'restore with a disk encryption set',
    restore({}, { osDisk: osDisk({ diskEncryptionSet: 'des' }) }),
    'error osDisk/diskEncryptionSet',
  ],
  ['both', 'W-OV', 'restore Windows Server 2019', restore({}, { os: windowsOs({ version: 'WindowsServer2019' }) }), 'ok'],
];
