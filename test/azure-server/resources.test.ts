import { expect } from 'chai';
import { ServerControl } from './client.ts';
import { enableExtension, vault, virtualMachine } from './fleet.ts';
import { type JsonObject, listOf, objectOf, textOf } from './json.ts';
import { RawClient } from './raw-client.ts';
import { AzureServer } from './server.ts';

const subscriptionId = '11111111-1111-1111-1111-111111111111';
const group = `/subscriptions/${subscriptionId}/resourceGroups/rg-app`;
const vaultId = `${group}/providers/Microsoft.KeyVault/vaults/kv-disks`;
const machineId = `${group}/providers/Microsoft.Compute/virtualMachines/vm-1`;
const setId = `${group}/providers/Microsoft.Compute/virtualMachineScaleSets/vmss-1`;
const version = 'api-version=2025-04-01';
const enable = (os: 'Windows' | 'Linux', volumeType: string, more: JsonObject = {}) => enableExtension(vaultId, os, volumeType, more);

const scaleSet = (capacity: number, mode: 'Manual' | 'Automatic', more: JsonObject = {}): JsonObject => ({
  location: 'westeurope',
  sku: { name: 'Standard_D4s_v5', tier: 'Standard', capacity },
  properties: {
    orchestrationMode: 'Uniform',
    upgradePolicy: { mode },
    virtualMachineProfile: {
      storageProfile: {
        imageReference: { publisher: 'MicrosoftWindowsServer', offer: 'WindowsServer', sku: '2022-datacenter', version: 'latest' },
        osDisk: { osType: 'Windows', createOption: 'FromImage' },
        dataDisks: [{ lun: 0, createOption: 'Empty', diskSizeGB: 32 }],
      },
      osProfile: { computerNamePrefix: 'vmss', adminUsername: 'azureuser', adminPassword: 'hunter2' },
    },
    ...more,
  },
});

