// Made by scripts/generate-types.mjs from src/schemas/encryption-spec.schema.json; do not edit.

export type Suppress = {
  code: string;
  reason: string;
  until: string;
}[];
export type DataDisks = DataDisk[];
export type Mounts = Mount[];
export type KeyEncryptionAlgorithm = 'RSA-OAEP' | 'RSA-OAEP-256' | 'RSA1_5';
export type DataDisks1 = DataDisk[];
export type Mounts1 = Mount[];
export type ProvisionAfterExtensions = string[];
export type Extensions = string[];
export type VolumeType = 'OS' | 'Data' | 'All';
export type Scenario =
  | ScenarioNewVmEncryptedVhd
  | ScenarioNewVmGalleryImage
  | ScenarioEnableExistingVm
  | ScenarioNewScaleSet
  | ScenarioEnableScaleSet
  | ScenarioDisableVm
  | ScenarioDisableScaleSet
  | ScenarioEncryptedManagedDisk
  | ScenarioUpdateEncryptionSettings
  | ScenarioBackupEncryptedVm
  | ScenarioRestoreEncryptedVm
  | ScenarioKeyVault
  | ScenarioRemoveEncryptionExtension;
export type VirtualMachineList =
  | VirtualMachineEntry[]
  | {
      select: Select;
      except?: string[];
      volumeType?: VolumeType;
      keyVault?: string;
      keyEncryptionKey?: string;
      keyEncryptionAlgorithm?: KeyEncryptionAlgorithm;
      resizeOSDisk?: boolean;
      encryptFormatAll?: EncryptFormatAll;
      snapshotBefore?: boolean;
      wave?: number;
      rerun?: string;
      aad?: Aad;
      backupPolicy?: string;
      excludedLuns?: number[];
    };
export type VirtualMachineEntry =
  | string
  | {
      name: string;
      subscription?: string;
      subscriptionId?: string;
      resourceGroup?: string;
      location?: string;
      deploymentModel?: 'ResourceManager' | 'Classic';
      os?: Os;
      size?: string;
      osDisk?: OsDisk;
      dataDisks?: DataDisks;
      mounts?: Mounts;
      securityType?: 'Standard' | 'TrustedLaunch' | 'ConfidentialVM';
      encryptionAtHost?: boolean;
      diskControllerType?: 'SCSI' | 'NVMe';
      allowExtensionOperations?: boolean;
      identity?: Identity1;
      encryptionIdentity?: string;
      failoverCluster?: boolean;
      windowsContainers?: boolean;
      network?: string;
      adminUsername?: string;
      adminPassword?: AdminPassword;
      sshPublicKey?: string;
      hyperVGeneration?: 'V1' | 'V2';
      licenseType?: string;
      tags?: Tags;
      current?: Current;
      suppress?: Suppress;
      computerName?: string;
      availabilityZone?: string;
      volumeType?: VolumeType;
      keyVault?: string;
      keyEncryptionKey?: string;
      keyEncryptionAlgorithm?: KeyEncryptionAlgorithm;
      resizeOSDisk?: boolean;
      encryptFormatAll?: EncryptFormatAll;
      snapshotBefore?: boolean;
      wave?: number;
      rerun?: string;
      aad?: Aad;
      restore?: Restore;
      backupPolicy?: string;
      excludedLuns?: number[];
    };
export type VirtualMachineScaleSetList =
  | VirtualMachineScaleSetEntry[]
  | {
      select: Select;
      except?: string[];
      volumeType?: VolumeType;
      keyVault?: string;
      keyEncryptionKey?: string;
      keyEncryptionAlgorithm?: KeyEncryptionAlgorithm;
      resizeOSDisk?: boolean;
      encryptFormatAll?: EncryptFormatAll;
      wave?: number;
      rerun?: string;
    };
