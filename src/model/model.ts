import type { Fact, FactOrNone, Known } from './fact.ts';
import type { Finding } from './finding.ts';
import type { Origin, Written } from './origin.ts';

export type CloudName = 'AzureCloud' | 'AzureUSGovernment' | 'AzureChinaCloud';
export type OsType = 'Windows' | 'Linux';
export type VolumeType = 'OS' | 'Data' | 'All';
export type KeyEncryptionAlgorithm = 'RSA-OAEP' | 'RSA-OAEP-256' | 'RSA1_5';
export type SupportMatrix = '2018-12' | '2026-09';
export type OsVolumeState = 'NotEncrypted' | 'Encrypted' | 'EncryptionInProgress' | 'DecryptionInProgress' | 'VMRestartPending' | 'Unknown';
export type DataVolumeState = OsVolumeState | 'NotMounted' | 'NoDiskFound';
export type PermissionModel = 'rbac' | 'accessPolicies';
export type SecurityType = 'Standard' | 'TrustedLaunch' | 'ConfidentialVM';

export const scenarioNames = [
  'new-vm-encrypted-vhd',
  'new-vm-gallery-image',
  'enable-existing-vm',
  'new-scale-set',
  'enable-scale-set',
  'disable-vm',
  'disable-scale-set',
  'encrypted-managed-disk',
  'update-encryption-settings',
  'backup-encrypted-vm',
  'restore-encrypted-vm',
  'key-vault',
  'remove-encryption-extension',
] as const;
export type ScenarioName = (typeof scenarioNames)[number];

/** The hinge: what is asked, what is known, and what only the generator needs. Front ends make it, rules and generator read it. */
export interface EncryptionModel {
  origin: Written;
  settings: ModelSettings;
  requests: Requests;
  facts: Facts;
  provisioning: Provisioning;
  suppressions: Suppression[];
}

export interface ModelSettings {
  name: string;
  cloud: Known<CloudName>;
  /** The spec's own subscription: paths name only the others. */
  subscriptionId: string;
  /** Word by subscription id (lower case), for each further subscription. */
  subscriptionWords: ReadonlyMap<string, string>;
  location: Fact<string>;
  resourceGroup: Fact<string>;
  supportMatrix: Known<SupportMatrix>;
  maxMachinesPerDeployment: number;
}

/** What is asked, by kind of scenario. A machine's own encryption request also hangs on the machine. */
export interface Requests {
  encryption: EncryptionRequest[];
  disks: DiskRequest[];
  backups: BackupRequest[];
  restores: RestoreRequest[];
  keyVaults: KeyVaultRequest[];
}

export interface Facts {
  virtualMachines: VirtualMachine[];
  scaleSets: ScaleSet[];
  disks: Disk[];
  keyVaults: KeyVault[];
  keyEncryptionKeys: KeyEncryptionKey[];
}

export interface Provisioning {
  networks: Network[];
  identities: ManagedIdentity[];
  recoveryServicesVaults: RecoveryServicesVault[];
  backupPolicies: BackupPolicy[];
  backupServicePrincipalObjectId: Fact<string>;
}

/** Anything with a place of its own in Azure. */
export interface Placed {
  origin: Origin;
  /** The key in the spec's registry, where it has one. */
  key?: string;
  name: string;
  subscriptionId: Fact<string>;
  resourceGroup: Fact<string>;
}

// ---------------------------------------------------------------- machines

export type Machine = VirtualMachine | ScaleSet;

export interface MachineFacts extends Placed {
  location: Fact<string>;
  deploymentModel: Fact<'ResourceManager' | 'Classic'>;
  os: OperatingSystem;
  size: Fact<string>;
  /** Completed from the size table. */
  sizeFacts: SizeFacts;
  osDisk: Disk;
  dataDisks: Fact<Disk[]>;
  mounts: Fact<Mount[]>;
  securityType: Fact<SecurityType>;
  encryptionAtHost: Fact<boolean>;
  diskControllerType: Fact<'SCSI' | 'NVMe'>;
  allowExtensionOperations: Fact<boolean>;
  /** User-assigned identities and whether there is a system-assigned one. */
  identity: Fact<MachineIdentity>;
  /** `securityProfile.encryptionIdentity`: reaches the vault in place of `enabledForDiskEncryption`. */
  encryptionIdentity: FactOrNone<ManagedIdentity>;
  failoverCluster: Fact<boolean>;
  windowsContainers: Fact<boolean>;
  tags: Fact<Record<string, string>>;
  current: CurrentEncryption;
  /** What a new machine needs; read by the generator only. */
  provisioning: MachineProvisioning;
  /** The one encryption request that names this machine. */
  encryption?: EncryptionRequest;
}

