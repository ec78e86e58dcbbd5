import { vault, virtualMachine } from '../azure-server/fleet.ts';
import type { JsonObject } from '../azure-server/json.ts';
import type { Seed } from '../azure-server/seed.ts';

type SeedResource = NonNullable<Seed['resources']>[number];

export interface EstateOptions {
  name?: string;
  subscriptionId?: string;
  /** Group of the machines; vaults stand in `rg-security`. */
  resourceGroup?: string;
}

export const keyVersion = '0123456789abcdef0123456789abcdef';
const handlers = { Windows: 'AzureDiskEncryption', Linux: 'AzureDiskEncryptionForLinux' } as const;

/** What stands in Azure, and a spec about it, made piece by piece: methods are kinds of machines. */
export class Estate {
  readonly name: string;
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly keyVaults: Record<string, JsonObject> = {};
  readonly keyEncryptionKeys: Record<string, JsonObject> = {};
  /** Further keys of the spec. */
  readonly more: JsonObject = {};
  readonly scenarios: JsonObject[] = [];
  readonly resources: SeedResource[] = [];
  /** States of volumes when all is done: `osVolume dataVolume` by name of the machine. */
  readonly expected: Record<string, string> = {};
  /** Parameters that a person gives. */
  readonly parameters: Record<string, string> = {};

  constructor({
    name = 'payments',
    subscriptionId = '11111111-1111-1111-1111-111111111111',
    resourceGroup = 'rg-payments',
  }: EstateOptions = {}) {
    this.name = name;
    this.subscriptionId = subscriptionId;
    this.resourceGroup = resourceGroup;
    this.keyVaults.disks = this.existingVault('kv-disks', { enabledForDiskEncryption: true });
    this.resources.push({
      id: `${this.vaultId('kv-disks')}/keys/kek`,
      properties: {
        kty: 'RSA',
        keySize: 4096,
        attributes: { enabled: true },
        keyUriWithVersion: `https://kv-disks.vault.azure.net/keys/kek/${keyVersion}`,
      },
    });
    this.keyEncryptionKeys.disks = { keyVault: 'disks', name: 'kek', version: keyVersion, keyType: 'RSA', keySize: 4096 };
  }

  /** YAML is a superset of JSON. */
  get spec(): string {
    const { name, subscriptionId, resourceGroup, keyVaults, keyEncryptionKeys, more, scenarios } = this;
    const head = { version: 1, name, subscriptionId, location: 'westeurope', resourceGroup, supportMatrix: '2026-09' };
    return JSON.stringify({ ...head, keyVaults, keyEncryptionKeys, defaults: { keyVault: 'disks' }, ...more, scenarios }, undefined, 2);
  }

  get seed(): Seed {
    const { subscriptionId, resourceGroup, resources } = this;
    const groups = [resourceGroup, 'rg-security', 'rg-backup', 'rg-network'];
    return {
      subscriptions: [{ subscriptionId }],
      resourceGroups: groups.map((name) => ({ subscriptionId, name, location: 'westeurope' })),
      resources,
    };
  }

  id = (type: string, name: string, group = this.resourceGroup): string =>
    `/subscriptions/${this.subscriptionId}/resourceGroups/${group}/providers/${type}/${name}`;
  vaultId = (name: string): string => this.id('Microsoft.KeyVault/vaults', name, 'rg-security');
  machineId = (name: string): string => this.id('Microsoft.Compute/virtualMachines', name);
  scaleSetId = (name: string): string => this.id('Microsoft.Compute/virtualMachineScaleSets', name);

  /** Plants a vault, and answers with its entry for the spec. */
  existingVault(name: string, properties: JsonObject): JsonObject {
    this.resources.push(vault(this.vaultId(name), 'westeurope', { enablePurgeProtection: true, ...properties }));
    return {
      name,
      resourceGroup: 'rg-security',
      location: 'westeurope',
      enablePurgeProtection: true,
      permissionModel: 'rbac',
      ...properties,
    };
  }

  /** Plants a machine on which nothing is encrypted. */
  plant(name: string, os: 'Windows' | 'Linux', more: JsonObject = {}): void {
    this.resources.push({ ...virtualMachine(this.machineId(name), 'westeurope', os, diskNames(name, os)), ...more });
  }

