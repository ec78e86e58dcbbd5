import type { MachineState } from './instance-view.ts';
import type {
  DataDisk,
  DiskResource,
  ImageReferenceResource,
  KeyResource,
  KeyVaultResource,
  OsDisk,
  ResourceIdentity,
  ScaleSetResource,
  StorageProfile,
  VirtualMachineResource,
} from './wire.ts';

type Facts = Record<string, unknown>;

export interface MachineFactsRead {
  facts: Facts;
  /** Entries for the registry of identities, by key. */
  identities: Record<string, object>;
}

/** What a virtual machine's own answer, its state and its disks say. */
export function machineFacts(
  vm: VirtualMachineResource,
  state: MachineState,
  osDisk: Facts,
  dataDisks: readonly Facts[],
): MachineFactsRead {
  const { properties } = vm;
  const storage = properties?.storageProfile;
  const { identity, encryptionIdentity, identities } = identityFacts(vm.identity, properties?.securityProfile?.encryptionIdentity);
  const facts = withoutUndefined({
    ...placeFacts(vm.id, vm.location),
    deploymentModel: 'ResourceManager',
    os: osFacts(storage),
    size: properties?.hardwareProfile?.vmSize,
    hyperVGeneration: oneOf((properties?.instanceView as { hyperVGeneration?: string } | undefined)?.hyperVGeneration, ['V1', 'V2']),
    osDisk: { ...osDiskFacts(storage?.osDisk), ...osDisk },
    dataDisks: (storage?.dataDisks ?? []).map((disk, index) => ({ ...dataDiskFacts(disk), ...dataDisks[index] })),
    ...profileFacts(properties?.securityProfile, storage, properties?.osProfile),
    identity,
    encryptionIdentity,
    tags: vm.tags,
    current: currentFacts(state),
  });
  return { facts, identities };
}

export function scaleSetFacts(set: ScaleSetResource, state: MachineState | undefined): MachineFactsRead {
  const profile = set.properties?.virtualMachineProfile;
  const storage = profile?.storageProfile;
  const extensions = profile?.extensionProfile?.extensions ?? [];
  const encryption = state?.extension?.name;
  const own = extensions.find(({ name }) => name === encryption) as { properties?: { provisionAfterExtensions?: string[] } } | undefined;
  const { identity, encryptionIdentity, identities } = identityFacts(set.identity, profile?.securityProfile?.encryptionIdentity);
  const facts = withoutUndefined({
    ...placeFacts(set.id, set.location),
    deploymentModel: 'ResourceManager',
    orchestrationMode: oneOf(set.properties?.orchestrationMode ?? 'Uniform', ['Uniform', 'Flexible']),
    upgradePolicy: oneOf(set.properties?.upgradePolicy?.mode, ['Automatic', 'Manual', 'Rolling']),
    capacity: set.sku?.capacity,
    os: osFacts(storage),
    size: set.sku?.name,
    osDisk: osDiskFacts(storage?.osDisk),
    dataDisks: (storage?.dataDisks ?? []).map(dataDiskFacts),
    extensions: extensions.flatMap(({ name }) => (name === undefined || name === encryption ? [] : [name])),
    provisionAfterExtensions: own?.properties?.provisionAfterExtensions,
    ...profileFacts(profile?.securityProfile, storage, profile?.osProfile),
    identity,
    encryptionIdentity,
    tags: set.tags,
    current: state === undefined ? undefined : currentFacts(state),
  });
  return { facts, identities };
}

/** What only the disk itself says. */
export function diskFacts(disk: DiskResource | undefined): Facts {
  if (disk === undefined) return {};
  const { properties, sku } = disk;
  return withoutUndefined({
    diskSizeGB: properties?.diskSizeGB,
    storageAccountType: storageType(sku?.name),
    maxShares: properties?.maxShares ?? 1,
    hyperVGeneration: oneOf(properties?.hyperVGeneration, ['V1', 'V2']),
    diskEncryptionSet: properties?.encryption?.diskEncryptionSetId,
    encryptionSettingsVersion: oneOf(properties?.encryptionSettingsCollection?.encryptionSettingsVersion, ['1.0', '1.1']),
  });
}

/** Flags that a vault does not name are off; https://learn.microsoft.com/rest/api/keyvault/keyvault/vaults/get (2026-02-01). */
export function keyVaultFacts(id: string, { location, properties }: KeyVaultResource): Facts {
  const acls = properties?.networkAcls;
  return withoutUndefined({
    name: id.slice(id.lastIndexOf('/') + 1),
    ...placeFacts(id, location),
    sku: oneOf(properties?.sku?.name?.toLowerCase(), ['standard', 'premium']),
    permissionModel: properties?.enableRbacAuthorization === true ? 'rbac' : 'accessPolicies',
    enabledForDiskEncryption: properties?.enabledForDiskEncryption ?? false,
    enabledForDeployment: properties?.enabledForDeployment ?? false,
    enabledForTemplateDeployment: properties?.enabledForTemplateDeployment ?? false,
    enableSoftDelete: properties?.enableSoftDelete,
    enablePurgeProtection: properties?.enablePurgeProtection ?? false,
    networkAcls: acls === undefined ? undefined : { defaultAction: acls.defaultAction ?? 'Allow', bypass: acls.bypass ?? 'AzureServices' },
  });
}

/** Public properties of a key's newest version. */
export function keyFacts(keyVault: string, name: string, { properties }: KeyResource): Facts {
  const version = /\/keys\/[^/]+\/([^/]+)$/.exec(properties?.keyUriWithVersion ?? '')?.[1];
  const expires = properties?.attributes?.exp;
  return withoutUndefined({
    keyVault,
    name,
    version,
    keyType: oneOf(properties?.kty, ['RSA', 'RSA-HSM', 'EC', 'EC-HSM', 'oct', 'oct-HSM']),
    keySize: properties?.keySize,
    enabled: properties?.attributes?.enabled,
    expires: expires === undefined ? undefined : new Date(expires * 1000).toISOString().slice(0, 10),
  });
}

