import type { Fact, FactOrNone } from './fact.ts';
import type { DataVolumeState, KeyEncryptionAlgorithm, OsType, OsVolumeState, Placed, SecurityType, VolumeType } from './model.ts';
import type { Origin } from './origin.ts';
import type { BackupRequest, EncryptionRequest, RestoreRequest } from './requests.ts';
import type { KeyEncryptionKey, KeyVault, ManagedIdentity, Network } from './shared-things.ts';

export type Machine = VirtualMachine | ScaleSet;

export interface MachineFacts extends Placed {
  /** Where the name is written. */
  nameOrigin: Origin;
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
