import fc from 'fast-check';
import type { ScenarioName } from '../../src/model/index.ts';
import type { AnyJson } from '../shared.ts';

export const own = '11111111-1111-1111-1111-111111111111';
export const other = '22222222-2222-2222-2222-222222222222';

/** Parts of a spec as they are drawn, before they are put together. */
export interface Drawn {
  settings: AnyJson;
  registries: AnyJson;
  machines: DrawnMachine[];
  disks: AnyJson[];
}

export interface DrawnMachine {
  scenario: ScenarioName;
  /** What stands in the scenario's list. */
  entry: AnyJson;
  /** Back it up as well. */
  backupPolicy?: string;
}

type List = 'virtualMachines' | 'virtualMachineScaleSets';
const listOf = (scenario: ScenarioName): List => (scenario.endsWith('scale-set') ? 'virtualMachineScaleSets' : 'virtualMachines');

const home = { subscriptionId: own, resourceGroup: 'rg-app', location: 'westeurope' };
const elsewhere: fc.Arbitrary<AnyJson> = fc
  .tuple(
    fc.constantFrom<AnyJson>({ subscriptionId: own }, { subscription: 'dr' }),
    fc.constantFrom('rg-app', 'RG-App', 'rg-db', '-rg_x'),
    fc.constantFrom('westeurope', 'West Europe', 'northeurope'),
  )
  .map(([subscription, resourceGroup, location]) => ({ ...subscription, resourceGroup, location }));
/** Most machines stand together. */
const place: fc.Arbitrary<AnyJson> = fc.oneof({ weight: 2, arbitrary: fc.constant(home) }, { weight: 1, arbitrary: elsewhere });
/** A key that is there, or not. */
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined, freq: 2 });
const without = (object: AnyJson): AnyJson => Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));

const resourceIdOf = (type: string, name: string, group = 'rg-shared'): string =>
  `/subscriptions/${own}/resourceGroups/${group}/providers/${type}/${name}`;

const vault = (name: string): fc.Arbitrary<AnyJson> =>
  fc.oneof(
    fc.record({ name: fc.constant(name), location: fc.constant('westeurope'), permissionModel: fc.constantFrom('rbac', 'accessPolicies') }),
    fc.record({ id: fc.constant(resourceIdOf('Microsoft.KeyVault/vaults', name)), permissionModel: fc.constant('rbac') }),
    fc.record({
      name: fc.constant(name),
      resourceGroup: fc.constantFrom('rg-shared', 'rg-app'),
      create: fc.record({ sku: fc.constantFrom('standard', 'premium'), tags: fc.constantFrom({}, { b: '2', a: '1' }) }),
    }),
  );
const key = (name: string, keyVault: string, vaultName: string): fc.Arbitrary<AnyJson> =>
  fc.oneof(
    fc.constant({ keyVault, name, version: '0123456789abcdef0123456789abcdef' }),
    fc.constant({ keyVault, url: `https://${vaultName}.vault.azure.net/keys/${name}/fedcba9876543210fedcba9876543210` }),
    fc.record({
      keyVault: fc.constant(keyVault),
      name: fc.constant(name),
      create: fc.constantFrom({}, { keyType: 'RSA-HSM', keySize: 4096 }),
    }),
  );
const network = (subnet: string): fc.Arbitrary<AnyJson> =>
  fc.constantFrom<AnyJson>({}, { resourceGroup: 'rg-network' }, { create: { addressPrefix: '10.0.0.0/16' } }).map((rest) => ({
    virtualNetwork: 'vnet-app',
    subnet,
    ...rest,
  }));

const registries: fc.Arbitrary<AnyJson> = fc.record({
  keyVaults: fc.record({ one: vault('kv-one'), two: vault('kv-two') }),
  keyEncryptionKeys: fc.record({
    one: key('kek-1', 'one', 'kv-one'),
    two: key('kek-2', 'two', 'kv-two'),
    three: key('kek-3', 'two', 'kv-two'),
  }),
  networks: fc.record({ app: network('snet-app'), jobs: network('snet-jobs') }),
  identities: fc.constant({ ade: { name: 'id-ade' } }),
  recoveryServicesVaults: fc.record({
    backup: fc.constantFrom({ name: 'rsv-app', create: {} }, { name: 'rsv-app', resourceGroup: 'rg-backup' }),
  }),
  backupPolicies: fc.record({
    daily: fc
      .constantFrom<AnyJson>({ create: { time: '02:00', timeZone: 'UTC', retentionDays: 30 } }, {})
      .map((rest) => ({ recoveryServicesVault: 'backup', ...rest })),
    weekly: fc.constant({ recoveryServicesVault: 'backup', name: 'weekly-1' }),
  }),
  backupServicePrincipalObjectId: maybe(fc.constant('99999999-9999-9999-9999-999999999999')),
});

