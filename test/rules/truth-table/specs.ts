/** A part of a spec, as it would be written in YAML; what is undefined is not written. */
export type Text = Record<string, unknown>;

export const subscription = '11111111-1111-1111-1111-111111111111';
export const otherSubscription = '22222222-2222-2222-2222-222222222222';
export const version = '0123456789abcdef0123456789abcdef';
export const customImage = `/subscriptions/${subscription}/resourceGroups/rg/providers/Microsoft.Compute/images/own`;

/** `PUBLISHER:OFFER:SKU`, with or without `:VERSION`. */
export function image(urn: string): Text {
  const [publisher, offer, sku, imageVersion] = urn.split(':');
  return { publisher, offer, sku, version: imageVersion };
}

export const vault = (changes: Text = {}): Text => ({
  name: 'kv-weu',
  location: 'westeurope',
  enabledForDiskEncryption: true,
  enableSoftDelete: true,
  enablePurgeProtection: true,
  permissionModel: 'rbac',
  networkAcls: { defaultAction: 'Allow', bypass: 'AzureServices' },
  ...changes,
});
export const withVault = (changes: Text, top: Text = {}): Text => ({ keyVaults: { kv: vault(changes) }, ...top });

const key = (changes: Text = {}): Text => ({
  keyVault: 'kv',
  name: 'kek',
  version,
  keyType: 'RSA',
  keySize: 4096,
  keyStore: 'KeyVault',
  enabled: true,
  ...changes,
});
export const withKey = (changes: Text = {}, top: Text = {}): Text => ({ keyEncryptionKeys: { k: key(changes) }, ...top });
export const withKeyUrl = (url: string, top: Text = {}): Text => withKey({ name: undefined, version: undefined, url }, top);
export const withNewKey = (create: Text, top: Text = {}): Text =>
  withKey({ version: undefined, keyType: undefined, keySize: undefined, keyStore: undefined, enabled: undefined, create }, top);
/** The key is in a vault of its own. */
export const withSecondVault = (changes: Text): Text => ({
  keyVaults: { kv: vault(), kv2: vault({ name: 'kv-two', ...changes }) },
  keyEncryptionKeys: { k: key({ keyVault: 'kv2' }) },
});
export const usingKey: Text = { keyEncryptionKey: 'k' };

export const osDisk = (changes: Text = {}): Text => ({
  name: 'os',
  managed: true,
  ephemeral: false,
  layout: 'basic',
  writeAcceleratorEnabled: false,
  maxShares: 1,
  ...changes,
});
export const dataDisk = (changes: Text = {}): Text => ({
  lun: 0,
  name: 'd0',
  managed: true,
  layout: 'basic',
  writeAcceleratorEnabled: false,
  maxShares: 1,
  storageAccountType: 'Premium_LRS',
  diskSizeGB: 128,
  ...changes,
});
export const windowsOs = (changes: Text = {}): Text => ({ type: 'Windows', version: 'WindowsServer2016', serverCore: false, ...changes });
/** An image whose OS volume the pages of both dates support. */
export const linuxOs = (changes: Text = {}): Text => ({ type: 'Linux', image: image('OpenLogic:CentOS:7.4'), rootUsageGB: 3, ...changes });

const machineFacts: Text = {
  deploymentModel: 'ResourceManager',
  size: 'Standard_D4s_v3',
  dataDisks: [],
  mounts: [],
  securityType: 'Standard',
  encryptionAtHost: false,
  diskControllerType: 'SCSI',
  allowExtensionOperations: true,
  failoverCluster: false,
};
const existing: Text = { name: 'vm', ...machineFacts, hyperVGeneration: 'V1', osDisk: osDisk(), snapshotBefore: true };
const clear: Text = { osVolume: 'NotEncrypted', dataVolume: 'NotEncrypted' };

/** Existing machines of which everything is known, so that a verdict hangs on what a row changes. */
export const windows = (changes: Text = {}): Text => ({
  ...existing,
  os: windowsOs(),
  windowsContainers: false,
  current: { ...clear },
  ...changes,
});
export const windowsWithDisk = (disk: Text = {}, changes: Text = {}): Text => windows({ dataDisks: [dataDisk(disk)], ...changes });
export const linux = (changes: Text = {}): Text => ({
  ...existing,
  os: linuxOs(),
  volumeType: 'All',
  current: { ...clear },
  ...changes,
});
export const linuxData = (changes: Text = {}): Text =>
  linux({ volumeType: 'Data', dataDisks: [dataDisk({ fileSystem: 'ext4', mountPath: '/data' })], ...changes });
export const linuxDataDisk = (disk: Text, changes: Text = {}): Text => linuxData({ dataDisks: [dataDisk(disk)], ...changes });

/** What encrypted machines have. */
export const windowsState = (changes: Text = {}): Text => ({
  osVolume: 'Encrypted',
  dataVolume: 'Encrypted',
  volumeType: 'All',
  keyVault: 'kv',
  keyEncryptionKey: 'none',
  extension: { typeHandlerVersion: '2.2' },
  ...changes,
});
export const linuxState = (changes: Text = {}): Text => ({
  osVolume: 'NotEncrypted',
  dataVolume: 'Encrypted',
  volumeType: 'Data',
  keyVault: 'kv',
  keyEncryptionKey: 'none',
  extension: { typeHandlerVersion: '1.1' },
  ...changes,
});
export const encryptedWindows = (changes: Text = {}): Text =>
  windowsWithDisk({}, { snapshotBefore: undefined, current: windowsState(), ...changes });
