import { type ScenarioName, scenarioNames } from '../../src/model/index.ts';
import type { AnyJson } from '../shared.ts';

const subscription = '11111111-1111-1111-1111-111111111111';
const storageAccountId = `/subscriptions/${subscription}/resourceGroups/rg-vhds/providers/Microsoft.Storage/storageAccounts/stvhds`;
const windows = { type: 'Windows', version: 'WindowsServer2019' };
const linux = { type: 'Linux', image: { publisher: 'RedHat', offer: 'RHEL', sku: '8_9' } };
const size = 'Standard_D4s_v5';
const sshPublicKey = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExample azureadmin';
const vhd = (name: string) => ({ uri: `https://stvhds.blob.core.windows.net/vhds/${name}.vhd`, storageAccountId });
const encrypted = { osVolume: 'Encrypted', dataVolume: 'Encrypted', volumeType: 'All', keyVault: 'shared', keyEncryptionKey: 'shared' };

/** One entry of `scenarios` for each scenario; each brings machines of its own, so that any of them go together. */
const scenarios: Record<ScenarioName, () => AnyJson> = {
  'new-vm-encrypted-vhd': () => ({
    keyVault: 'shared',
    network: 'app',
    virtualMachines: [
      {
        name: 'vm-vhd',
        os: windows,
        size,
        tags: { env: 'prod' },
        osDisk: {
          name: 'vm-vhd-os',
          vhd: vhd('vm-vhd-os'),
          diskEncryptionKey: { secretName: 'vm-vhd-os', fileName: '88888888-8888-8888-8888-888888888888.BEK', create: true },
        },
        dataDisks: [
          {
            lun: 0,
            name: 'vm-vhd-data',
            vhd: vhd('vm-vhd-data'),
            diskEncryptionKey: {
              keyVault: 'shared',
              secretUrl: 'https://kv-shared.vault.azure.net/secrets/vm-vhd-data/0123456789abcdef0123456789abcdef',
            },
          },
        ],
      },
    ],
  }),
  'new-vm-gallery-image': () => ({
    keyVault: 'made',
    keyEncryptionKey: 'made',
    network: 'app',
    adminUsername: 'azureadmin',
    virtualMachines: [
      {
        name: 'vm-new-01',
        os: {
          type: 'Windows',
          image: { publisher: 'MicrosoftWindowsServer', offer: 'WindowsServer', sku: '2019-datacenter', version: 'latest' },
        },
        size,
        computerName: 'vmnew01',
        licenseType: 'Windows_Server',
        availabilityZone: '1',
        tags: { env: 'prod' },
        adminPassword: { keyVault: 'shared', secretName: 'vm-new-01-admin' },
        identity: { type: 'UserAssigned', userAssignedIdentities: ['ade'] },
        encryptionIdentity: 'ade',
        osDisk: { name: 'vm-new-01-os' },
        dataDisks: [{ lun: 0, name: 'vm-new-01-data', diskSizeGB: 64 }],
      },
      {
        name: 'vm-new-02',
        os: linux,
        size: 'Standard_E8ds_v5',
        volumeType: 'Data',
        sshPublicKey,
        dataDisks: [{ lun: 0, fileSystem: 'ext4', mountPath: '/data' }],
      },
    ],
  }),
  'enable-existing-vm': () => ({
    keyVault: 'shared',
    keyEncryptionKey: 'shared',
    virtualMachines: [
      {
        name: 'vm-old-01',
        os: windows,
        size,
        snapshotBefore: true,
        osDisk: { name: 'vm-old-01-os' },
        dataDisks: [
          {
            lun: 0,
            name: 'vm-old-01-data',
            id: `/subscriptions/${subscription}/resourceGroups/rg-disks/providers/Microsoft.Compute/disks/vm-old-01-data`,
          },
        ],
        current: { extension: { name: 'AzureDiskEncryption', typeHandlerVersion: '2.2' } },
      },
      'vm-known',
    ],
  }),
  'new-scale-set': () => ({
    keyVault: 'shared',
    network: 'app',
    adminUsername: 'azureadmin',
    virtualMachineScaleSets: [
      {
        name: 'vmss-new',
        os: {
          type: 'Windows',
          image: { publisher: 'MicrosoftWindowsServer', offer: 'WindowsServer', sku: '2019-datacenter', version: 'latest' },
        },
        size,
        orchestrationMode: 'Uniform',
        upgradePolicy: 'Automatic',
        capacity: 2,
        tags: { env: 'prod' },
        extensions: ['HealthExtension'],
      },
    ],
  }),
  'enable-scale-set': () => ({
    keyVault: 'shared',
    keyEncryptionKey: 'shared',
    virtualMachineScaleSets: [
      {
        name: 'vmss-old',
        os: windows,
        size,
        orchestrationMode: 'Uniform',
        upgradePolicy: 'Manual',
        extensions: ['HealthExtension'],
        provisionAfterExtensions: ['HealthExtension'],
      },
      'vmss-known',
    ],
  }),
  'disable-vm': () => ({ virtualMachines: [{ name: 'vm-off', os: windows, volumeType: 'All', current: { ...encrypted } }] }),
  'disable-scale-set': () => ({
    virtualMachineScaleSets: [
      {
        name: 'vmss-off',
        os: windows,
        volumeType: 'All',
        orchestrationMode: 'Flexible',
        upgradePolicy: 'Manual',
        current: { ...encrypted },
      },
    ],
  }),
  'encrypted-managed-disk': () => ({
    keyVault: 'shared',
    keyEncryptionKey: 'shared',
    disks: [
      {
        name: 'disk-import',
        osType: 'Windows',
        vhd: vhd('disk-import'),
        diskEncryptionKey: {
          keyVault: 'shared',
          secretName: 'disk-import',
          fileName: '88888888-8888-8888-8888-888888888889.BEK',
          create: true,
        },
      },
      'disk-known',
    ],
  }),
  'update-encryption-settings': () => ({
    keyVault: 'shared',
    rerun: 'once more',
    virtualMachines: [
      {
        name: 'vm-aad',
        os: windows,
        size,
        aad: { clientId: '44444444-4444-4444-4444-444444444444', clientSecret: { keyVault: 'shared', secretName: 'ade-app' } },
        current: { ...encrypted, keyEncryptionKey: 'none', extension: { name: 'AzureDiskEncryption', typeHandlerVersion: '1.1' } },
      },
    ],
    virtualMachineScaleSets: [
      { name: 'vmss-update', os: windows, size, orchestrationMode: 'Uniform', upgradePolicy: 'Automatic', current: { ...encrypted } },
    ],
  }),
  'backup-encrypted-vm': () => ({
    backupPolicy: 'daily',
    virtualMachines: [{ name: 'vm-backed-up', os: windows, size, dataDisks: [], current: { ...encrypted } }],
  }),
  'restore-encrypted-vm': () => ({
    keyVault: 'shared',
    keyEncryptionKey: 'shared',
    network: 'app',
    virtualMachines: [
      {
        name: 'vm-back',
        os: windows,
        size,
        dataDisks: [{ lun: 0 }],
        restore: {
          virtualMachine: 'vm-lost',
          recoveryServicesVault: 'backup',
          recoveryPoint: '123456789',
          stagingStorageAccount: 'ststaging',
        },
      },
    ],
  }),
  'key-vault': () => ({ keyVaults: ['made', 'flagged', 'known'] }),
  'remove-encryption-extension': () => ({
    virtualMachines: [
      {
        name: 'vm-gone',
        os: windows,
        volumeType: 'All',
        current: { ...encrypted, extension: { name: 'AzureDiskEncryption', typeHandlerVersion: '2.2' } },
      },
    ],
    virtualMachineScaleSets: [
      {
        name: 'vmss-gone',
        os: windows,
        volumeType: 'All',
        orchestrationMode: 'Uniform',
        upgradePolicy: 'Automatic',
        current: { ...encrypted },
      },
    ],
  }),
};