const settings: fc.Arbitrary<AnyJson> = fc.record({
  version: fc.constant(1),
  name: fc.constantFrom('p', 'payments-prod', 'a-name-that-has-as-many-letters-as-it-ca'),
  cloud: fc.constantFrom('AzureCloud', 'AzureUSGovernment', 'AzureChinaCloud'),
  subscriptionId: fc.constant(own),
  subscriptions: fc.constant({ dr: other }),
  location: fc.constantFrom('westeurope', 'West Europe'),
  resourceGroup: fc.constant('rg-app'),
  supportMatrix: fc.constantFrom('2018-12', '2026-09'),
  maxMachinesPerDeployment: maybe(fc.integer({ min: 1, max: 3 })),
  rerun: maybe(fc.constant('again')),
});

const windows = { type: 'Windows', version: 'WindowsServer2019' };
const linux = { type: 'Linux', image: { publisher: 'RedHat', offer: 'RHEL', sku: '8_9' } };
const image = { publisher: 'MicrosoftWindowsServer', offer: 'WindowsServer', sku: '2019-datacenter' };
const sshPublicKey = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExample azureadmin';

const keys = fc.constantFrom('none', 'one', 'two', 'three');
const asks = fc.record({
  keyVault: fc.constantFrom('one', 'two'),
  keyEncryptionKey: keys,
  keyEncryptionAlgorithm: maybe(fc.constant('RSA-OAEP-256')),
  rerun: maybe(fc.constant('r1')),
});
const wave = maybe(fc.integer({ min: 1, max: 3 }));
const luns = fc.uniqueArray(fc.integer({ min: 0, max: 63 }), { maxLength: 3 });
const tags = maybe(fc.constantFrom({}, { env: 'prod', b: "it's" }));
const volumeType = (os: AnyJson) => (os.type === 'Windows' ? maybe(fc.constantFrom('All', 'OS')) : fc.constantFrom('Data', 'OS', 'All'));
const typeHandler = (os: AnyJson) => (os.type === 'Windows' ? '1.1' : '0.1');

/** What an existing machine has and is asked. */
const existing = (os: AnyJson) =>
  fc.record({
    common: fc.record({ os: fc.constant(os), volumeType: volumeType(os), wave, encryptionIdentity: maybe(fc.constant('ade')) }),
    asks,
    luns,
    snapshotBefore: fc.boolean(),
    aad: maybe(
      fc.constantFrom<AnyJson>(
        { clientCertThumbprint: '0123456789ABCDEF0123456789ABCDEF01234567' },
        { clientSecret: { keyVault: 'two', secretName: 'ade-app' } },
        {},
      ),
    ),
    osVolume: fc.constantFrom('Encrypted', 'NotEncrypted', 'Unknown'),
  });