export const encryptedLinux = (changes: Text = {}): Text => linuxData({ snapshotBefore: undefined, current: linuxState(), ...changes });

const setFacts: Text = { name: 'vmss', orchestrationMode: 'Uniform', upgradePolicy: 'Automatic', extensions: [] };
const onlyOfMachines: Text = { snapshotBefore: undefined, hyperVGeneration: undefined };
export const windowsSet = (changes: Text = {}): Text => ({ ...windows(), ...onlyOfMachines, ...setFacts, ...changes });
export const linuxSet = (changes: Text = {}): Text => ({ ...linuxData(), ...onlyOfMachines, ...setFacts, ...changes });

const asked: Text = {
  network: 'net',
  adminUsername: 'azureadmin',
  hyperVGeneration: undefined,
  osDisk: undefined,
  snapshotBefore: undefined,
  current: undefined,
};
const sshPublicKey = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExample a';
const newWindowsOs = windowsOs({ version: undefined, image: image('MicrosoftWindowsServer:WindowsServer:2019-Datacenter') });
export const newWindows = (changes: Text = {}): Text => ({ ...windows(), ...asked, os: newWindowsOs, ...changes });
export const newLinux = (changes: Text = {}): Text => ({ ...linux(), ...asked, sshPublicKey, ...changes });
export const newWindowsSet = (changes: Text = {}): Text => ({ ...windowsSet(), ...asked, os: newWindowsOs, capacity: 2, ...changes });
export const newLinuxSet = (changes: Text = {}): Text => ({ ...linuxSet(), ...asked, sshPublicKey, capacity: 2, ...changes });

/** A spec of one scenario, without its `supportMatrix`. */
export const specOf = (scenario: Text | Text[], top: Text = {}): Text => ({
  version: 1,
  name: 'table',
  subscriptionId: subscription,
  location: 'westeurope',
  resourceGroup: 'rg',
  keyVaults: { kv: vault() },
  ...top,
  scenarios: [scenario].flat(),
});

type Machines = Text | Text[];
const network: Text = { networks: { net: { virtualNetwork: 'vnet', subnet: 'snet' } } };
const ofMachines =
  (scenario: string, asks: Text = {}, shared: Text = {}) =>
  (machines: Machines, top: Text = {}, more: Text = {}): Text =>
    specOf({ scenario, ...asks, ...more, virtualMachines: [machines].flat() }, { ...shared, ...top });
const ofSets =
  (scenario: string, asks: Text = {}, shared: Text = {}) =>
  (sets: Machines, top: Text = {}, more: Text = {}): Text =>
    specOf({ scenario, ...asks, ...more, virtualMachineScaleSets: [sets].flat() }, { ...shared, ...top });

const inVault: Text = { keyVault: 'kv' };
export const enable = ofMachines('enable-existing-vm', inVault);
export const enableSet = ofSets('enable-scale-set', inVault);
export const create = ofMachines('new-vm-gallery-image', inVault, network);
export const createSet = ofSets('new-scale-set', inVault, network);
export const disable = ofMachines('disable-vm');
export const disableSet = ofSets('disable-scale-set');
export const remove = ofMachines('remove-encryption-extension');
export const removeFromSet = ofSets('remove-encryption-extension');
export const update = ofMachines('update-encryption-settings', { ...inVault, rerun: 'x' });

export const recoveryVault = (changes: Text = {}): Text => ({
  recoveryServicesVaults: { rsv: { name: 'rsv', location: 'westeurope', ...changes } },
});
const protection: Text = {
  ...recoveryVault(),
  backupPolicies: { pol: { recoveryServicesVault: 'rsv', name: 'pol' } },
  backupServicePrincipalObjectId: '99999999-9999-9999-9999-999999999999',
};
export const backup = ofMachines('backup-encrypted-vm', { backupPolicy: 'pol' }, protection);
const restoreMachine = ofMachines('restore-encrypted-vm', { ...inVault, network: 'net' }, { ...protection, ...network });
export const restore = (from: Text = {}, changes: Text = {}, top: Text = {}): Text =>
  restoreMachine(
    {
      ...windows(),
      ...asked,
      adminUsername: undefined,
      name: 'vm-r',
      restore: { virtualMachine: 'vm', recoveryServicesVault: 'rsv', stagingStorageAccount: 'strestore', ...from },
      ...changes,
    },
    top,
  );

export const secretUrl = `https://kv-weu.vault.azure.net/secrets/os/${version}`;
export const vhd: Text = {
  uri: 'https://stvhds.blob.core.windows.net/vhds/a.vhd',
  storageAccountId: `/subscriptions/${subscription}/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/stvhds`,
};
const importMachine = ofMachines('new-vm-encrypted-vhd', { ...inVault, network: 'net' }, network);
/** A machine from a VHD that was encrypted before, unlocked by this secret. */
export const fromVhd = (secret: Text = {}, changes: Text = {}, top: Text = {}): Text =>
  importMachine(
    {
      ...windows(),
      ...asked,
      adminUsername: undefined,
      osDisk: { vhd, storageAccountType: 'Premium_LRS', diskEncryptionKey: { secretUrl, ...secret } },
      ...changes,
    },
    top,
  );
export const importDisk = (secret: Text = {}, changes: Text = {}, top: Text = {}): Text => {
  const disk = { name: 'disk', osType: 'Windows', storageAccountType: 'Premium_LRS', vhd, diskEncryptionKey: { secretUrl, ...secret } };
  return specOf({ scenario: 'encrypted-managed-disk', ...inVault, disks: [{ ...disk, ...changes }] }, top);
};