export interface VirtualMachine extends MachineFacts {
  kind: 'virtualMachine';
  backup?: BackupRequest;
  restore?: RestoreRequest;
}

export interface ScaleSet extends MachineFacts {
  kind: 'scaleSet';
  orchestrationMode: Fact<'Uniform' | 'Flexible'>;
  upgradePolicy: Fact<'Automatic' | 'Manual' | 'Rolling'>;
  capacity: Fact<number>;
  provisionAfterExtensions: Fact<string[]>;
  /** Names of the other extensions of the set. */
  extensions: Fact<string[]>;
}

export interface OperatingSystem {
  type: Fact<OsType>;
  /** For Windows a name such as `WindowsServer2022`; for Linux `Ubuntu 22.04`. */
  version: Fact<string>;
  image: FactOrNone<ImageReference>;
  /** Resource id of a custom or gallery image. */
  imageId: FactOrNone<string>;
  /** Bytes of the root file system in use, in GB. */
  rootUsageGB: Fact<number>;
  serverCore: Fact<boolean>;
}

export interface ImageReference {
  publisher: string;
  offer: string;
  sku: string;
  version: string;
}

export interface SizeFacts {
  /** Name of the quota family, for example `standardDSv5Family`. */
  family: Fact<string>;
  memoryMB: Fact<number>;
  architecture: Fact<string>;
}

export interface Mount {
  type: 'AzureFiles' | 'NFS' | 'SMB' | 'iSCSI' | 'DFS' | 'GFS' | 'DRBD' | 'CephFS' | 'ACFS';
  path: string;
  origin: Origin;
}

export interface MachineIdentity {
  systemAssigned: boolean;
  userAssigned: ManagedIdentity[];
}

export interface MachineProvisioning {
  network: Fact<Network>;
  adminUsername: Fact<string>;
  /** Key Vault reference for the password; without it the password is a secure parameter without value. */
  adminPassword?: SecretReference;
  sshPublicKey: Fact<string>;
  computerName: Fact<string>;
  availabilityZone: Fact<string>;
  hyperVGeneration: Fact<'V1' | 'V2'>;
  licenseType: Fact<string>;
}

export interface SecretReference {
  keyVault: KeyVault;
  secretName: string;
  origin: Origin;
}

export interface CurrentEncryption {
  osVolume: Fact<OsVolumeState>;
  dataVolume: Fact<DataVolumeState>;
  volumeType: FactOrNone<VolumeType>;
  keyVault: FactOrNone<KeyVault>;
  /** A registered key, a versioned key URL, or `none`. */
  keyEncryptionKey: FactOrNone<KeyEncryptionKey | string>;
  keyEncryptionAlgorithm: FactOrNone<KeyEncryptionAlgorithm>;
  extension: { name: FactOrNone<string>; typeHandlerVersion: FactOrNone<string> };
}

