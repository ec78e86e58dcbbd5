import { expect } from 'chai';
import { checkRequests } from './check-requests.ts';
import { ServerControl } from './client.ts';
import { vault, virtualMachine } from './fleet.ts';
import { PublishedApi } from './published-api.ts';
import { RawClient } from './raw-client.ts';
import type { RecordedRequest } from './recorder.ts';
import { sdkClient } from './sdk.ts';
import { AzureServer } from './server.ts';
import { needShared, sharedFolder } from './shared.ts';

const subscriptionId = '11111111-1111-1111-1111-111111111111';
const group = `/subscriptions/${subscriptionId}/resourceGroups/rg-app`;
const machineId = `${group}/providers/Microsoft.Compute/virtualMachines/vm-1`;
const setId = `${group}/providers/Microsoft.Compute/virtualMachineScaleSets/vmss-1`;
const vaultId = `${group}/providers/Microsoft.KeyVault/vaults/kv-disks`;

describe('azure server: requests against the published description', () => {
  let api: PublishedApi;

  before(function () {
    needShared(this, 'arm-oracle/official/known-versions.json');
    const loaded = PublishedApi.load(sharedFolder);
    if (loaded === undefined) return this.skip();
    api = loaded;
  });

  const recorded = (method: string, url: string, body: unknown = ''): RecordedRequest => ({
    number: 1,
    at: 0,
    plane: 'arm',
    method,
    url,
    headers: {},
    body: typeof body === 'string' ? body : JSON.stringify(body),
    faults: [],
    polling: false,
    correlationId: '',
  });
  const problems = (method: string, url: string, body?: unknown) =>
    checkRequests([recorded(method, url, body)], api).map(({ problem }) => problem);

  it('has nothing against what the SDK sends', async () => {
    const azure = await AzureServer.start();
    const control = new ServerControl(azure);
    await control.seed({ resources: [vault(vaultId, 'westeurope'), virtualMachine(machineId, 'westeurope', 'Linux')] });
    const client = sdkClient(azure, subscriptionId);
    const raw = new RawClient(azure);
    const properties = {
      template: { $schema: '', contentVersion: '1.0.0.0', resources: [] },
      parameters: {},
      mode: 'Incremental' as const,
    };
    const fast = { updateIntervalInMs: 1 };
    await client.deployments.beginValidateAndWait('rg-app', 'd', { properties }, fast);
    await client.deployments.beginWhatIfAndWait(
      'rg-app',
      'd',
      { properties: { ...properties, whatIfSettings: { resultFormat: 'FullResourcePayloads' } } },
      fast,
    );
    await client.deployments.beginCreateOrUpdateAndWait('rg-app', 'd', { properties, tags: { run: '1' } }, fast);
    for await (const _ of client.deploymentOperations.list('rg-app', 'd'));
    for await (const _ of client.deployments.listByResourceGroup('rg-app'));
    for await (const _ of client.resources.listByResourceGroup('rg-app'));
    await client.resources.getById(machineId, '2025-04-01');
    await client.resources.beginUpdateByIdAndWait(machineId, '2025-04-01', { tags: { a: 'b' } }, fast);
    await client.resourceGroups.createOrUpdate('rg-new', { location: 'westeurope' });
    await client.deployments.beginDeleteAndWait('rg-app', 'd', fast);
    for (const path of [
      `${machineId}?api-version=2025-04-01&$expand=instanceView`,
      `${machineId}/instanceView?api-version=2025-04-01`,
      `${setId}/virtualMachines?api-version=2025-04-01&$expand=instanceView`,
    ])
      await raw.get(path);
    await raw.send('POST', `${machineId}/restart?api-version=2025-04-01`);
    await raw.send('POST', `${setId}/manualupgrade?api-version=2025-04-01`, { instanceIds: ['*'] });
    await raw.send('PATCH', `${vaultId}?api-version=2026-02-01`, { properties: { enabledForDiskEncryption: true } });
    await raw.get(
      `/subscriptions/${subscriptionId}/providers/Microsoft.Compute/skus?api-version=2021-07-01&$filter=location eq 'westeurope'`.replaceAll(
        ' ',
        '%20',
      ),
    );
    expect(checkRequests(await control.requests(), api)).to.deep.equal([]);
    await azure.close();
  });

  it('complains of paths, methods, apiVersions, names, parameters and properties that were never published', () => {
    const deployment = `${group}/providers/Microsoft.Resources/deployments`;
    const version = 'api-version=2025-03-01';
    const body = { properties: { mode: 'Incremental', template: {} } };
    expect(problems('PUT', `${deployment}/d?${version}`, body)).to.deep.equal([]);
    expect(problems('PUT', `${deployment}/${'d'.repeat(65)}?${version}`, body)[0]).to.contain('has 65 characters');
    expect(problems('PUT', `${deployment}/a%20b?${version}`, body)[0]).to.contain('does not match');
    expect(problems('PUT', `${deployment}/d?api-version=2025-03-02`, body)).to.deep.equal([
      'apiVersion 2025-03-02 of Microsoft.Resources/deployments was never published',
    ]);
    expect(problems('PUT', `${deployment}/d?${version}`, { properties: { template: {} } })[0]).to.contain(
      "must have required property 'mode'",
    );
    expect(problems('PUT', `${deployment}/d?${version}`, { properties: { mode: 'incremental', template: {} } })[0]).to.contain(
      'must be equal to one of the allowed values',
    );
    expect(problems('PUT', `${deployment}/d?${version}`, { properties: { mode: 'Incremental', templat: {} } })).to.include(
      'properties.templat is not a property',
    );
    expect(problems('PATCH', `${deployment}/d?${version}`, body)[0]).to.match(/published/);
    expect(problems('GET', `${deployment}/d`)).to.deep.equal(['api-version is missing']);
    expect(problems('GET', `${machineId}?api-version=2025-04-01&expand=instanceView`)).to.deep.equal([
      'the query parameter expand is not published',
    ]);
    expect(problems('GET', `${machineId}?api-version=2099-01-01`)).to.deep.equal([
      'apiVersion 2099-01-01 of Microsoft.Compute/virtualMachines was never published',
    ]);
    expect(problems('GET', `${group}/providers/Microsoft.Compute/virtualMachine/vm-1?api-version=2025-04-01`)[0]).to.contain(
      'was never published',
    );
    expect(problems('POST', `${machineId}/reboot?api-version=2025-04-01`)).to.deep.equal([
      'POST reboot of Microsoft.Compute/virtualMachines is not published',
    ]);
    const extension = `${machineId}/extensions/AzureDiskEncryption?api-version=2025-11-01`;
    expect(problems('PUT', extension, { location: 'westeurope', properties: { publisher: 'a', setings: {} } })).to.deep.equal([
      'properties.setings is not a property',
    ]);
    expect(problems('PATCH', `${machineId}?api-version=2025-11-01`, { properties: { provisioningState: 'Succeeded' } })).to.deep.equal([
      'properties.provisioningState is read-only',
    ]);
    expect(problems('GET', '/nothing?api-version=2025-04-01')).to.deep.equal(['no published operation has this path and method']);
  });
});
