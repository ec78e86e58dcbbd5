import type { OsType, ScenarioName } from '../model/index.ts';

/** What `armade init` asks for. */
export interface StarterWishes {
  name: string;
  scenarios: readonly ScenarioName[];
  operatingSystems: readonly OsType[];
  /** Wrap the disk secrets with a key encryption key. */
  keyEncryptionKey: boolean;
}

/** What a newcomer has to know of a scenario, and how it begins in a spec. */
export interface ScenarioGuide {
  operatingSystems: readonly OsType[];
  /** What has to be there or be known, a few words each. */
  needs: readonly string[];
  /** Parts of the spec that it refers to. */
  uses: readonly StarterPart[];
  /** Its machines are encrypted already, so that their vault cannot be one that the plan makes. */
  isEncrypted?: true;
  /** Its lines, without the indentation of the list. */
  entry(wishes: StarterWishes): string[];
}

export type StarterPart = 'keyVault' | 'network' | 'backup';

export const placeholderId = '00000000-0000-0000-0000-000000000000';

/** Storage accounts have lower-case letters and digits only, at most 24. */
const storageAccountName = (name: string): string => `st${name.replaceAll('-', '').slice(0, 20)}`;
const storageAccount = (name: string): string =>
  `/subscriptions/${placeholderId}/resourceGroups/rg-${name}/providers/Microsoft.Storage/storageAccounts/${storageAccountName(name)}`;
const blob = (name: string, disk: string): string => `https://${storageAccountName(name)}.blob.core.windows.net/vhds/${disk}.vhd`;

/** The machines of a scenario: those of the operating systems that are wished for and that the scenario knows. */
const machines = (wishes: StarterWishes, list: string, byOs: Partial<Record<OsType, readonly string[]>>): string[] => [
  `  ${list}:`,
  ...wishes.operatingSystems.flatMap((os) => (byOs[os] ?? []).map((line, index) => `    ${index === 0 ? '- ' : '  '}${line}`)),
];

const windows = 'os: { type: Windows, version: WindowsServer2022 }';
const windowsImage = 'os: { type: Windows, image: { publisher: MicrosoftWindowsServer, offer: WindowsServer, sku: 2022-datacenter-g2 } }';
const linux = 'os: { type: Linux, image: { publisher: RedHat, offer: RHEL, sku: "8_9" } }   # quoted, so that YAML keeps it text';
const linuxImage = 'os: { type: Linux, image: { publisher: Canonical, offer: 0001-com-ubuntu-server-jammy, sku: 22_04-lts-gen2 } }';
const keysOf = ({ keyEncryptionKey }: StarterWishes): string => `keyVault: disks, keyEncryptionKey: ${keyEncryptionKey ? 'disks' : 'none'}`;
const encryptedWindows = (wishes: StarterWishes): string =>
  `current: { osVolume: Encrypted, dataVolume: NoDiskFound, volumeType: All, ${keysOf(wishes)} }`;
const encryptedLinux = (wishes: StarterWishes): string =>
  `current: { osVolume: NotEncrypted, dataVolume: Encrypted, volumeType: Data, ${keysOf(wishes)} }`;
const size = 'size: Standard_D4s_v5';
const sshPublicKey = 'sshPublicKey: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIReplaceThisByThePublicKeyOfYourAdministrators admin';