const enabled = fc.constantFrom(windows, linux).chain((os) =>
  existing(os).map(({ common, asks: asked, luns: numbers, snapshotBefore, aad, osVolume }) => (name: string) => ({
    ...common,
    ...asked,
    osDisk: { name: `${name}-os` },
    dataDisks: numbers.map((lun) => ({ lun, name: `${name}-${lun}` })),
    snapshotBefore,
    ...(aad && { aad: { clientId: '44444444-4444-4444-4444-444444444444', ...aad } }),
    current: { osVolume, ...(aad && { extension: { name: 'ade', typeHandlerVersion: typeHandler(os) } }) },
  })),
);
const disabled = fc.constantFrom(windows, linux).chain((os) =>
  fc
    .record({
      os: fc.constant(os),
      volumeType: volumeType(os),
      wave,
      current: fc.constantFrom({ osVolume: 'NotEncrypted', dataVolume: 'NotEncrypted' }, { osVolume: 'Encrypted' }),
    })
    .map((entry) => () => entry),
);
const scaleSet = fc.record({
  orchestrationMode: fc.constantFrom('Uniform', 'Flexible'),
  upgradePolicy: fc.constantFrom('Manual', 'Automatic'),
});
const enabledSet = fc.constantFrom(windows, linux).chain((os) =>
  fc.tuple(scaleSet, asks, fc.record({ volumeType: volumeType(os), wave })).map(([modes, asked, rest]) => () => ({
    os,
    ...modes,
    ...asked,
    ...rest,
  })),
);
const provisioned = fc.record({
  network: fc.constantFrom('app', 'jobs'),
  adminUsername: fc.constantFrom('azureadmin', 'root2'),
  adminPassword: maybe(fc.constantFrom({ keyVault: 'one', secretName: 'admin' }, { keyVault: 'one', secretName: 'ad-min' })),
  tags,
  identity: maybe(fc.constantFrom({ type: 'SystemAssigned' }, { type: 'UserAssigned', userAssignedIdentities: ['ade'] })),
  encryptionIdentity: maybe(fc.constant('ade')),
  size: fc.constantFrom('Standard_D4s_v5', 'Standard_E8ds_v5'),
  wave,
});
const fromImage = fc
  .tuple(
    fc.constantFrom<AnyJson>(
      { os: { type: 'Windows', image } },
      { os: linux, sshPublicKey, volumeType: 'Data' },
      { os: linux, volumeType: 'OS' },
    ),
    provisioned,
    asks,
    luns,
  )
  .map(([os, rest, asked, numbers]) => () => ({
    ...os,
    ...rest,
    ...asked,
    dataDisks: numbers.map((lun) => ({ lun, diskSizeGB: 64 })),
  }));
const newSet = fc.tuple(fromImage, scaleSet).map(([make, modes]) => () => ({ ...make(), ...modes, capacity: 2 }));

/** A name for secrets, which takes letters, digits and hyphens only. */
const hexOf = (text: string): string => Buffer.from(text.toLowerCase()).toString('hex');
const importedDisk = (name: string, secret: string, { resourceGroup, subscription = '' }: AnyJson): AnyJson => {
  const secretName = `s-${hexOf(`${subscription}/${resourceGroup}/${name}`)}`;
  const key = {
    create: { secretName, create: true },
    url: { secretUrl: `https://kv-one.vault.azure.net/secrets/${secretName}/0123456789abcdef0123456789abcdef` },
    name: { secretName: 'known' },
  }[secret];
  return {
    name,
    vhd: {
      uri: `https://st1.blob.core.windows.net/vhds/${secretName}.vhd`,
      storageAccountId: resourceIdOf('Microsoft.Storage/storageAccounts', 'st1'),
    },
    diskEncryptionKey: { keyVault: 'one', ...key },
  };
};
const fromVhd = fc
  .tuple(provisioned, asks, luns, fc.constantFrom('create', 'url', 'name'), fc.boolean())
  .map(([rest, asked, numbers, secret, managed]) => (name: string, where: AnyJson) => ({
    os: { type: 'Windows' },
    ...rest,
    ...asked,
    osDisk: { ...importedDisk(`${name}-os`, secret, where), managed },
    dataDisks: numbers.map((lun) => ({ lun, ...importedDisk(`${name}-${lun}`, secret, where) })),
  }));
const restored = fc
  .tuple(provisioned, asks, luns)
  .map(([{ adminUsername, adminPassword, ...rest }, { keyVault, keyEncryptionKey }, numbers]) => () => ({
    os: { type: 'Windows' },
    ...rest,
    keyVault,
    keyEncryptionKey,
    dataDisks: numbers.map((lun) => ({ lun })),
    restore: { virtualMachine: 'vm-lost', recoveryServicesVault: 'backup' },
  }));

/** Makes the entry of a machine, which may depend on its name and place. */
type Maker = (name: string, where: AnyJson) => AnyJson;

const entries: Partial<Record<ScenarioName, fc.Arbitrary<Maker>>> = {
  'enable-existing-vm': enabled,
  'update-encryption-settings': enabled,
  'disable-vm': disabled,
  'remove-encryption-extension': disabled,
  'enable-scale-set': enabledSet,
  'disable-scale-set': fc.tuple(disabled, scaleSet).map(([make, modes]) => () => ({ ...make(), ...modes })),
  'new-vm-gallery-image': fromImage,
  'new-scale-set': newSet,
  'new-vm-encrypted-vhd': fromVhd,
  'restore-encrypted-vm': restored,
};
const canBeBackedUp: readonly ScenarioName[] = ['enable-existing-vm', 'update-encryption-settings', 'new-vm-gallery-image'];