/** A spec with these scenarios that generates without an error, and writes as many of the language's texts as go together. */
export function baseSpec(names: readonly ScenarioName[] = scenarioNames): AnyJson {
  const spec = {
    version: 1,
    name: 'base',
    cloud: 'AzureCloud',
    subscriptionId: subscription,
    subscriptions: { dr: '22222222-2222-2222-2222-222222222222' },
    location: 'westeurope',
    resourceGroup: 'rg-app',
    supportMatrix: '2026-09',
    rerun: 'first',
    suppress: [{ code: 'ADE2217', reason: 'Backed up by another team.', until: '2027-12-31' }],
    keyVaults: {
      shared: {
        name: 'kv-shared',
        location: 'westeurope',
        enabledForDiskEncryption: true,
        enabledForDeployment: true,
        enabledForTemplateDeployment: true,
        permissionModel: 'rbac',
        enableSoftDelete: true,
        enablePurgeProtection: true,
      },
      made: {
        name: 'kv-made',
        resourceGroup: 'rg-security',
        create: {
          sku: 'premium',
          accessPolicies: [{ objectId: '33333333-3333-3333-3333-333333333333', keys: ['get'], secrets: ['get'], certificates: ['get'] }],
          tags: { owner: 'security' },
        },
      },
      known: {
        id: `/subscriptions/${subscription}/resourceGroups/rg-known/providers/Microsoft.KeyVault/vaults/kv-known`,
        url: 'https://kv-known.vault.azure.net/',
        location: 'westeurope',
      },
      flagged: {
        name: 'kv-flagged',
        location: 'westeurope',
        permissionModel: 'accessPolicies',
        enableSoftDelete: true,
        enablePurgeProtection: true,
      },
    },
    keyEncryptionKeys: {
      shared: {
        keyVault: 'shared',
        name: 'kek',
        version: '0123456789abcdef0123456789abcdef',
        keyType: 'RSA',
        keySize: 4096,
        expires: '2036-01-01',
      },
      known: { keyVault: 'known', name: 'kek-known', create: { keyType: 'RSA' } },
      made: { keyVault: 'made', name: 'kek-made', create: { keyType: 'RSA-HSM', keySize: 4096 } },
    },
    networks: {
      app: { virtualNetwork: 'vnet-app', subnet: 'snet-app', create: { addressPrefix: '10.0.0.0/16', subnetPrefix: '10.0.1.0/24' } },
    },
    identities: { ade: { name: 'id-ade' } },
    recoveryServicesVaults: { backup: { name: 'rsv-app', create: {} } },
    backupPolicies: {
      daily: { recoveryServicesVault: 'backup', name: 'daily-30', create: { time: '02:00', timeZone: 'UTC', retentionDays: 30 } },
    },
    backupServicePrincipalObjectId: '99999999-9999-9999-9999-999999999999',
    virtualMachines: { 'vm-known': { os: windows, size, dataDisks: [{ lun: 0 }], tags: { env: 'prod' } } },
    virtualMachineScaleSets: { 'vmss-known': { os: windows, size, orchestrationMode: 'Uniform', upgradePolicy: 'Automatic' } },
    disks: {
      'disk-known': {
        osType: 'Windows',
        vhd: vhd('disk-known'),
        diskEncryptionKey: {
          keyVault: 'shared',
          secretUrl: 'https://kv-shared.vault.azure.net/secrets/disk-known/0123456789abcdef0123456789abcdef',
        },
      },
    },
    scenarios: names.map((scenario) => ({ scenario, ...scenarios[scenario]() })),
  };
  // Nothing of it is shared, so that one text can be changed.
  return JSON.parse(JSON.stringify(spec));
}
