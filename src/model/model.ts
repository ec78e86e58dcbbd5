import type { Fact, Known } from './fact.ts';
import type { Disk, ScaleSet, VirtualMachine } from './machines.ts';
import type { Origin, Written } from './origin.ts';
import type { BackupRequest, DiskRequest, EncryptionRequest, KeyVaultRequest, RestoreRequest } from './requests.ts';
import type { BackupPolicy, KeyEncryptionKey, KeyVault, ManagedIdentity, Network, RecoveryServicesVault } from './shared-things.ts';

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

export interface Suppression {
  origin: Origin;
  code: string;
  reason: string;
  /** ISO date after which it no longer counts. */
  until: string;
  /** Findings at or below this pointer of this file are covered, and the part of others that is about something there. */
  scope: Written;
}
