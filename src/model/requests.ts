import type { Fact, Known } from './fact.ts';
import type { Disk, Machine, SecretReference, VirtualMachine } from './machines.ts';
import type { KeyEncryptionAlgorithm, VolumeType } from './model.ts';
import type { Origin } from './origin.ts';
import type { BackupPolicy, KeyEncryptionKey, KeyVault, RecoveryServicesVault } from './shared-things.ts';

export type EncryptionScenario =
  | 'new-vm-encrypted-vhd'
  | 'new-vm-gallery-image'
  | 'enable-existing-vm'
  | 'new-scale-set'
  | 'enable-scale-set'
  | 'disable-vm'
  | 'disable-scale-set'
  | 'update-encryption-settings'
  | 'remove-encryption-extension';

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