/** Names that meet in the names of parameters, and names that sort otherwise in capitals. */
const names = fc.oneof(
  fc.constantFrom('vm-web-01', 'vm-web01', 'VM_web.01', 'vmWeb-01', 'B', 'a'),
  fc.stringMatching(/^[a-z][a-z0-9]{0,5}$/),
);

/** A machine of one scenario, named by its entry. */
const machineOf = (scenario: ScenarioName): fc.Arbitrary<DrawnMachine> =>
  fc
    .tuple(names, place, entries[scenario] as fc.Arbitrary<Maker>, maybe(fc.constantFrom('daily', 'weekly')))
    .map(([name, where, make, backupPolicy]) => ({
      scenario,
      entry: without({ name, ...where, ...make(name, where) }),
      // Azure Backup takes machines of its vault's own subscription only.
      ...(backupPolicy !== undefined && canBeBackedUp.includes(scenario) && where.subscription === undefined && { backupPolicy }),
    }));

/** Machines of a few of these scenarios, so that several come into one deployment. */
const machinesOf = (scenarios: readonly ScenarioName[]): fc.Arbitrary<DrawnMachine[]> =>
  fc
    .subarray([...scenarios], { minLength: 1, maxLength: 4 })
    .chain((some) =>
      fc.uniqueArray(fc.oneof(...some.map(machineOf)), { minLength: 1, maxLength: 10, selector: (machine) => identityOf(machine) }),
    );

/** Resource id of a drawn machine. */
export function idOf({ scenario, entry }: DrawnMachine): string {
  const type = listOf(scenario);
  const subscriptionId = entry.subscription === 'dr' ? other : own;
  return `/subscriptions/${subscriptionId}/resourceGroups/${entry.resourceGroup}/providers/Microsoft.Compute/${type}/${entry.name}`;
}

/** The same for Azure, which ignores case: no two machines of a spec have it. */
export const identityOf = (machine: DrawnMachine): string => idOf(machine).toLowerCase();

const disk = fc
  .tuple(fc.stringMatching(/^[a-z]{1,4}$/), place, asks, wave, fc.constantFrom('create', 'url'))
  .map(([name, where, { keyVault, keyEncryptionKey }, inWave, secret]) =>
    without({ ...where, osType: 'Windows', keyVault, keyEncryptionKey, wave: inWave, ...importedDisk(`disk-${name}`, secret, where) }),
  );

/** Parts of a valid spec with machines of these scenarios. */
export const drawnOf = (scenarios: readonly ScenarioName[]): fc.Arbitrary<Drawn> =>
  fc.record({
    settings: settings.map(without),
    registries: registries.map(without),
    machines: machinesOf(scenarios),
    disks: fc.uniqueArray(disk, { maxLength: 2, selector: ({ name }) => name }),
  });

/** Parts of a valid spec, of all scenarios. */
export const drawn: fc.Arbitrary<Drawn> = drawnOf(Object.keys(entries) as ScenarioName[]);

/** The spec of drawn parts: one scenario for all machines that are asked the same. */
export function specOf({ settings: head, registries: shared, machines, disks }: Drawn): AnyJson {
  const scenarios = new Map<string, AnyJson>();
  const add = (scenario: ScenarioName, list: string, entry: AnyJson): void => {
    const found = scenarios.get(scenario) ?? { scenario };
    found[list] = [...(found[list] ?? []), entry];
    scenarios.set(scenario, found);
  };
  for (const { scenario, entry } of machines) add(scenario, listOf(scenario), entry);
  const backups = machines.flatMap(({ entry, backupPolicy }) =>
    backupPolicy === undefined
      ? []
      : [
          without({
            name: entry.name,
            subscription: entry.subscription,
            subscriptionId: entry.subscriptionId,
            resourceGroup: entry.resourceGroup,
            backupPolicy,
          }),
        ],
  );
  for (const entry of backups) add('backup-encrypted-vm', 'virtualMachines', entry);
  for (const entry of disks) add('encrypted-managed-disk', 'disks', entry);
  return JSON.parse(
    JSON.stringify({ ...head, ...shared, scenarios: [...scenarios.values(), { scenario: 'key-vault', keyVaults: ['one', 'two'] }] }),
  );
}