  /** Plants a machine whose volumes are encrypted by the single-pass extension. */
  plantEncrypted(name: string, os: 'Windows' | 'Linux', volumeType: 'All' | 'Data', vaultName = 'kv-disks'): void {
    const handler = handlers[os];
    const settings = { EncryptionOperation: 'EnableEncryption', VolumeType: volumeType, KeyVaultResourceId: this.vaultId(vaultName) };
    this.plant(name, os, {
      machine: {
        ...(volumeType === 'All' ? { osVolume: 'Encrypted' } : {}),
        dataVolume: 'Encrypted',
        encryptionSettings: this.#encryptionSettings(vaultName),
      },
      resources: [
        {
          id: `${this.machineId(name)}/extensions/${handler}`,
          location: 'westeurope',
          properties: {
            publisher: 'Microsoft.Azure.Security',
            type: handler,
            typeHandlerVersion: os === 'Windows' ? '2.2' : '1.1',
            settings,
          },
        },
      ],
    });
  }

  #encryptionSettings = (vaultName: string): JsonObject => ({
    enabled: true,
    diskEncryptionKey: {
      sourceVault: { id: this.vaultId(vaultName) },
      secretUrl: `https://${vaultName}.vault.azure.net/secrets/AAAAAAAA-0000-4000-8000-000000000001/${keyVersion}`,
    },
  });

  /** Adds a machine to a scenario of the spec, beside others that ask for the same. */
  #ask(scenario: JsonObject, machine: JsonObject, list = 'virtualMachines'): void {
    const words = (entry: JsonObject) => JSON.stringify({ ...entry, virtualMachines: [], virtualMachineScaleSets: [], disks: [] });
    const known = this.scenarios.find((entry) => words(entry) === words({ ...scenario, [list]: [] }));
    if (known === undefined) this.scenarios.push({ ...scenario, [list]: [machine] });
    else (known[list] as JsonObject[]).push(machine);
  }

  /** Encrypted by the plan: OS and data volume. */
  windows(name: string, wishes: JsonObject = {}): void {
    this.plant(name, 'Windows');
    this.expected[name] = 'Encrypted Encrypted';
    this.#ask({ scenario: 'enable-existing-vm' }, { ...windowsFacts(name), volumeType: 'All', ...wishes });
  }

  /** Encrypted by the plan: the data volume, or with `volumeType: All` both, which takes a restart. */
  linux(name: string, wishes: JsonObject = {}): void {
    this.plant(name, 'Linux');
    this.expected[name] = `${wishes.volumeType === 'All' ? 'Encrypted' : 'NotEncrypted'} Encrypted`;
    this.#ask({ scenario: 'enable-existing-vm' }, { ...linuxFacts(name), volumeType: 'Data', ...wishes });
  }

  decrypted(name: string, wishes: JsonObject = {}): void {
    this.plantEncrypted(name, 'Windows', 'All');
    this.expected[name] = 'NotEncrypted NotEncrypted';
    this.#ask({ scenario: 'disable-vm' }, { ...encryptedFacts(name), ...wishes });
  }

  /** Decrypted, and the extension is deleted. */
  removed(name: string, wishes: JsonObject = {}): void {
    this.plantEncrypted(name, 'Windows', 'All');
    this.expected[name] = 'NotEncrypted NotEncrypted';
    this.#ask({ scenario: 'remove-encryption-extension' }, { ...encryptedFacts(name), ...wishes });
  }

  /** Encrypted in a vault that the plan makes, with a key that it makes. */
  withNewVault(name: string, wishes: JsonObject = {}): void {
    const key = camelCase(name);
    this.keyVaults[key] = { name: `kv-${name}`, resourceGroup: 'rg-security', create: { sku: 'premium' } };
    this.keyEncryptionKeys[key] = { keyVault: key, name: `kek-${name}`, create: { keyType: 'RSA-HSM', keySize: 4096 } };
    this.windows(name, { keyVault: key, keyEncryptionKey: key, ...wishes });
  }

  /** Encrypted in a vault that the plan opens to disk encryption first. */
  withClosedVault(name: string, wishes: JsonObject = {}): void {
    const key = camelCase(name);
    this.keyVaults[key] = this.existingVault(`kv-${name}`, { enabledForDiskEncryption: false });
    const known = this.scenarios.find(({ scenario }) => scenario === 'key-vault');
    if (known === undefined) this.scenarios.push({ scenario: 'key-vault', keyVaults: [key] });
    else (known.keyVaults as string[]).push(key);
    this.windows(name, { keyVault: key, ...wishes });
  }

  /** Encrypted with an identity of its own, which the machine gets by PATCH. */
  withIdentity(name: string, wishes: JsonObject = {}): void {
    this.more.identities = { ade: { name: 'id-ade', resourceGroup: 'rg-security' } };
    this.windows(name, { encryptionIdentity: 'ade', ...wishes });
  }

  /** Has the release with an Azure AD application and gets a new secret: deallocated, updated, started. */
  previousRelease(name: string, wishes: JsonObject = {}): void {
    const id = this.machineId(name);
    const settings = this.#encryptionSettings('kv-disks');
    this.expected[name] = 'Encrypted Encrypted';
    const { storageProfile } = virtualMachine(id, 'westeurope', 'Windows', diskNames(name, 'Windows')).properties as {
      storageProfile: JsonObject & { osDisk: JsonObject };
    };
    this.plant(name, 'Windows', {
      properties: {
        ...(virtualMachine(id, 'westeurope', 'Windows').properties as JsonObject),
        storageProfile: { ...storageProfile, osDisk: { ...storageProfile.osDisk, encryptionSettings: settings } },
      },
      machine: { osVolume: 'Encrypted', dataVolume: 'Encrypted', encryptionSettings: settings },
      resources: [
        {
          id: `${id}/extensions/AzureDiskEncryption`,
          location: 'westeurope',
          properties: {
            publisher: 'Microsoft.Azure.Security',
            type: 'AzureDiskEncryption',
            typeHandlerVersion: '1.1',
            settings: { EncryptionOperation: 'EnableEncryption', VolumeType: 'All', AADClientID: applicationId },
          },
        },
      ],
    });
    const aad = { clientId: applicationId, clientCertThumbprint: '0123456789ABCDEF0123456789ABCDEF01234567' };
    this.#ask(
      { scenario: 'update-encryption-settings', rerun: 'new secret' },
      {
        name,
        os: { type: 'Windows', version: 'WindowsServer2019' },
        size: 'Standard_D4s_v3',
        volumeType: 'All',
        aad,
        current: {
          osVolume: 'Encrypted',
          dataVolume: 'Encrypted',
          volumeType: 'All',
          keyVault: 'disks',
          keyEncryptionKey: 'none',
          extension: { typeHandlerVersion: '1.1' },
        },
        ...wishes,
      },
    );
  }

  /** A scale set whose instances take up the model when they are told to, or one whose instances a person replaces. */
  scaleSet(
    name: string,
    { orchestrationMode = 'Uniform', capacity = 2 }: { orchestrationMode?: 'Uniform' | 'Flexible'; capacity?: number } = {},
    wishes: JsonObject = {},
  ): void {
    this.expected[name] = 'Encrypted Encrypted';
    this.resources.push({
      id: this.scaleSetId(name),
      location: 'westeurope',
      sku: { name: 'Standard_D4s_v5', tier: 'Standard', capacity },
      properties: {
        orchestrationMode,
        upgradePolicy: { mode: 'Manual' },
        virtualMachineProfile: {
          storageProfile: {
            imageReference: { publisher: 'MicrosoftWindowsServer', offer: 'WindowsServer', sku: '2022-datacenter', version: 'latest' },
            osDisk: { osType: 'Windows', createOption: 'FromImage' },
            dataDisks: [{ lun: 0, createOption: 'Empty', diskSizeGB: 32 }],
          },
          osProfile: { computerNamePrefix: name, adminUsername: 'azureuser' },
        },
      },
    });
    this.#ask(
      { scenario: 'enable-scale-set' },
      {
        name,
        os: { type: 'Windows', version: 'WindowsServer2022' },
        size: 'Standard_D4s_v5',
        orchestrationMode,
        upgradePolicy: 'Manual',
        volumeType: 'All',
        ...wishes,
      },
      'virtualMachineScaleSets',
    );
  }

  /** Encrypted, and backed up to a vault that the plan makes. */
  backedUp(name: string, wishes: JsonObject = {}): void {
    this.plantEncrypted(name, 'Windows', 'All');
    this.more.recoveryServicesVaults = { backup: { name: 'rsv-payments', resourceGroup: 'rg-backup', create: {} } };
    this.more.backupPolicies = {
      daily: { recoveryServicesVault: 'backup', name: 'daily-30', create: { time: '02:00', timeZone: 'UTC', retentionDays: 30 } },
    };
    this.more.backupServicePrincipalObjectId = '99999999-9999-9999-9999-999999999999';
    this.#ask({ scenario: 'backup-encrypted-vm', backupPolicy: 'daily' }, { ...encryptedFacts(name), ...wishes });
  }

  /** Made by the plan from an image, with a password that nobody may write into a file. */
  fresh(name: string, wishes: JsonObject = {}): void {
    this.more.networks = { app: { virtualNetwork: 'vnet-app', subnet: 'snet-app', resourceGroup: 'rg-network' } };
    const network = this.id('Microsoft.Network/virtualNetworks', 'vnet-app', 'rg-network');
    if (!this.resources.some(({ id }) => id === network)) {
      this.resources.push({ id: network, location: 'westeurope', properties: { subnets: [{ name: 'snet-app', properties: {} }] } });
    }
    this.expected[name] = 'Encrypted Encrypted';
    this.parameters[`${camelCase(name)}AdminPassword`] = `Pa55-${name}-word!`;
    this.#ask(
      { scenario: 'new-vm-gallery-image', network: 'app', adminUsername: 'azureadmin' },
      {
        name,
        os: {
          type: 'Windows',
          version: 'WindowsServer2022',
          image: { publisher: 'MicrosoftWindowsServer', offer: 'WindowsServer', sku: '2022-datacenter-g2' },
        },
        size: 'Standard_D4s_v5',
        volumeType: 'All',
        dataDisks: [{ lun: 0, diskSizeGB: 64 }],
        ...wishes,
      },
    );
  }

  /** Made from disks that a person restores out of a backup. */
  restored(name: string, wishes: JsonObject = {}): void {
    this.more.networks = { app: { virtualNetwork: 'vnet-app', subnet: 'snet-app', resourceGroup: 'rg-network' } };
    const network = this.id('Microsoft.Network/virtualNetworks', 'vnet-app', 'rg-network');
    if (!this.resources.some(({ id }) => id === network)) {
      this.resources.push({ id: network, location: 'westeurope', properties: { subnets: [{ name: 'snet-app', properties: {} }] } });
    }
    this.more.recoveryServicesVaults = { backup: { name: 'rsv-payments', resourceGroup: 'rg-backup', create: {} } };
    this.#ask(
      { scenario: 'restore-encrypted-vm', network: 'app' },
      {
        name,
        os: { type: 'Windows', version: 'WindowsServer2022' },
        size: 'Standard_D4s_v5',
        dataDisks: [],
        restore: { virtualMachine: 'vm-lost', recoveryServicesVault: 'backup', stagingStorageAccount: 'strestore' },
        ...wishes,
      },
    );
  }
}