describe('azure server: resources', () => {
  let azure: AzureServer;
  let control: ServerControl;
  let client: RawClient;

  beforeEach(async () => {
    azure = await AzureServer.start({ timeScale: 0 });
    control = new ServerControl(azure);
    client = new RawClient(azure);
    await control.seed({ resources: [vault(vaultId, 'westeurope')] });
  });

  afterEach(() => azure.close());

  it('PATCH merges, and If-Match guards it', async () => {
    await control.seed({ resources: [{ ...virtualMachine(machineId, 'westeurope', 'Linux'), tags: { env: 'prod', owner: 'a' } }] });
    const before = await client.get(`${machineId}?${version}`);
    expect(before.body.etag).to.equal(before.headers.etag);
    const patch = { tags: { owner: null, team: 'b' }, properties: { licenseType: 'RHEL_BYOS' } };
    const stale = await client.send('PATCH', `${machineId}?${version}`, patch, { 'If-Match': '"99"' });
    expect([stale.status, objectOf(stale.body.error).code]).to.deep.equal([412, 'PreconditionFailed']);
    const done = await client.send('PATCH', `${machineId}?${version}`, patch, { 'If-Match': textOf(before.body.etag) });
    expect(done.status).to.equal(200);
    await control.advance(120);
    const after = (await client.get(`${machineId}?${version}`)).body;
    expect(after.tags).to.deep.equal({ env: 'prod', team: 'b' });
    expect(objectOf(after.properties)).to.include({ licenseType: 'RHEL_BYOS', vmId: objectOf(before.body.properties).vmId });
    expect(objectOf(after.properties).hardwareProfile).to.deep.equal(objectOf(before.body.properties).hardwareProfile);
    expect(after.etag).not.to.equal(before.body.etag);
  });

  it('keys stay when written again, a vault PUT replaces access policies, and add unites them', async () => {
    const key = `${vaultId}/keys/kek?api-version=2025-05-01`;
    const made = await client.send('PUT', key, { properties: { kty: 'RSA', keySize: 4096 } });
    const again = await client.send('PUT', key, { properties: { kty: 'RSA', keySize: 2048 } });
    expect(objectOf(again.body.properties)).to.deep.equal(objectOf(made.body.properties));
    expect(textOf(objectOf(made.body.properties).keyUriWithVersion)).to.match(
      /^https:\/\/kv-disks\.vault\.azure\.net\/keys\/kek\/[0-9a-f]{32}$/,
    );
    const policy = (objectId: string, keys: string[]): JsonObject => ({ tenantId: 't', objectId, permissions: { keys } });
    const policies = { properties: { accessPolicies: [policy('a', ['get'])] } };
    await client.send('PUT', `${vaultId}/accessPolicies/add?api-version=2025-05-01`, policies);
    await client.send('PUT', `${vaultId}/accessPolicies/add?api-version=2025-05-01`, {
      properties: { accessPolicies: [policy('a', ['list']), policy('b', ['get'])] },
    });
    const vaultNow = async () => objectOf((await client.get(`${vaultId}?api-version=2025-05-01`)).body.properties);
    expect((await vaultNow()).accessPolicies).to.deep.equal([policy('a', ['get', 'list']), policy('b', ['get'])]);
    await client.send('PUT', `${vaultId}?api-version=2025-05-01`, {
      location: 'westeurope',
      properties: { sku: { family: 'A', name: 'premium' }, accessPolicies: [] },
    });
    expect((await vaultNow()).accessPolicies).to.deep.equal([]);
    expect((await vaultNow()).enabledForDiskEncryption).to.equal(undefined);
  });

  it('a scale set with manual upgrades takes the model over when told, instance by instance', async () => {
    await client.send('PUT', `${setId}?${version}`, scaleSet(3, 'Manual'));
    await control.advance(300);
    await client.send('PUT', `${setId}/extensions/AzureDiskEncryption?${version}`, {
      properties: objectOf(enable('Windows', 'All').properties),
    });
    await control.advance(3600);
    const applied = async () => {
      const { body } = await client.get(`${setId}/virtualMachines?${version}&$expand=instanceView`);
      return listOf(body.value).map((instance) => {
        const properties = objectOf(objectOf(instance).properties);
        const [disk] = listOf(objectOf(properties.instanceView).disks).map(objectOf);
        return `${properties.latestModelApplied} ${textOf(objectOf(listOf(disk?.statuses)[1]).code)}`;
      });
    };
    expect(await applied()).to.deep.equal(Array(3).fill('false EncryptionState/notEncrypted'));
    const upgrade = await client.send('POST', `${setId}/manualupgrade?${version}`, { instanceIds: ['1'] });
    expect(upgrade.status).to.equal(202);
    await control.advance(3600);
    expect(await applied()).to.deep.equal([
      'false EncryptionState/notEncrypted',
      'true EncryptionState/encrypted',
      'false EncryptionState/notEncrypted',
    ]);
    expect((await client.get(upgrade.headers.location ?? '')).status).to.equal(200);
    const one = await client.get(`${setId}/virtualMachines/1/instanceView?${version}`);
    expect(JSON.stringify(one.body)).to.contain('EncryptionState/encrypted');
    const summary = await client.get(`${setId}/instanceView?${version}`);
    expect(summary.body.extensions).to.deep.equal([
      { name: 'AzureDiskEncryption', statusesSummary: [{ code: 'ProvisioningState/succeeded', count: 1 }] },
    ]);
    expect(JSON.stringify(await control.state())).not.to.contain('hunter2');
  });

  it('an automatic scale set upgrades itself, and a Flexible one only its new instances', async () => {
    const withExtension = (set: JsonObject): JsonObject => {
      const properties = objectOf(set.properties);
      const extensions = [{ name: 'AzureDiskEncryption', properties: objectOf(enable('Windows', 'All').properties) }];
      return {
        ...set,
        properties: {
          ...properties,
          virtualMachineProfile: { ...objectOf(properties.virtualMachineProfile), extensionProfile: { extensions } },
        },
      };
    };
    await client.send('PUT', `${setId}?${version}`, scaleSet(2, 'Automatic'));
    await control.advance(300);
    await client.send('PUT', `${setId}?${version}`, withExtension(scaleSet(2, 'Automatic')));
    await control.advance(3600);
    const { value } = (await client.get(`${setId}/virtualMachines?${version}&$expand=instanceView`)).body;
    expect(JSON.stringify(value).match(/EncryptionState\/encrypted/g)).to.have.length(4);
    await client.send('PUT', `${setId}-flex?${version}`, scaleSet(1, 'Manual', { orchestrationMode: 'Flexible' }));
    await control.advance(300);
    await client.send('PUT', `${setId}-flex?${version}`, withExtension(scaleSet(2, 'Manual', { orchestrationMode: 'Flexible' })));
    await control.advance(3600);
    const flexible = listOf((await client.get(`${setId}-flex/virtualMachines?${version}&$expand=instanceView`)).body.value);
    expect(flexible.map((machine) => JSON.stringify(machine).includes('EncryptionState/encrypted'))).to.deep.equal([false, true]);
  });

  it('backs an encrypted machine up only when its key vault lets the backup service in', async () => {
    const encryptionSettings = {
      enabled: true,
      diskEncryptionKey: { secretUrl: 'https://kv-disks.vault.azure.net/secrets/s/1', sourceVault: { id: vaultId } },
    };
    const recovery = `${group}/providers/Microsoft.RecoveryServices/vaults/rsv-1`;
    const policyId = `${recovery}/backupPolicies/daily`;
    await control.seed({
      resources: [
        { ...virtualMachine(machineId, 'westeurope', 'Windows'), machine: { osVolume: 'Encrypted', encryptionSettings } },
        { id: recovery, location: 'westeurope' },
        { id: policyId },
      ],
    });
    const item = `${recovery}/backupFabrics/Azure/protectionContainers/iaasvmcontainer;iaasvmcontainerv2;rg-app;vm-1/protectedItems/vm;iaasvmcontainerv2;rg-app;vm-1?api-version=2026-02-01`;
    const body = { properties: { protectedItemType: 'Microsoft.Compute/virtualMachines', policyId, sourceResourceId: machineId } };
    const refused = await client.send('PUT', item, body);
    expect([refused.status, objectOf(refused.body.error).code]).to.deep.equal([400, 'UserErrorKeyVaultPermissionsNotConfigured']);
    await client.send(
      'PUT',
      `${vaultId}/providers/Microsoft.Authorization/roleAssignments/5b6f8d0e-0000-4000-8000-000000000001?api-version=2022-04-01`,
      {
        properties: { principalId: 'p', roleDefinitionId: '/x/00482a5a-887f-4fb3-b363-3b7fe8e74483' },
      },
    );
    expect((await client.send('PUT', item, body)).status).to.equal(202);
    await control.advance(120);
    const items = listOf((await client.get(`${recovery}/backupProtectedItems?api-version=2026-02-01`)).body.value);
    expect(items.map((entry) => objectOf(objectOf(entry).properties).virtualMachineId)).to.deep.equal([machineId]);
  });
});