export const scenarioGuides: Readonly<Record<ScenarioName, ScenarioGuide>> = {
  'enable-existing-vm': {
    operatingSystems: ['Windows', 'Linux'],
    needs: [
      'the operating system and size of each machine',
      'a key vault in its region and subscription',
      'disk names, for snapshots before',
    ],
    uses: ['keyVault'],
    entry: (wishes) => [
      'scenario: enable-existing-vm',
      '  snapshotBefore: true          # a snapshot of every disk, one step earlier',
      ...machines(wishes, 'virtualMachines', {
        Windows: [
          'name: vm-web-01',
          windows,
          size,
          'osDisk: { name: vm-web-01_OsDisk }',
          'dataDisks: [{ lun: 0, name: vm-web-01_DataDisk_0, diskSizeGB: 256 }]   # [] where there are none',
        ],
        Linux: [
          'name: vm-db-01',
          linux,
          size,
          'volumeType: Data            # OS, Data or All; Linux has no default',
          'osDisk: { name: vm-db-01_OsDisk }',
          'dataDisks: [{ lun: 0, name: vm-db-01_DataDisk_0, diskSizeGB: 512, fileSystem: ext4, mountPath: /data }]',
        ],
      }),
    ],
  },
  'new-vm-gallery-image': {
    operatingSystems: ['Windows', 'Linux'],
    needs: [
      'a gallery image that can be encrypted',
      'a network',
      'an administrator, with an SSH public key on Linux',
      'a key vault in the region and subscription',
    ],
    uses: ['keyVault', 'network'],
    entry: (wishes) => [
      'scenario: new-vm-gallery-image',
      '  network: app',
      '  adminUsername: azureadmin',
      ...machines(wishes, 'virtualMachines', {
        Windows: ['name: vm-app-01', windowsImage, size, 'dataDisks: [{ lun: 0, diskSizeGB: 128, storageAccountType: Premium_LRS }]'],
        Linux: [
          'name: vm-api-01',
          linuxImage,
          size,
          'volumeType: OS              # data disks need a file system first, so they come later',
          sshPublicKey,
          'dataDisks: []',
        ],
      }),
    ],
  },
  'new-vm-encrypted-vhd': {
    operatingSystems: ['Windows'],
    needs: ['a VHD in a storage account, encrypted with BitLocker', 'its secret, tagged as Azure expects, in a key vault', 'a network'],
    uses: ['keyVault', 'network'],
    entry: (wishes) => [
      'scenario: new-vm-encrypted-vhd',
      '  network: app',
      ...machines(wishes, 'virtualMachines', {
        Windows: [
          'name: vm-erp-01',
          windows,
          size,
          'hyperVGeneration: V2',
          'osDisk:',
          '  storageAccountType: Premium_LRS',
          '  vhd:',
          `    uri: ${blob(wishes.name, 'vm-erp-01-os')}`,
          `    storageAccountId: ${storageAccount(wishes.name)}`,
          '  diskEncryptionKey:          # the secret that unlocks the disk',
          '    secretName: vm-erp-01-os',
          '    fileName: 00000000-0000-0000-0000-000000000000.BEK',
          '    create: true              # its value is asked for at deployment',
          'dataDisks: []',
        ],
      }),
    ],
  },
  'new-scale-set': {
    operatingSystems: ['Windows', 'Linux'],
    needs: [
      'a gallery image that can be encrypted',
      'a network',
      'an administrator, with an SSH public key on Linux',
      'on Linux data disks: only they can be encrypted',
    ],
    uses: ['keyVault', 'network'],
    entry: (wishes) => [
      'scenario: new-scale-set',
      '  network: app',
      '  adminUsername: azureadmin',
      ...machines(wishes, 'virtualMachineScaleSets', {
        Windows: ['name: vmss-web', windowsImage, size, 'orchestrationMode: Uniform', 'upgradePolicy: Automatic', 'capacity: 2'],
        Linux: [
          'name: vmss-jobs',
          linuxImage,
          size,
          'orchestrationMode: Uniform',
          'upgradePolicy: Automatic',
          'capacity: 2',
          'volumeType: Data',
          sshPublicKey,
          'dataDisks: [{ lun: 0, diskSizeGB: 128, storageAccountType: Premium_LRS }]',
        ],
      }),
    ],
  },
  'enable-scale-set': {
    operatingSystems: ['Windows', 'Linux'],
    needs: [
      'the operating system, size and upgrade policy of each set',
      'a key vault in its region and subscription',
      'on Linux data disks: only they can be encrypted',
    ],
    uses: ['keyVault'],
    entry: (wishes) => [
      'scenario: enable-scale-set',
      ...machines(wishes, 'virtualMachineScaleSets', {
        Windows: ['name: vmss-front', windows, size, 'orchestrationMode: Uniform', 'upgradePolicy: Automatic'],
        Linux: [
          'name: vmss-queue',
          linux,
          size,
          'orchestrationMode: Uniform',
          'upgradePolicy: Manual        # the plan then updates the instances in a step of its own',
          'volumeType: Data',
          'dataDisks: [{ lun: 0, diskSizeGB: 128, fileSystem: ext4, mountPath: /queue }]',
        ],
      }),
    ],
  },
  'disable-vm': {
    operatingSystems: ['Windows', 'Linux'],
    needs: ['what is encrypted now', 'on Linux an OS volume that is not encrypted: only data volumes can be decrypted'],
    uses: [],
    isEncrypted: true,
    entry: (wishes) => [
      'scenario: disable-vm',
      ...machines(wishes, 'virtualMachines', {
        Windows: [
          'name: vm-old-01',
          windows,
          'volumeType: All',
          'current: { osVolume: Encrypted, dataVolume: Encrypted, volumeType: All }',
        ],
        Linux: [
          'name: vm-old-02',
          'os: { type: Linux }',
          'volumeType: Data',
          'current: { osVolume: NotEncrypted, dataVolume: Encrypted, volumeType: Data }',
        ],
      }),
    ],
  },
  'disable-scale-set': {
    operatingSystems: ['Windows', 'Linux'],
    needs: ['what is encrypted now', 'the upgrade policy of each set'],
    uses: [],
    isEncrypted: true,
    entry: (wishes) => [
      'scenario: disable-scale-set',
      ...machines(wishes, 'virtualMachineScaleSets', {
        Windows: [
          'name: vmss-old-web',
          windows,
          'orchestrationMode: Uniform',
          'upgradePolicy: Automatic',
          'volumeType: All',
          'current: { volumeType: All }',
        ],
        Linux: [
          'name: vmss-old-jobs',
          'os: { type: Linux }',
          'orchestrationMode: Uniform',
          'upgradePolicy: Automatic',
          'volumeType: Data',
          'current: { volumeType: Data }',
        ],
      }),
    ],
  },
  'encrypted-managed-disk': {
    operatingSystems: ['Windows'],
    needs: ['an encrypted VHD in a storage account', 'its secret in a key vault'],
    uses: ['keyVault'],
    entry: (wishes) => [
      'scenario: encrypted-managed-disk',
      '  disks:',
      '    - name: disk-archive-01',
      '      osType: Windows',
      '      storageAccountType: Premium_LRS',
      '      vhd:',
      `        uri: ${blob(wishes.name, 'disk-archive-01')}`,
      `        storageAccountId: ${storageAccount(wishes.name)}`,
      '      diskEncryptionKey:',
      '        secretName: disk-archive-01',
      '        fileName: 00000000-0000-0000-0000-000000000001.BEK',
      '        create: true            # its value is asked for at deployment',
    ],
  },
  'update-encryption-settings': {
    operatingSystems: ['Windows', 'Linux'],
    needs: ['what is encrypted now, and with which vault and key', 'the new vault or key, or another `rerun`'],
    uses: ['keyVault'],
    isEncrypted: true,
    entry: (wishes) => [
      'scenario: update-encryption-settings',
      '  rerun: first rotation         # another text makes a new secret, although nothing else changed',
      ...machines(wishes, 'virtualMachines', {
        Windows: ['name: vm-crm-01', windows, size, encryptedWindows(wishes)],
        Linux: ['name: vm-crm-02', linux, size, 'volumeType: Data', encryptedLinux(wishes)],
      }),
    ],
  },
  'backup-encrypted-vm': {
    operatingSystems: ['Windows', 'Linux'],
    needs: ['a backup policy', 'the object id of Azure Backup in your tenant', 'the permission model of the key vault'],
    uses: ['keyVault', 'backup'],
    isEncrypted: true,
    entry: (wishes) => [
      'scenario: backup-encrypted-vm',
      '  backupPolicy: daily',
      ...machines(wishes, 'virtualMachines', {
        Windows: ['name: vm-pay-01', windows, size, encryptedWindows(wishes)],
        Linux: ['name: vm-pay-02', linux, size, encryptedLinux(wishes)],
      }),
    ],
  },
  'restore-encrypted-vm': {
    operatingSystems: ['Windows', 'Linux'],
    needs: ['a recovery point', 'a storage account to restore the disks to', 'a network', 'the key vault with its secret and key'],
    uses: ['keyVault', 'network', 'backup'],
    isEncrypted: true,
    entry: (wishes) => {
      const restore = (machine: string): string =>
        `restore: { virtualMachine: ${machine}, recoveryServicesVault: backup, stagingStorageAccount: ${storageAccountName(wishes.name)} }`;
      return [
        'scenario: restore-encrypted-vm',
        '  network: app',
        ...machines(wishes, 'virtualMachines', {
          Windows: ['name: vm-back-01', windows, size, 'dataDisks: []', restore('vm-lost-01')],
          Linux: ['name: vm-back-02', linux, size, 'dataDisks: [{ lun: 0 }]', restore('vm-lost-02')],
        }),
      ];
    },
  },
  'key-vault': {
    operatingSystems: ['Windows', 'Linux'],
    needs: ['nothing: the plan makes the key vault and its key'],
    uses: ['keyVault'],
    entry: () => ['scenario: key-vault', '  keyVaults: [disks]'],
  },
  'remove-encryption-extension': {
    operatingSystems: ['Windows', 'Linux'],
    needs: ['what is encrypted now: the plan disables what is left, waits, and deletes the extension'],
    uses: [],
    isEncrypted: true,
    entry: (wishes) => [
      'scenario: remove-encryption-extension',
      ...machines(wishes, 'virtualMachines', {
        Windows: [
          'name: vm-gone-01',
          windows,
          'volumeType: All',
          'current: { osVolume: Encrypted, dataVolume: NoDiskFound, volumeType: All }',
        ],
        Linux: [
          'name: vm-gone-02',
          'os: { type: Linux }',
          'volumeType: Data',
          'current: { osVolume: NotEncrypted, dataVolume: Encrypted, volumeType: Data }',
        ],
      }),
    ],
  },
};