export interface Disk {
  kind: 'disk';
  origin: Origin;
  role: 'os' | 'data' | 'standalone';
  /** The machine it belongs to; none for a disk of the disks registry. */
  machine?: Machine;
  /** Where a standalone disk stands; a machine's disks stand with the machine. */
  placed?: Placed & { location: Fact<string> };
  lun: Fact<number>;
  name: Fact<string>;
  id: Fact<string>;
  osType: Fact<OsType>;
  diskSizeGB: Fact<number>;
  /** None: Azure chooses. */
  storageAccountType: FactOrNone<string>;
  caching: Fact<'None' | 'ReadOnly' | 'ReadWrite'>;
  fileSystem: FactOrNone<string>;
  mountPath: FactOrNone<string>;
  layout: Fact<'basic' | 'dynamic' | 'raid' | 'lvm' | 'storage-spaces' | 'storage-spaces-direct'>;
  managed: Fact<boolean>;
  vhd: FactOrNone<{ uri: string; storageAccountId?: string }>;
  hyperVGeneration: Fact<'V1' | 'V2'>;
  /** `diffDiskSettings`: an OS disk on the host. */
  ephemeral: Fact<boolean>;
  writeAcceleratorEnabled: Fact<boolean>;
  maxShares: Fact<number>;
  /** Resource id or name of a disk encryption set: server-side encryption with a customer-managed key. */
  diskEncryptionSet: FactOrNone<string>;
  diskEncryptionKey: FactOrNone<DiskEncryptionKey>;
  keyEncryptionKey: Fact<KeyEncryptionKey>;
  encryptionSettingsVersion: Fact<'1.0' | '1.1'>;
}

/** The secret that unlocks a pre-encrypted disk. */
export interface DiskEncryptionKey {
  origin: Origin;
  secretUrl: Fact<string>;
  keyVault: Fact<KeyVault>;
  secretName: Fact<string>;
  /** `DiskEncryptionKeyFileName` tag: `GUID.BEK` on Windows. */
  fileName: Fact<string>;
  /** The plan makes the secret; its value is a secure parameter. */
  create: boolean;
}

// ---------------------------------------------------------------- requests

export type EncryptionScenario =
  | 'new-vm-encrypted-vhd'
  | 'new-vm-gallery-image'
  | 'enable-existing-vm'
  | 'new-scale-set'
  | 'enable-scale-set'
  | 'disable-vm'
  | 'disable-scale-set'
  | 'update-encryption-settings'
  | 'remove-encryption-extension'
  | 'restore-encrypted-vm';

export interface EncryptionRequest {
  kind: 'encryption';
  scenario: EncryptionScenario;
  operation: 'enable' | 'update' | 'disable' | 'remove';
  machine: Machine;
  /** The machine's entry in the scenario. */
  origin: Origin;
  /** Windows defaults to All; Linux has no default. */
  volumeType: Fact<VolumeType>;
  keyVault: Fact<KeyVault>;
  /** Undefined: no key encryption key is asked for. */
  keyEncryptionKey?: Known<KeyEncryptionKey>;
  /** `keyEncryptionKey: none` was written, here. */
  keyEncryptionKeyNone?: Origin;
  keyEncryptionAlgorithm: Known<KeyEncryptionAlgorithm>;
  resizeOSDisk?: Known<boolean>;
  encryptFormatAll?: Known<{ acknowledgeDataLoss: number[] }>;
  snapshotBefore: Known<boolean>;
  wave: Known<number>;
  rerun?: Known<string>;
  aad?: AadCredentials;
}

/** The previous release's Azure AD application. */
export interface AadCredentials {
  origin: Origin;
  clientId: Known<string>;
  clientSecret?: SecretReference;
  clientCertThumbprint?: Known<string>;
}

export interface DiskRequest {
  kind: 'disk';
  scenario: 'encrypted-managed-disk';
  disk: Disk;
  origin: Origin;
  keyVault: Fact<KeyVault>;
  keyEncryptionKey?: Known<KeyEncryptionKey>;
  wave: Known<number>;
}

export interface BackupRequest {
  kind: 'backup';
  scenario: 'backup-encrypted-vm';
  machine: VirtualMachine;
  origin: Origin;
  backupPolicy: Fact<BackupPolicy>;
  /** The vault and key of its disk secrets, where it has no encryption request that says so. */
  keyVault: Fact<KeyVault>;
  keyEncryptionKey?: Known<KeyEncryptionKey>;
  wave: Known<number>;
  /** Luns left out of the backup; Azure Backup refuses that for encrypted machines. */
  excludedLuns?: Known<number[]>;
}

