/**
 * What Azure answers, as far as armade reads it. Every field is optional: an answer is read as it comes, whatever api-version or
 * resource provider wrote it.
 */

export interface InstanceViewStatus {
  code?: string;
  level?: string;
  displayStatus?: string;
  message?: string;
  time?: string;
}

export interface KeyVaultReference {
  sourceVault?: { id?: string };
}

export interface DiskEncryptionSettings {
  enabled?: boolean;
  diskEncryptionKey?: KeyVaultReference & { secretUrl?: string };
  keyEncryptionKey?: KeyVaultReference & { keyUrl?: string };
}

export interface DiskInstanceView {
  name?: string;
  encryptionSettings?: DiskEncryptionSettings[];
  statuses?: InstanceViewStatus[];
}

export interface ExtensionInstanceView {
  name?: string;
  /** Publisher and type, joined by a dot. */
  type?: string;
  typeHandlerVersion?: string;
  statuses?: InstanceViewStatus[];
  substatuses?: InstanceViewStatus[];
}

export interface InstanceView {
  computerName?: string;
  osName?: string;
  vmAgent?: { statuses?: InstanceViewStatus[] };
  disks?: DiskInstanceView[];
  extensions?: ExtensionInstanceView[];
  statuses?: InstanceViewStatus[];
}

/** `Microsoft.Compute/virtualMachines/extensions`, and the entries of a scale set's extension profile. */
export interface ExtensionResource {
  id?: string;
  name?: string;
  properties?: {
    publisher?: string;
    type?: string;
    typeHandlerVersion?: string;
    forceUpdateTag?: string;
    provisioningState?: string;
    settings?: Record<string, unknown> | null;
    instanceView?: ExtensionInstanceView;
  };
}

export interface ManagedDiskReference {
  id?: string;
  storageAccountType?: string;
  diskEncryptionSet?: { id?: string };
}

export interface OsDisk {
  osType?: string;
  name?: string;
  vhd?: { uri?: string };
  managedDisk?: ManagedDiskReference;
  encryptionSettings?: DiskEncryptionSettings;
  diskSizeGB?: number;
  caching?: string;
  diffDiskSettings?: unknown;
  writeAcceleratorEnabled?: boolean;
}

export interface DataDisk {
  lun?: number;
  name?: string;
  vhd?: { uri?: string };
  managedDisk?: ManagedDiskReference;
  diskSizeGB?: number;
  caching?: string;
  writeAcceleratorEnabled?: boolean;
}

export interface ImageReferenceResource {
  id?: string;
  publisher?: string;
  offer?: string;
  sku?: string;
  version?: string;
  exactVersion?: string;
}

export interface StorageProfile {
  osDisk?: OsDisk;
  dataDisks?: DataDisk[];
  imageReference?: ImageReferenceResource;
  diskControllerType?: string;
}

export interface SecurityProfile {
  encryptionAtHost?: boolean;
  securityType?: string;
  encryptionIdentity?: { userAssignedIdentityResourceId?: string };
}

export interface ResourceIdentity {
  type?: string;
  userAssignedIdentities?: Record<string, unknown>;
}

/** `Microsoft.Compute/virtualMachines`, and the instances of a scale set. */
export interface VirtualMachineResource {
  id?: string;
  name?: string;
  type?: string;
  location?: string;
  etag?: string;
  instanceId?: string;
  tags?: Record<string, string>;
  identity?: ResourceIdentity;
  properties?: {
    provisioningState?: string;
    latestModelApplied?: boolean;
    hardwareProfile?: { vmSize?: string };
    storageProfile?: StorageProfile;
    securityProfile?: SecurityProfile;
    osProfile?: { allowExtensionOperations?: boolean };
    instanceView?: InstanceView;
    virtualMachineScaleSet?: { id?: string };
  };
  resources?: ExtensionResource[];
}

/** `Microsoft.Compute/virtualMachineScaleSets`. */
export interface ScaleSetResource {
  id?: string;
  name?: string;
  type?: string;
  location?: string;
  tags?: Record<string, string>;
  sku?: { name?: string; capacity?: number };
  identity?: ResourceIdentity;
  properties?: {
    provisioningState?: string;
    orchestrationMode?: string;
    upgradePolicy?: { mode?: string };
    virtualMachineProfile?: {
      storageProfile?: StorageProfile;
      securityProfile?: SecurityProfile;
      osProfile?: { allowExtensionOperations?: boolean };
      extensionProfile?: { extensions?: ExtensionResource[] };
    };
  };
}

/** `Microsoft.Compute/disks`. */
export interface DiskResource {
  sku?: { name?: string };
  properties?: {
    diskSizeGB?: number;
    maxShares?: number;
    hyperVGeneration?: string;
    encryption?: { diskEncryptionSetId?: string };
    encryptionSettingsCollection?: { encryptionSettingsVersion?: string };
  };
}

/** `Microsoft.KeyVault/vaults`. */
export interface KeyVaultResource {
  location?: string;
  properties?: {
    sku?: { name?: string };
    enableRbacAuthorization?: boolean;
    enabledForDiskEncryption?: boolean;
    enabledForDeployment?: boolean;
    enabledForTemplateDeployment?: boolean;
    enableSoftDelete?: boolean;
    enablePurgeProtection?: boolean;
    networkAcls?: { defaultAction?: string; bypass?: string };
  };
}

/** `Microsoft.KeyVault/vaults/keys`: the key's newest version, without its material. */
export interface KeyResource {
  properties?: {
    kty?: string;
    keySize?: number;
    keyUriWithVersion?: string;
    /** Times in seconds since 1970. */
    attributes?: { enabled?: boolean; exp?: number };
  };
}
