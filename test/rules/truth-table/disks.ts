import type { Row } from './row.ts';
import {
  create,
  dataDisk,
  enable,
  enableSet,
  encryptedWindows,
  linux,
  linuxData,
  linuxDataDisk,
  linuxOs,
  linuxSet,
  newLinux,
  newWindows,
  osDisk,
  specOf,
  type Text,
  update,
  windows,
  windowsOs,
  windowsSet,
  windowsWithDisk,
} from './specs.ts';

/** The same change to Windows and Linux, machine and scale set. */
const everywhere = (matrix: Row[0], source: string, what: string, changes: Text, verdict: string): Row[] => [
  [matrix, source, `${what}, Windows`, enable(windows(changes)), verdict],
  [matrix, source, `${what}, Linux`, enable(linux(changes)), verdict],
  [matrix, source, `${what}, Windows scale set`, enableSet(windowsSet(changes)), verdict],
  [matrix, source, `${what}, Linux scale set`, enableSet(linuxSet(changes)), verdict],
];

const kinds = (matrix: Row[0], source: string, verdict: string, types: string[]): Row[] =>
  types.flatMap((storageAccountType) => {
    const rows: Row[] = [
      [matrix, source, `${storageAccountType} on Windows`, enable(windowsWithDisk({ storageAccountType })), verdict],
      [matrix, source, `${storageAccountType} on Linux`, enable(linuxDataDisk({ storageAccountType, fileSystem: 'ext4' })), verdict],
      [
        matrix,
        source,
        `new ${storageAccountType}`,
        create(newWindows({ dataDisks: [{ lun: 0, diskSizeGB: 64, storageAccountType }] })),
        verdict,
      ],
    ];
    return rows;
  });

const layouts = (matrix: Row[0], source: string, layout: string, verdict: string, changes: Text = {}): Row => [
  matrix,
  source,
  `${layout} on Windows ${JSON.stringify(changes)}`,
  enable(windowsWithDisk({ layout }, changes)),
  verdict,
];

const fileSystems = (names: string[], inPlace: string): Row[] =>
  names.flatMap((fileSystem) => {
    const disk = dataDisk({ fileSystem });
    const rows: Row[] = [
      ['both', 'EXT-26', `${fileSystem}, Data`, enable(linuxData({ dataDisks: [disk] })), inPlace],
      ['both', 'EXT-26', `${fileSystem}, All`, enable(linux({ dataDisks: [disk] })), inPlace],
      [
        'both',
        'L-FAQ',
        `${fileSystem}, formatted`,
        enable(linuxData({ dataDisks: [disk], encryptFormatAll: { acknowledgeDataLoss: [0] } })),
        'ok',
      ],
      ['both', 'L-FAQ', `${fileSystem}, OS`, enable(linux({ volumeType: 'OS', dataDisks: [disk] })), 'ok'],
    ];
    return rows;
  });

const mounts = (matrix: Row[0], source: string, verdict: string, types: string[], machine: (changes: Text) => Text): Row[] =>
  types.map((type) => [
    matrix,
    source,
    `${type} on ${machine === windows ? 'Windows' : 'Linux'}`,
    enable(machine({ mounts: [{ type, path: '/mnt/x' }] })),
    verdict,
  ]);

const mountPaths = (what: string, paths: string[], verdict: string): Row => [
  '2026',
  'L-SC',
  what,
  enable(linuxData({ dataDisks: paths.map((mountPath, lun) => dataDisk({ lun, name: `d${lun}`, fileSystem: 'ext4', mountPath })) })),
  verdict,
];

const format = (luns: number[], acknowledgeDataLoss: number[] = luns): Text => ({
  dataDisks: luns.map((lun) => dataDisk({ lun, name: `d${lun}` })),
  encryptFormatAll: { acknowledgeDataLoss },
});