export interface RestoreRequest {
  kind: 'restore';
  scenario: 'restore-encrypted-vm';
  machine: VirtualMachine;
  origin: Origin;
  /** Name of the machine that was backed up. */
  virtualMachine: Fact<string>;
  recoveryServicesVault: Fact<RecoveryServicesVault>;
  recoveryPoint: Fact<string>;
  stagingStorageAccount: Fact<string>;
  /** How to restore; only `disks` works for encrypted machines. */
  mode: Fact<'disks' | 'create-vm' | 'replace-existing' | 'files'>;
  keyVault: Fact<KeyVault>;
  keyEncryptionKey?: Known<KeyEncryptionKey>;
  wave: Known<number>;
}

export interface KeyVaultRequest {
  kind: 'keyVault';
  scenario: 'key-vault';
  keyVault: KeyVault;
  origin: Origin;
  wave: Known<number>;
}

// ---------------------------------------------------------------- vaults, keys and the rest

export interface KeyVault extends Placed {
  kind: 'keyVault';
  location: Fact<string>;
  /** Resource id as written, where the spec writes one; otherwise it follows from name, group and subscription. */
  id: Fact<string>;
  /** Vault URL as written; otherwise it follows from the name and the cloud. */
  url: Fact<string>;
  sku: Fact<'standard' | 'premium'>;
  permissionModel: Fact<PermissionModel>;
  enabledForDiskEncryption: Fact<boolean>;
  enabledForDeployment: Fact<boolean>;
  enabledForTemplateDeployment: Fact<boolean>;
  enableSoftDelete: Fact<boolean>;
  enablePurgeProtection: Fact<boolean>;
  networkAcls: Fact<{ defaultAction: 'Allow' | 'Deny'; bypass: 'AzureServices' | 'None' }>;
  /** `virtualNetworkRules`, `ipRules` and whatever else is not needed are not modelled. */
  create?: KeyVaultCreation;
}

export interface KeyVaultCreation {
  origin: Origin;
  sku: 'standard' | 'premium';
  permissionModel: PermissionModel;
  accessPolicies: AccessPolicy[];
  enablePurgeProtection: boolean;
  softDeleteRetentionInDays: number;
  enabledForDeployment: boolean;
  enabledForTemplateDeployment: boolean;
  networkAcls?: { defaultAction: 'Allow' | 'Deny'; bypass: 'AzureServices' | 'None' };
  tags?: Record<string, string>;
}

export interface AccessPolicy {
  objectId: string;
  keys: string[];
  secrets: string[];
  certificates: string[];
}

export interface KeyEncryptionKey {
  kind: 'keyEncryptionKey';
  origin: Origin;
  key?: string;
  keyVault: Fact<KeyVault>;
  name: string;
  version: Fact<string>;
  /** Key URL as written, where the spec writes one. */
  url: Fact<string>;
  keyType: Fact<string>;
  keySize: Fact<number>;
  keyStore: Fact<'KeyVault' | 'ManagedHSM' | 'OnPremises'>;
  enabled: Fact<boolean>;
  /** ISO date. */
  expires: FactOrNone<string>;
  create?: { origin: Origin; keyType: 'RSA' | 'RSA-HSM'; keySize: 2048 | 3072 | 4096 };
}

export interface Network extends Placed {
  kind: 'network';
  virtualNetwork: string;
  subnet: string;
  location: Fact<string>;
  create?: { origin: Origin; addressPrefix: string; subnetPrefix: string };
}

export interface ManagedIdentity extends Placed {
  kind: 'identity';
}

export interface RecoveryServicesVault extends Placed {
  kind: 'recoveryServicesVault';
  location: Fact<string>;
  create?: { origin: Origin };
}

export interface BackupPolicy {
  kind: 'backupPolicy';
  origin: Origin;
  key?: string;
  name: string;
  recoveryServicesVault: Fact<RecoveryServicesVault>;
  create?: { origin: Origin; time: string; timeZone: string; retentionDays: number; instantRestoreDays: number };
}

export interface Suppression {
  origin: Origin;
  code: string;
  reason: string;
  /** ISO date after which it no longer counts. */
  until: string;
  /** Findings whose origin lies at or below this pointer of this file are covered. */
  scope: Written;
}

/** Findings that arose while the model was made, beside it. */
export interface ModelOutcome {
  value: EncryptionModel | undefined;
  findings: Finding[];
}