const applicationId = '44444444-4444-4444-4444-444444444444';

const diskNames = (name: string, os: 'Windows' | 'Linux'): JsonObject => {
  const { storageProfile } = virtualMachine('', '', os).properties as {
    storageProfile: JsonObject & { osDisk: JsonObject; dataDisks: JsonObject[] };
  };
  return {
    storageProfile: {
      ...storageProfile,
      osDisk: { ...storageProfile.osDisk, name: `${name}_OsDisk` },
      dataDisks: storageProfile.dataDisks.map((disk, lun) => ({ ...disk, name: `${name}_Data_${lun}` })),
    },
  };
};

const disksOf = (name: string): JsonObject => ({
  osDisk: { name: `${name}_OsDisk`, managed: true },
  dataDisks: [{ lun: 0, name: `${name}_Data_0`, managed: true }],
});

const windowsFacts = (name: string): JsonObject => ({
  name,
  os: { type: 'Windows', version: 'WindowsServer2022' },
  size: 'Standard_D4s_v5',
  ...disksOf(name),
});

const linuxFacts = (name: string): JsonObject => {
  const { osDisk, dataDisks } = disksOf(name);
  return {
    name,
    os: { type: 'Linux', image: { publisher: 'RedHat', offer: 'RHEL', sku: '8_9' } },
    size: 'Standard_E8ds_v5',
    osDisk,
    dataDisks: (dataDisks as JsonObject[]).map((disk) => ({ ...disk, fileSystem: 'ext4' })),
  } as JsonObject;
};

const encryptedFacts = (name: string): JsonObject => ({
  ...windowsFacts(name),
  volumeType: 'All',
  current: { osVolume: 'Encrypted', dataVolume: 'Encrypted', volumeType: 'All', keyVault: 'disks', keyEncryptionKey: 'none' },
});

/** A machine's name as parameters and registry keys write it. */
export const camelCase = (name: string): string => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
