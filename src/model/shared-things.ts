import type { Fact, FactOrNone } from './fact.ts';
import type { PermissionModel, Placed } from './model.ts';
import type { Origin } from './origin.ts';

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