function placeFacts(id: string | undefined, location: string | undefined): Facts {
  const [, subscriptionId, resourceGroup] = /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)/i.exec(id ?? '') ?? [];
  return { subscriptionId, resourceGroup, location };
}

function osFacts(storage: StorageProfile | undefined): Facts {
  const image = storage?.imageReference;
  return withoutUndefined({
    type: oneOf(storage?.osDisk?.osType, ['Windows', 'Linux']),
    image: imageFacts(image),
    imageId: image?.id,
  });
}

function imageFacts(image: ImageReferenceResource | undefined): Facts | undefined {
  const { publisher, offer, sku, version } = image ?? {};
  return publisher && offer && sku ? withoutUndefined({ publisher, offer, sku, version }) : undefined;
}

function osDiskFacts(disk: OsDisk | undefined): Facts {
  return withoutUndefined({ ...attachedDiskFacts(disk), ephemeral: disk?.diffDiskSettings !== undefined });
}

const dataDiskFacts = (disk: DataDisk): Facts => withoutUndefined({ lun: disk.lun, ...attachedDiskFacts(disk) });

function attachedDiskFacts(disk: OsDisk | DataDisk | undefined): Facts {
  const uri = disk?.vhd?.uri;
  return {
    name: disk?.name,
    id: disk?.managedDisk?.id,
    diskSizeGB: disk?.diskSizeGB,
    storageAccountType: storageType(disk?.managedDisk?.storageAccountType),
    caching: oneOf(disk?.caching, ['None', 'ReadOnly', 'ReadWrite']),
    managed: disk === undefined ? undefined : uri === undefined,
    vhd: uri === undefined ? undefined : { uri },
    writeAcceleratorEnabled: disk === undefined ? undefined : (disk.writeAcceleratorEnabled ?? false),
    diskEncryptionSet: disk?.managedDisk?.diskEncryptionSet?.id,
  };
}

/** What Azure leaves out of an answer is off. */
function profileFacts(
  security: { encryptionAtHost?: boolean; securityType?: string } | undefined,
  storage: StorageProfile | undefined,
  os: { allowExtensionOperations?: boolean } | undefined,
): Facts {
  return {
    securityType: oneOf(security?.securityType ?? 'Standard', ['Standard', 'TrustedLaunch', 'ConfidentialVM']),
    encryptionAtHost: security?.encryptionAtHost ?? false,
    diskControllerType: oneOf(storage?.diskControllerType, ['SCSI', 'NVMe']),
    allowExtensionOperations: os?.allowExtensionOperations,
  };
}

function identityFacts(
  identity: ResourceIdentity | undefined,
  encryption: { userAssignedIdentityResourceId?: string } | undefined,
): { identity: Facts | undefined; encryptionIdentity: string | undefined; identities: Record<string, object> } {
  const ids = [...Object.keys(identity?.userAssignedIdentities ?? {}), encryption?.userAssignedIdentityResourceId ?? ''].filter(
    (id) => id !== '',
  );
  const identities = Object.fromEntries(
    ids.map((id): [string, object] => {
      const { location: _, ...place } = placeFacts(id, undefined);
      return [nameOf(id), withoutUndefined({ name: nameOf(id), ...place })];
    }),
  );
  const type = oneOf(identity?.type, ['SystemAssigned', 'UserAssigned', 'SystemAssigned, UserAssigned']);
  const userAssigned = Object.keys(identity?.userAssignedIdentities ?? {}).map(nameOf);
  return {
    identity: type === undefined ? undefined : { type, ...(userAssigned.length === 0 ? {} : { userAssignedIdentities: userAssigned }) },
    encryptionIdentity:
      encryption?.userAssignedIdentityResourceId === undefined ? undefined : nameOf(encryption.userAssignedIdentityResourceId),
    identities,
  };
}

function currentFacts(state: MachineState): Facts {
  const { extension, osVolume, dataVolume, keyVault, keyEncryptionKey } = state;
  const isEncrypted = keyVault !== undefined;
  return withoutUndefined({
    osVolume: osVolume === 'Unknown' ? undefined : osVolume,
    dataVolume: dataVolume === 'Unknown' ? undefined : dataVolume,
    volumeType: volumeType(extension?.volumeType),
    keyVault,
    keyEncryptionKey: isEncrypted ? (keyEncryptionKey ?? 'none') : undefined,
    extension:
      extension === undefined ? undefined : withoutUndefined({ name: extension.name, typeHandlerVersion: extension.typeHandlerVersion }),
  });
}

/** The agents take any case. */
const volumeType = (text: string | undefined): string | undefined =>
  ['OS', 'Data', 'All'].find((known) => known.toLowerCase() === text?.toLowerCase());

const storageType = (name: string | undefined): string | undefined =>
  oneOf(name, ['Standard_LRS', 'StandardSSD_LRS', 'StandardSSD_ZRS', 'Premium_LRS', 'Premium_ZRS', 'PremiumV2_LRS', 'UltraSSD_LRS']);

/** A value that the facts file has a word for; what it has none for stays unknown. */
const oneOf = (value: string | undefined, known: readonly string[]): string | undefined =>
  value !== undefined && known.includes(value) ? value : undefined;

const nameOf = (id: string): string => id.slice(id.lastIndexOf('/') + 1);

function withoutUndefined(facts: Facts): Facts {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}