export const disks: Row[] = [
  // encryption at host and customer-managed keys
  ...everywhere('2026', 'EAH', 'encryption at host', { encryptionAtHost: true }, 'error encryptionAtHost'),
  ...everywhere('2026', 'EAH', 'encryption at host not known', { encryptionAtHost: undefined }, '? encryptionAtHost'),
  ...everywhere('2018', 'EAH', 'encryption at host', { encryptionAtHost: true }, 'ok'),
  ['2026', 'EAH', 'new machine with encryption at host', create(newWindows({ encryptionAtHost: true })), 'error encryptionAtHost'],
  ['2026', 'EAH', 'update with encryption at host', update(encryptedWindows({ encryptionAtHost: true })), 'error encryptionAtHost'],
  ...everywhere('2026', 'W-SC', 'disk encryption set', { osDisk: osDisk({ diskEncryptionSet: 'des' }) }, 'error osDisk/diskEncryptionSet'),
  [
    '2026',
    'W-SC',
    'disk encryption set on a data disk',
    enable(windowsWithDisk({ diskEncryptionSet: 'des' })),
    'error dataDisks/0/diskEncryptionSet',
  ],
  ['2018', '§4c', 'disk encryption set', enable(windowsWithDisk({ diskEncryptionSet: 'des' })), 'ok'],
  // what machines cannot have
  ...everywhere('2026', 'W-SC', 'ephemeral OS disk', { osDisk: osDisk({ ephemeral: true }) }, 'error osDisk/ephemeral'),
  ...everywhere('2026', 'W-SC', 'ephemeral not known', { osDisk: osDisk({ ephemeral: undefined }) }, '? osDisk.ephemeral'),
  ...everywhere('2018', '§4c', 'ephemeral OS disk', { osDisk: osDisk({ ephemeral: true }) }, 'ok'),
  ...everywhere('both', 'SEED', 'classic', { deploymentModel: 'Classic' }, 'error deploymentModel'),
  ...everywhere('both', 'ARM', 'no extension operations', { allowExtensionOperations: false }, 'error allowExtensionOperations'),
  ...everywhere('2026', 'W-SC', 'failover cluster', { failoverCluster: true }, 'error failoverCluster'),
  ['2018', 'SEED', 'deployment model not known', enable(windows({ deploymentModel: undefined })), '? deploymentModel'],
  ['2026', '§1c', 'no classic machine is left', enable(windows({ deploymentModel: undefined })), 'ok'],
  ['2026', 'W-SC', 'Windows containers', enable(windows({ windowsContainers: true })), 'error windowsContainers'],
  ['2026', 'EXT-26', 'trusted launch', enable(windows({ securityType: 'TrustedLaunch', hyperVGeneration: 'V2' })), 'ok'],
  ['2026', 'EXT-26', 'trusted launch of Linux', enable(linux({ securityType: 'TrustedLaunch', hyperVGeneration: 'V2' })), 'ok'],
  [
    '2026',
    'EXT-26',
    'OS of a confidential Linux machine',
    enable(linux({ securityType: 'ConfidentialVM', volumeType: 'OS' })),
    'error volumeType',
  ],
  ['2026', 'EXT-26', 'data of a confidential Linux machine', enable(linuxData({ securityType: 'ConfidentialVM' })), 'ok'],
  ['2018', '§4c', 'generation 2', create(newWindows({ hyperVGeneration: 'V2' })), 'error hyperVGeneration'],
  ['2026', 'W-OV', 'generation 2', create(newWindows({ hyperVGeneration: 'V2' })), 'ok'],
  // kinds of disks
  ...kinds('2026', 'W-SC', 'error dataDisks/0/storageAccountType', ['UltraSSD_LRS', 'PremiumV2_LRS']),
  ...kinds('2018', '§4c', 'ok', ['UltraSSD_LRS', 'PremiumV2_LRS']),
  ...kinds('both', 'W-OV', 'ok', ['Standard_LRS', 'StandardSSD_LRS', 'Premium_LRS', 'Premium_ZRS']),
  [
    '2026',
    'W-SC',
    'an Ultra disk is no obstacle to the OS volume',
    enable(windowsWithDisk({ storageAccountType: 'UltraSSD_LRS' }, { volumeType: 'OS' })),
    'ok',
  ],
  [
    '2026',
    'W-SC',
    'two Ultra disks',
    enable(windows({ dataDisks: [0, 1].map((lun) => dataDisk({ lun, name: `d${lun}`, storageAccountType: 'UltraSSD_LRS' })) })),
    'error dataDisks/0/storageAccountType; error dataDisks/1/storageAccountType',
  ],
  [
    '2026',
    'W-SC',
    'Ultra disk of a scale set',
    enableSet(windowsSet({ dataDisks: [dataDisk({ storageAccountType: 'UltraSSD_LRS' })] })),
    'error dataDisks/0/storageAccountType',
  ],
  ['2026', 'SHD', 'shared disk', enable(windowsWithDisk({ maxShares: 2 })), 'error maxShares'],
  ['2026', 'SHD', 'disk of one machine', enable(windowsWithDisk({ maxShares: 1 })), 'ok'],
  [
    '2026',
    'SHD',
    'shared Ultra disk',
    enable(windowsWithDisk({ maxShares: 2, storageAccountType: 'UltraSSD_LRS' })),
    'error maxShares; error storageAccountType',
  ],
  ['2026', '§15', 'unmanaged disk', enable(windows({ osDisk: osDisk({ managed: false }) })), 'error osDisk/managed'],
  ['2018', 'SEED', 'unmanaged disk', enable(windows({ osDisk: osDisk({ managed: false }) })), 'ok'],
  ['both', 'SS-OV', 'unmanaged disk of a scale set', enableSet(windowsSet({ osDisk: osDisk({ managed: false }) })), 'error osDisk/managed'],
  // a way back
  ['both', 'W-18', 'neither snapshot nor backup', enable(windows({ snapshotBefore: undefined })), 'warning @'],
  ['both', 'W-18', 'snapshot', enable(windows({ snapshotBefore: true })), 'ok'],
  [
    'both',
    'W-18',
    'backup in the plan',
    specOf(
      [
        { scenario: 'enable-existing-vm', keyVault: 'kv', virtualMachines: [windows({ snapshotBefore: undefined })] },
        { scenario: 'backup-encrypted-vm', backupPolicy: 'pol', virtualMachines: ['vm'] },
      ],
      {
        recoveryServicesVaults: { rsv: { location: 'westeurope' } },
        backupPolicies: { pol: { recoveryServicesVault: 'rsv' } },
        backupServicePrincipalObjectId: '99999999-9999-9999-9999-999999999999',
      },
    ),
    'ok',
  ],
  // layouts
  layouts('both', 'SEED', 'basic', 'ok'),
  layouts('both', 'SEED', 'dynamic', 'error layout'),
  layouts('both', 'SEED', 'raid', 'error layout'),
  layouts('2018', 'SEED', 'storage-spaces', 'ok', { os: windowsOs({ version: 'WindowsServer2012R2' }) }),
  layouts('2026', 'W-SC', 'storage-spaces', 'error layout', { os: windowsOs({ version: 'WindowsServer2012R2' }) }),
  layouts('2026', 'W-SC', 'storage-spaces', 'ok', { os: windowsOs({ version: 'WindowsServer2016' }) }),
  layouts('2026', 'W-SC', 'storage-spaces', '? os.version', { os: windowsOs({ version: undefined }) }),
  layouts('2026', 'W-SC', 'storage-spaces-direct', 'error layout'),
  layouts('2026', 'W-SC', 'storage-spaces-direct', 'error layout', { os: windowsOs({ version: 'WindowsServer2012R2' }) }),
  layouts('both', 'SEED', 'raid', 'ok', { volumeType: 'OS' }),
  ['both', 'SEED', 'layout not known', enable(windowsWithDisk({ layout: undefined })), '? dataDisks.layout'],
  ['both', 'SEED', 'mdadm RAID', enable(linuxDataDisk({ layout: 'raid', fileSystem: 'ext4' })), 'ok'],
  ['both', 'SEED', 'LVM', enable(linuxDataDisk({ layout: 'lvm', fileSystem: 'ext4' })), 'ok'],
  // file systems
  ...fileSystems(['ext2', 'ext3', 'ext4'], 'ok'),
  ...fileSystems(['xfs', 'btrfs', 'XFS'], 'error dataDisks/0/fileSystem'),
  ['both', 'L-FAQ', 'xfs on the OS disk', enable(linux({ osDisk: osDisk({ fileSystem: 'xfs' }) })), 'ok'],
  ['both', 'EXT-26', 'file system not known', enable(linuxDataDisk({ fileSystem: undefined })), '? dataDisks.fileSystem'],
  [
    'both',
    'EXT-26',
    'xfs on a scale set',
    enableSet(linuxSet({ dataDisks: [dataDisk({ fileSystem: 'xfs' })] })),
    'error dataDisks/0/fileSystem',
  ],
  ['both', 'W-SC', 'NTFS', enable(windowsWithDisk({ fileSystem: 'NTFS' })), 'ok'],
  [
    'both',
    'L-OV',
    'blank disk of a new Linux machine',
    create(newLinux({ volumeType: 'Data', dataDisks: [{ lun: 0, diskSizeGB: 64 }] })),
    'note dataDisks',
  ],
  // mounts
  ...mounts('both', 'SEED', 'error mounts/0', ['AzureFiles', 'NFS'], windows),
  ...mounts('both', 'SEED', 'error mounts/0', ['AzureFiles', 'NFS'], linux),
  ...mounts('2026', 'L-SC', 'error mounts/0', ['DFS', 'GFS', 'DRBD', 'CephFS', 'ACFS', 'SMB'], linux),
  ...mounts('2018', '§4d', 'ok', ['DFS', 'GFS', 'DRBD', 'CephFS', 'iSCSI'], linux),
  ...mounts('2026', 'W-SC', 'error mounts/0', ['iSCSI', 'DFS'], windows),
  ...mounts('2026', '§4d', 'ok', ['iSCSI'], linux),
  ['both', 'SEED', 'NFS beside the OS volume', enable(linux({ volumeType: 'OS', mounts: [{ type: 'NFS', path: '/n' }] })), 'ok'],
  [
    'both',
    'SEED',
    'NFS, and no volume type',
    enable(linux({ volumeType: undefined, mounts: [{ type: 'NFS', path: '/n' }] })),
    'error @; ? volumeType',
  ],
  ['both', 'SEED', 'NFS on a scale set', enableSet(linuxSet({ mounts: [{ type: 'NFS', path: '/n' }] })), 'error mounts/0'],
  [
    'both',
    'SEED',
    'two mounts',
    enable(
      linux({
        mounts: [
          { type: 'NFS', path: '/n' },
          { type: 'AzureFiles', path: '/f' },
        ],
      }),
    ),
    'error mounts/0; error mounts/1',
  ],
  ['both', 'SEED', 'mounts not known', enable(windows({ mounts: undefined })), '? mounts'],
  mountPaths('disks beside each other', ['/data', '/data2', '/mnt/d', '/opt/app', '/srv'], 'ok'),
  mountPaths('a disk below another', ['/data', '/data/logs'], 'error dataDisks/1/mountPath'),
  mountPaths('disks below each other', ['/data', '/data/a', '/data/a/b'], 'error dataDisks/1/mountPath; error dataDisks/2/mountPath'),
  mountPaths('disks over folders of the system', ['/var', '/home'], 'error dataDisks/0/mountPath; error dataDisks/1/mountPath'),
  [
    '2018',
    '§4d',
    'a disk below another',
    enable(
      linuxData({
        dataDisks: ['/data', '/data/logs'].map((mountPath, lun) => dataDisk({ lun, name: `d${lun}`, fileSystem: 'ext4', mountPath })),
      }),
    ),
    'ok',
  ],
  // formatting
  ['both', 'L-SC', 'format, acknowledged', enable(linuxData(format([0, 1]))), 'ok'],
  ['both', 'L-SC', 'format, a lun missing', enable(linuxData(format([0, 1], [0]))), 'error encryptFormatAll/acknowledgeDataLoss'],
  ['both', 'L-SC', 'format, no lun', enable(linuxData(format([0], []))), 'error encryptFormatAll/acknowledgeDataLoss'],
  ['both', 'L-SC', 'format, a lun too many', enable(linuxData(format([0], [0, 7]))), 'ok'],
  [
    'both',
    'L-SC',
    'format, disks not known',
    enable(linuxData({ dataDisks: undefined, encryptFormatAll: { acknowledgeDataLoss: [0] } })),
    '? dataDisks',
  ],
  ['both', 'X-L', 'format, Windows', enable(windows(format([0]))), 'error encryptFormatAll'],
  ['both', 'X-L', 'format, Windows scale set', enableSet(windowsSet(format([0]))), 'error encryptFormatAll'],
  ['both', 'X-L', 'format, Linux scale set', enableSet(linuxSet(format([0]))), 'ok'],
  ['both', 'L-SC', 'format, OS', enable(linux({ volumeType: 'OS', ...format([0]) })), 'error encryptFormatAll'],
  [
    'both',
    'L-SC',
    'format skips LVM',
    enable(linuxDataDisk({ layout: 'lvm' }, { encryptFormatAll: { acknowledgeDataLoss: [0] } })),
    'warning layout',
  ],
  ['both', 'W-SC', 'resize, Windows', enable(windows({ resizeOSDisk: true })), 'ok'],
  ['both', 'L-SC', 'resize, Linux', enable(linux({ resizeOSDisk: true })), 'warning resizeOSDisk'],
  // names
  ...['vm-1', 'VM01', 'vm.prod', 'vm_1', 'v'.repeat(64)].map(
    (name): Row => ['both', 'W-TS', `machine ${name}`, enable(windows({ name })), 'ok'],
  ),
  ...['_vm', 'vmélite', 'élite'].map((name): Row => ['2026', 'W-TS', `machine ${name}`, enable(windows({ name })), 'error name']),
  ['both', 'ARM', 'machine name of 65 characters', enable(windows({ name: 'v'.repeat(65) })), 'error name'],
  ...['vm_DataDisk_0', 'd'.repeat(80)].map((name): Row => ['both', 'W-TS', `disk ${name}`, enable(windowsWithDisk({ name })), 'ok']),
  ...['élite', '_d'].map((name): Row => ['2026', 'W-TS', `disk ${name}`, enable(windowsWithDisk({ name })), 'error dataDisks/0/name']),
  // several causes
  [
    '2026',
    'W-SC',
    'encryption at host and disk encryption set',
    enable(windows({ encryptionAtHost: true, osDisk: osDisk({ diskEncryptionSet: 'des' }) })),
    'error encryptionAtHost; error osDisk/diskEncryptionSet',
  ],
  [
    '2026',
    'W-SC',
    'ephemeral and unmanaged',
    enable(windows({ osDisk: osDisk({ ephemeral: true, managed: false }) })),
    'error osDisk/ephemeral; error osDisk/managed',
  ],
  [
    '2026',
    'L-OV',
    'three rules on one machine',
    enable(
      linux({
        size: 'Standard_A2_v2',
        encryptionAtHost: true,
        os: linuxOs({
          image: undefined,
          imageId: '/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers/Microsoft.Compute/images/own',
        }),
      }),
    ),
    'error encryptionAtHost; error os/imageId; error size; error size',
  ],
  [
    '2018',
    'SEED',
    'three rules on one machine',
    enable(
      linux({
        size: 'Basic_A3',
        mounts: [{ type: 'NFS', path: '/n' }],
        os: linuxOs({
          image: undefined,
          imageId: '/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers/Microsoft.Compute/images/own',
        }),
      }),
    ),
    'error mounts/0; error os/imageId; error size',
  ],
];