export type VirtualMachineScaleSetEntry =
  | string
  | {
      name: string;
      subscription?: string;
      subscriptionId?: string;
      resourceGroup?: string;
      location?: string;
      deploymentModel?: 'ResourceManager' | 'Classic';
      os?: Os;
      size?: string;
      osDisk?: OsDisk;
      dataDisks?: DataDisks1;
      mounts?: Mounts1;
      securityType?: 'Standard' | 'TrustedLaunch' | 'ConfidentialVM';
      encryptionAtHost?: boolean;
      diskControllerType?: 'SCSI' | 'NVMe';
      allowExtensionOperations?: boolean;
      identity?: Identity1;
      encryptionIdentity?: string;
      failoverCluster?: boolean;
      windowsContainers?: boolean;
      network?: string;
      adminUsername?: string;
      adminPassword?: AdminPassword;
      sshPublicKey?: string;
      hyperVGeneration?: 'V1' | 'V2';
      licenseType?: string;
      tags?: Tags;
      current?: Current;
      suppress?: Suppress;
      orchestrationMode?: 'Uniform' | 'Flexible';
      upgradePolicy?: 'Automatic' | 'Manual' | 'Rolling';
      capacity?: number;
      provisionAfterExtensions?: ProvisionAfterExtensions;
      extensions?: Extensions;
      volumeType?: VolumeType;
      keyVault?: string;
      keyEncryptionKey?: string;
      keyEncryptionAlgorithm?: KeyEncryptionAlgorithm;
      resizeOSDisk?: boolean;
      encryptFormatAll?: EncryptFormatAll;
      wave?: number;
      rerun?: string;
    };
export type DiskEntry =
  | string
  | {
      subscription?: string;
      subscriptionId?: string;
      resourceGroup?: string;
      location?: string;
      osType?: 'Windows' | 'Linux';
      name: string;
      id?: string;
      diskSizeGB?: number;
      storageAccountType?:
        'Standard_LRS' | 'StandardSSD_LRS' | 'StandardSSD_ZRS' | 'Premium_LRS' | 'Premium_ZRS' | 'PremiumV2_LRS' | 'UltraSSD_LRS';
      caching?: 'None' | 'ReadOnly' | 'ReadWrite';
      fileSystem?: string;
      mountPath?: string;
      layout?: 'basic' | 'dynamic' | 'raid' | 'lvm' | 'storage-spaces' | 'storage-spaces-direct';
      managed?: boolean;
      vhd?: Vhd;
      hyperVGeneration?: 'V1' | 'V2';
      writeAcceleratorEnabled?: boolean;
      maxShares?: number;
      diskEncryptionSet?: string;
      diskEncryptionKey?: DiskEncryptionKey;
      encryptionSettingsVersion?: '1.0' | '1.1';
      suppress?: Suppress;
      keyVault?: string;
      keyEncryptionKey?: string;
      wave?: number;
    };

export interface SpecText {
  version: 1;
  name: string;
  cloud?: 'AzureCloud' | 'AzureUSGovernment' | 'AzureChinaCloud';
  subscriptionId: string;
  subscriptions?: {
    [k: string]: string;
  };
  location?: string;
  resourceGroup?: string;
  supportMatrix?: '2018-12' | '2026-09';
  maxMachinesPerDeployment?: number;
  rerun?: string;
  keyVaults?: {
    [k: string]: KeyVault;
  };
  keyEncryptionKeys?: {
    [k: string]: KeyEncryptionKey;
  };
  networks?: {
    [k: string]: Network;
  };
  identities?: {
    [k: string]: Identity;
  };
  recoveryServicesVaults?: {
    [k: string]: RecoveryServicesVault;
  };
  backupPolicies?: {
    [k: string]: BackupPolicy;
  };
  virtualMachines?: {
    [k: string]: VirtualMachine;
  };
  virtualMachineScaleSets?: {
    [k: string]: VirtualMachineScaleSet;
  };
  disks?: {
    [k: string]: Disk;
  };
  backupServicePrincipalObjectId?: string;
  defaults?: {
    volumeType?: VolumeType;
    keyVault?: string;
    keyEncryptionKey?: string;
    keyEncryptionAlgorithm?: KeyEncryptionAlgorithm;
    resizeOSDisk?: boolean;
    encryptFormatAll?: EncryptFormatAll;
    snapshotBefore?: boolean;
    wave?: number;
    backupPolicy?: string;
    network?: string;
    adminUsername?: string;
    adminPassword?: AdminPassword;
    sshPublicKey?: string;
    encryptionIdentity?: string;
    identity?: Identity1;
  };
  facts?: string[];
    scenarios: Scenario[];
  suppress?: Suppress;
}
export interface KeyVault {
  name?: string;
  subscription?: string;
  subscriptionId?: string;
  resourceGroup?: string;
  location?: string;
  id?: string;
  url?: string;
  sku?: 'standard' | 'premium';
  permissionModel?: 'rbac' | 'accessPolicies';
  enabledForDiskEncryption?: boolean;
  enabledForDeployment?: boolean;
  enabledForTemplateDeployment?: boolean;
  enableSoftDelete?: boolean;
  enablePurgeProtection?: boolean;
  networkAcls?: NetworkAcls;
  create?: {
    sku?: 'standard' | 'premium';
    permissionModel?: 'rbac' | 'accessPolicies';
    accessPolicies?: AccessPolicy[];
    enablePurgeProtection?: boolean;
    softDeleteRetentionInDays?: number;
    enabledForDeployment?: boolean;
    enabledForTemplateDeployment?: boolean;
    networkAcls?: NetworkAcls;
    tags?: Tags;
  };
  suppress?: Suppress;
}
export interface NetworkAcls {
  defaultAction: 'Allow' | 'Deny';
  bypass: 'AzureServices' | 'None';
}
export interface AccessPolicy {
  objectId: string;
  keys?: (
    | 'all'
    | 'encrypt'
    | 'decrypt'
    | 'wrapKey'
    | 'unwrapKey'
    | 'sign'
    | 'verify'
    | 'get'
    | 'list'
    | 'create'
    | 'update'
    | 'import'
    | 'delete'
    | 'backup'
    | 'restore'
    | 'recover'
    | 'purge'
    | 'release'
    | 'rotate'
    | 'getrotationpolicy'
    | 'setrotationpolicy'
  )[];
  secrets?: ('all' | 'get' | 'list' | 'set' | 'delete' | 'backup' | 'restore' | 'recover' | 'purge')[];
  certificates?: (
    | 'all'
    | 'get'
    | 'list'
    | 'delete'
    | 'create'
    | 'import'
    | 'update'
    | 'managecontacts'
    | 'getissuers'
    | 'listissuers'
    | 'setissuers'
    | 'deleteissuers'
    | 'manageissuers'
    | 'recover'
    | 'purge'
    | 'backup'
    | 'restore'
  )[];
}
export interface Tags {
  [k: string]: string;
}
export interface KeyEncryptionKey {
  keyVault?: string;
  name?: string;
  version?: string;
  url?: string;
  keyType?: 'RSA' | 'RSA-HSM' | 'EC' | 'EC-HSM' | 'oct' | 'oct-HSM';
  keySize?: number;
  keyStore?: 'KeyVault' | 'ManagedHSM' | 'OnPremises';
  enabled?: boolean;
  expires?: string;
  create?: {
    keyType?: 'RSA' | 'RSA-HSM';
    keySize?: 2048 | 3072 | 4096;
  };
  suppress?: Suppress;
}
export interface Network {
  virtualNetwork: string;
  subnet: string;
  subscription?: string;
  subscriptionId?: string;
  resourceGroup?: string;
  location?: string;
  create?: {
    addressPrefix: string;
    subnetPrefix?: string;
  };
  suppress?: Suppress;
}
export interface Identity {
  name?: string;
  subscription?: string;
  subscriptionId?: string;
  resourceGroup?: string;
  suppress?: Suppress;
}
export interface RecoveryServicesVault {
  name?: string;
  subscription?: string;
  subscriptionId?: string;
  resourceGroup?: string;
  location?: string;
  create?: {};
  suppress?: Suppress;
}
export interface BackupPolicy {
  recoveryServicesVault: string;
  name?: string;
  create?: {
    time: string;
    timeZone: string;
    retentionDays: number;
    instantRestoreDays?: number;
  };
  suppress?: Suppress;
}
export interface VirtualMachine {
  name?: string;
  subscription?: string;
  subscriptionId?: string;
  resourceGroup?: string;
  location?: string;
  deploymentModel?: 'ResourceManager' | 'Classic';
  os?: Os;
  size?: string;
  osDisk?: OsDisk;
  dataDisks?: DataDisks;
  mounts?: Mounts;
  securityType?: 'Standard' | 'TrustedLaunch' | 'ConfidentialVM';
  encryptionAtHost?: boolean;
  diskControllerType?: 'SCSI' | 'NVMe';
  allowExtensionOperations?: boolean;
  identity?: Identity1;
  encryptionIdentity?: string;
  failoverCluster?: boolean;
  windowsContainers?: boolean;
  network?: string;
  adminUsername?: string;
  adminPassword?: AdminPassword;
  sshPublicKey?: string;
  hyperVGeneration?: 'V1' | 'V2';
  licenseType?: string;
  tags?: Tags;
  current?: Current;
  suppress?: Suppress;
  computerName?: string;
  availabilityZone?: string;
}
export interface Os {
  type?: 'Windows' | 'Linux';
  version?: string;
  image?: Image;
  imageId?: string;
  rootUsageGB?: number;
  serverCore?: boolean;
}
export interface Image {
  publisher: string;
  offer: string;
  sku: string;
  version?: string;
}
export interface OsDisk {
  name?: string;
  id?: string;
  diskSizeGB?: number;
  storageAccountType?:
    'Standard_LRS' | 'StandardSSD_LRS' | 'StandardSSD_ZRS' | 'Premium_LRS' | 'Premium_ZRS' | 'PremiumV2_LRS' | 'UltraSSD_LRS';
  caching?: 'None' | 'ReadOnly' | 'ReadWrite';
  fileSystem?: string;
  mountPath?: string;
  layout?: 'basic' | 'dynamic' | 'raid' | 'lvm' | 'storage-spaces' | 'storage-spaces-direct';
  managed?: boolean;
  vhd?: {
    uri: string;
    storageAccountId?: string;
  };
  hyperVGeneration?: 'V1' | 'V2';
  writeAcceleratorEnabled?: boolean;
  maxShares?: number;
  diskEncryptionSet?: string;
  diskEncryptionKey?: DiskEncryptionKey;
  encryptionSettingsVersion?: '1.0' | '1.1';
  suppress?: Suppress;
  ephemeral?: boolean;
}
export interface DiskEncryptionKey {
  secretUrl?: string;
  keyVault?: string;
  secretName?: string;
  fileName?: string;
  create?: boolean;
}
export interface DataDisk {
  lun: number;
  name?: string;
  id?: string;
  diskSizeGB?: number;
  storageAccountType?:
    'Standard_LRS' | 'StandardSSD_LRS' | 'StandardSSD_ZRS' | 'Premium_LRS' | 'Premium_ZRS' | 'PremiumV2_LRS' | 'UltraSSD_LRS';
  caching?: 'None' | 'ReadOnly' | 'ReadWrite';
  fileSystem?: string;
  mountPath?: string;
  layout?: 'basic' | 'dynamic' | 'raid' | 'lvm' | 'storage-spaces' | 'storage-spaces-direct';
  managed?: boolean;
  vhd?: {
    uri: string;
    storageAccountId?: string;
  };
  hyperVGeneration?: 'V1' | 'V2';
  writeAcceleratorEnabled?: boolean;
  maxShares?: number;
  diskEncryptionSet?: string;
  diskEncryptionKey?: DiskEncryptionKey;
  encryptionSettingsVersion?: '1.0' | '1.1';
  suppress?: Suppress;
}
export interface Mount {
  type: 'AzureFiles' | 'NFS' | 'SMB' | 'iSCSI' | 'DFS' | 'GFS' | 'DRBD' | 'CephFS' | 'ACFS';
  path?: string;
}
export interface Identity1 {
  type: 'SystemAssigned' | 'UserAssigned' | 'SystemAssigned, UserAssigned';
  userAssignedIdentities?: string[];
}
export interface AdminPassword {
  keyVault: string;
  secretName: string;
}
export interface Current {
  osVolume?: 'NotEncrypted' | 'Encrypted' | 'EncryptionInProgress' | 'DecryptionInProgress' | 'VMRestartPending' | 'Unknown';
  dataVolume?:
    | 'NotEncrypted'
    | 'Encrypted'
    | 'EncryptionInProgress'
    | 'DecryptionInProgress'
    | 'VMRestartPending'
    | 'NotMounted'
    | 'NoDiskFound'
    | 'Unknown';
  volumeType?: 'OS' | 'Data' | 'All';
  keyVault?: string;
  keyEncryptionKey?: string;
  keyEncryptionAlgorithm?: KeyEncryptionAlgorithm;
  extension?: {
    name?: string;
    typeHandlerVersion?: string;
  };
}
export interface VirtualMachineScaleSet {
  name?: string;
  subscription?: string;
  subscriptionId?: string;
  resourceGroup?: string;
  location?: string;
  deploymentModel?: 'ResourceManager' | 'Classic';
  os?: Os;
  size?: string;
  osDisk?: OsDisk;
  dataDisks?: DataDisks1;
  mounts?: Mounts1;
  securityType?: 'Standard' | 'TrustedLaunch' | 'ConfidentialVM';
  encryptionAtHost?: boolean;
  diskControllerType?: 'SCSI' | 'NVMe';
  allowExtensionOperations?: boolean;
  identity?: Identity1;
  encryptionIdentity?: string;
  failoverCluster?: boolean;
  windowsContainers?: boolean;
  network?: string;
  adminUsername?: string;
  adminPassword?: AdminPassword;
  sshPublicKey?: string;
  hyperVGeneration?: 'V1' | 'V2';
  licenseType?: string;
  tags?: Tags;
  current?: Current;
  suppress?: Suppress;
  orchestrationMode?: 'Uniform' | 'Flexible';
  upgradePolicy?: 'Automatic' | 'Manual' | 'Rolling';
  capacity?: number;
  provisionAfterExtensions?: ProvisionAfterExtensions;
  extensions?: Extensions;
}
export interface Disk {
  subscription?: string;
  subscriptionId?: string;
  resourceGroup?: string;
  location?: string;
  osType?: 'Windows' | 'Linux';
  name?: string;
  id?: string;
  diskSizeGB?: number;
  storageAccountType?:
    'Standard_LRS' | 'StandardSSD_LRS' | 'StandardSSD_ZRS' | 'Premium_LRS' | 'Premium_ZRS' | 'PremiumV2_LRS' | 'UltraSSD_LRS';
  caching?: 'None' | 'ReadOnly' | 'ReadWrite';
  fileSystem?: string;
  mountPath?: string;
  layout?: 'basic' | 'dynamic' | 'raid' | 'lvm' | 'storage-spaces' | 'storage-spaces-direct';
  managed?: boolean;
  vhd?: Vhd;
  hyperVGeneration?: 'V1' | 'V2';
  writeAcceleratorEnabled?: boolean;
  maxShares?: number;
  diskEncryptionSet?: string;
  diskEncryptionKey?: DiskEncryptionKey;
  encryptionSettingsVersion?: '1.0' | '1.1';
  suppress?: Suppress;
}
export interface Vhd {
  uri: string;
  storageAccountId?: string;
}
export interface EncryptFormatAll {
    acknowledgeDataLoss: number[];
}
export interface ScenarioNewVmEncryptedVhd {
  scenario: 'new-vm-encrypted-vhd';
  virtualMachines: VirtualMachineList;
  keyVault?: string;
  keyEncryptionKey?: string;
  keyEncryptionAlgorithm?: KeyEncryptionAlgorithm;
  wave?: number;
  rerun?: string;
  network?: string;
  adminUsername?: string;
  adminPassword?: AdminPassword;
  sshPublicKey?: string;
  encryptionIdentity?: string;
  identity?: Identity1;
  subscription?: string;
  subscriptionId?: string;
  resourceGroup?: string;
  location?: string;
  suppress?: Suppress;
}
export interface Aad {
  clientId: string;
  clientSecret?: {
    keyVault: string;
    secretName: string;
  };
  clientCertThumbprint?: string;
}
export interface Restore {
  virtualMachine?: string;
  recoveryServicesVault: string;
  recoveryPoint?: string;
  stagingStorageAccount?: string;
  mode?: 'disks' | 'create-vm' | 'replace-existing' | 'files';
}
export interface Select {
  name?: string;
  subscription?: string;
  subscriptionId?: string;
  resourceGroup?: string;
  location?: string;
  os?: 'Windows' | 'Linux';
  size?: string;
  tags?: {
    [k: string]: string;
  };
}
export interface ScenarioNewVmGalleryImage {
  scenario: 'new-vm-gallery-image';
  virtualMachines: VirtualMachineList;
  volumeType?: VolumeType;
  keyVault?: string;
  keyEncryptionKey?: string;
  keyEncryptionAlgorithm?: KeyEncryptionAlgorithm;
  wave?: number;
  rerun?: string;
  resizeOSDisk?: boolean;
  encryptFormatAll?: EncryptFormatAll;
  network?: string;
  adminUsername?: string;
  adminPassword?: AdminPassword;
  sshPublicKey?: string;
  encryptionIdentity?: string;
  identity?: Identity1;
  subscription?: string;
  subscriptionId?: string;
  resourceGroup?: string;
  location?: string;
  suppress?: Suppress;
}
export interface ScenarioEnableExistingVm {
  scenario: 'enable-existing-vm';
  virtualMachines: VirtualMachineList;
  volumeType?: VolumeType;
  keyVault?: string;
  keyEncryptionKey?: string;
  keyEncryptionAlgorithm?: KeyEncryptionAlgorithm;
  wave?: number;
  rerun?: string;
  resizeOSDisk?: boolean;
  encryptFormatAll?: EncryptFormatAll;
  snapshotBefore?: boolean;
  aad?: Aad;
  encryptionIdentity?: string;
  subscription?: string;
  subscriptionId?: string;
  resourceGroup?: string;
  location?: string;
  suppress?: Suppress;
}
export interface ScenarioNewScaleSet {
  scenario: 'new-scale-set';
  virtualMachineScaleSets: VirtualMachineScaleSetList;
  volumeType?: VolumeType;
  keyVault?: string;
  keyEncryptionKey?: string;
  keyEncryptionAlgorithm?: KeyEncryptionAlgorithm;
  wave?: number;
  rerun?: string;
  encryptFormatAll?: EncryptFormatAll;
  network?: string;
  adminUsername?: string;
  adminPassword?: AdminPassword;
  sshPublicKey?: string;
  encryptionIdentity?: string;
  identity?: Identity1;
  subscription?: string;
  subscriptionId?: string;
  resourceGroup?: string;
  location?: string;
  suppress?: Suppress;
}
export interface ScenarioEnableScaleSet {
  scenario: 'enable-scale-set';
  virtualMachineScaleSets: VirtualMachineScaleSetList;
  volumeType?: VolumeType;
  keyVault?: string;
  keyEncryptionKey?: string;
  keyEncryptionAlgorithm?: KeyEncryptionAlgorithm;
  wave?: number;
  rerun?: string;
  encryptFormatAll?: EncryptFormatAll;
  subscription?: string;
  subscriptionId?: string;
  resourceGroup?: string;
  location?: string;
  suppress?: Suppress;
}
export interface ScenarioDisableVm {
  scenario: 'disable-vm';
  virtualMachines: VirtualMachineList;
  volumeType?: VolumeType;
  wave?: number;
  rerun?: string;
  subscription?: string;
  subscriptionId?: string;
  resourceGroup?: string;
  location?: string;
  suppress?: Suppress;
}
export interface ScenarioDisableScaleSet {
  scenario: 'disable-scale-set';
  virtualMachineScaleSets: VirtualMachineScaleSetList;
  volumeType?: VolumeType;
  wave?: number;
  rerun?: string;
  subscription?: string;
  subscriptionId?: string;
  resourceGroup?: string;
  location?: string;
  suppress?: Suppress;
}
export interface ScenarioEncryptedManagedDisk {
  scenario: 'encrypted-managed-disk';
    disks: DiskEntry[];
  keyVault?: string;
  keyEncryptionKey?: string;
  wave?: number;
  subscription?: string;
  subscriptionId?: string;
  resourceGroup?: string;
  location?: string;
  suppress?: Suppress;
}
export interface ScenarioUpdateEncryptionSettings {
  scenario: 'update-encryption-settings';
  virtualMachines?: VirtualMachineList;
  virtualMachineScaleSets?: VirtualMachineScaleSetList;
  volumeType?: VolumeType;
  keyVault?: string;
  keyEncryptionKey?: string;
  keyEncryptionAlgorithm?: KeyEncryptionAlgorithm;
  wave?: number;
  rerun?: string;
  snapshotBefore?: boolean;
  aad?: Aad;
  subscription?: string;
  subscriptionId?: string;
  resourceGroup?: string;
  location?: string;
  suppress?: Suppress;
}
export interface ScenarioBackupEncryptedVm {
  scenario: 'backup-encrypted-vm';
  virtualMachines: VirtualMachineList;
  backupPolicy?: string;
  excludedLuns?: number[];
  keyVault?: string;
  keyEncryptionKey?: string;
  wave?: number;
  subscription?: string;
  subscriptionId?: string;
  resourceGroup?: string;
  location?: string;
  suppress?: Suppress;
}
export interface ScenarioRestoreEncryptedVm {
  scenario: 'restore-encrypted-vm';
  virtualMachines: VirtualMachineList;
  keyVault?: string;
  keyEncryptionKey?: string;
  wave?: number;
  network?: string;
  adminUsername?: string;
  adminPassword?: AdminPassword;
  sshPublicKey?: string;
  encryptionIdentity?: string;
  identity?: Identity1;
  restore?: Restore;
  subscription?: string;
  subscriptionId?: string;
  resourceGroup?: string;
  location?: string;
  suppress?: Suppress;
}
export interface ScenarioKeyVault {
  scenario: 'key-vault';
    keyVaults: string[];
  subscription?: string;
  subscriptionId?: string;
  resourceGroup?: string;
  location?: string;
  suppress?: Suppress;
}
export interface ScenarioRemoveEncryptionExtension {
  scenario: 'remove-encryption-extension';
  virtualMachines?: VirtualMachineList;
  virtualMachineScaleSets?: VirtualMachineScaleSetList;
  volumeType?: VolumeType;
  wave?: number;
  rerun?: string;
  subscription?: string;
  subscriptionId?: string;
  resourceGroup?: string;
  location?: string;
  suppress?: Suppress;
}
