import { join } from 'node:path';
import { expect } from 'chai';
import { ServerControl } from './client.ts';
import { vault, virtualMachine } from './fleet.ts';
import { isObject, type Json, type JsonObject, listOf, objectOf } from './json.ts';
import { type RawAnswer, RawClient } from './raw-client.ts';
import { AzureServer } from './server.ts';
import { needShared, readJson, readLines } from './shared.ts';

const subscriptionId = '00000000-0000-0000-0000-000000000000';
const recorded = 'corpus/rest-examples/recorded';

/** Paths of all members, entries of an array counted as one. */
function shapeOf(value: Json | undefined, path = ''): string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap((entry) => shapeOf(entry, `${path}[]`)))];
  if (!isObject(value)) return [path];
  const members = Object.entries(value).flatMap(([key, entry]) => shapeOf(entry, path === '' ? key : `${path}.${key}`));
  return members.length === 0 ? [path] : members;
}

interface ProtocolRow {
  kind: string;
  uri: string;
  status: number;
  location: boolean;
  asyncOperation: boolean;
  bytes: number;
}

/** What a row of PROTOCOL.tsv, or a request here, is about. */
function kindOf(method: string, uri: string): string {
  const path = uri
    .replace(/^https:\/\/[^/]+/, '')
    .replace(/\?.*/, '')
    .toLowerCase();
  const tail = path.replace(/^\/subscriptions\/[^/]+\/resourcegroups\/[^/]+/, '').replace(/\/deployments\/[^/]+/, '/deployments/D');
  return `${method} ${tail.replace(/\/(operationstatuses|operations)\/[^/]+$/, '/$1/X').replace(/^\/subscriptions\/[^/]+\/operationresults\/.*/, '/operationresults/X')}`;
}

const rowsOf = (path: string): ProtocolRow[] =>
  readLines(path)
    .slice(1)
    .map((line) => {
      const [, , method = '', uri = '', status = '', location = '', asyncOperation = '', , , bytes = ''] = line.split('\t');
      return {
        kind: kindOf(method, uri),
        uri,
        status: Number(status),
        location: location !== '',
        asyncOperation: asyncOperation !== '',
        bytes: Number(bytes),
      };
    });

const storageTemplate = (sku: string): JsonObject => ({
  properties: {
    mode: 'Incremental',
    parameters: { storageAccountType: { value: sku } },
    template: {
      $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
      contentVersion: '1.0.0.0',
      parameters: { storageAccountType: { type: 'string' }, location: { type: 'string', defaultValue: '[resourceGroup().location]' } },
      resources: [
        {
          type: 'Microsoft.Storage/storageAccounts',
          apiVersion: '2019-04-01',
          name: 'store3ltwqnrsvfhvk',
          location: "[parameters('location')]",
          sku: { name: "[parameters('storageAccountType')]" },
          kind: 'StorageV2',
          properties: {},
        },
      ],
      outputs: { storageAccountId: { type: 'string', value: "[resourceId('Microsoft.Storage/storageAccounts', 'store3ltwqnrsvfhvk')]" } },
    },
  },
});

describe('azure server: the wire, compared with recorded traffic', () => {
  let azure: AzureServer;
  let control: ServerControl;
  let client: RawClient;
  const group = `/subscriptions/${subscriptionId}/resourcegroups/cli_test`;
  const deployment = `${group}/providers/Microsoft.Resources/deployments/storage_account_deploy`;
  const version = 'api-version=2022-09-01';

  beforeEach(async () => {
    azure = await AzureServer.start({ timeScale: 0 });
    control = new ServerControl(azure);
    client = new RawClient(azure);
    await control.seed({ subscriptions: [{ subscriptionId }], resourceGroups: [{ subscriptionId, name: 'cli_test', location: 'westus' }] });
  });

  afterEach(() => azure.close());

  it('bodies of validate, PUT, GET and operations have the recorded members', async function () {
    const folder = needShared(this, `${recorded}/test_resource_group_level_what_if`);
    const operations = needShared(this, `${recorded}/test_resource_group_deployment/019-GET-deployments-operations-200-response.json`);
    const validated = await client.send('POST', `${deployment}/validate?${version}`, storageTemplate('Standard_LRS'));
    expect(shapeOf(validated.body)).to.have.members(shapeOf(readJson(join(folder, '000-POST-deployments-validate-200-response.json'))));
    const put = await client.send('PUT', `${deployment}?${version}`, storageTemplate('Standard_LRS'));
    expect(shapeOf(put.body)).to.have.members(shapeOf(readJson(join(folder, '001-PUT-deployments-201-response.json'))));
    await control.advance(600);
    const got = await client.get(`${deployment}?${version}`);
    expect(shapeOf(got.body)).to.have.members(shapeOf(readJson(join(folder, '004-GET-deployments-200-response.json'))));
    const listed = await client.get(`${group}/deployments/storage_account_deploy/operations?${version}`);
    expect(shapeOf(listed.body)).to.have.members(shapeOf(readJson(operations)));
  });

  it('what-if of a changed sku answers the recorded delta', async function () {
    const expected = readJson(
      needShared(this, `${recorded}/test_resource_group_level_what_if/006-GET-operationresults-of-deployments-whatIf-200-response.json`),
    );
    await client.send('PUT', `${deployment}?${version}`, storageTemplate('Standard_LRS'));
    await control.advance(600);
    const started = await client.send('POST', `${deployment}/whatIf?${version}`, storageTemplate('Standard_GRS'));
    await control.advance(60);
    const { body } = await client.get(started.headers.location ?? '');
    const [change] = listOf(objectOf(body.properties).changes).map(objectOf);
    const [recordedChange] = listOf(objectOf(expected.properties).changes).map(objectOf);
    expect(Object.keys(body)).to.deep.equal(Object.keys(expected));
    expect(Object.keys(change ?? {})).to.deep.equal(Object.keys(recordedChange ?? {}));
    expect(change?.delta).to.deep.equal(recordedChange?.delta);
    expect(Object.keys(objectOf(change?.before))).to.deep.equal(Object.keys(objectOf(recordedChange?.before)));
  });

  it('a missing parameter is refused in the recorded words, with line and column', async function () {
    const expected = readJson(
      needShared(this, `${recorded}/test_resource_group_deployment/003-POST-deployments-validate-400-response.json`),
    );
    const lines = [
      '{"properties": {"mode": "Incremental", "parameters": {}, "template": {',
      '  "parameters": {',
      ...Array<string>(15).fill(''),
      '    "extra_param": { "type": "string" }',
      '  }, "resources": []',
      '}}}',
    ];
    const { status, body } = await client.send('POST', `${deployment}/validate?${version}`, lines.join('\n'));
    expect(status).to.equal(400);
    expect(body).to.deep.equal(expected);
  });

  it('statuses, headers and small bodies are recorded ones', async function () {
    const rows = rowsOf(needShared(this, `${recorded}/PROTOCOL.tsv`));
    const seen: [string, string, RawAnswer][] = [];
    const call = async (method: string, path: string, body?: unknown) => {
      const answer = await client.send(method, path, body);
      seen.push([method, path, answer]);
      return answer;
    };
    await call('POST', `${deployment}/validate?${version}`, storageTemplate('Standard_LRS'));
    await call('POST', `${deployment}/validate?${version}`, {
      properties: { mode: 'Incremental', template: storageTemplateWithoutParameters() },
    });
    const put = await call('PUT', `${deployment}?${version}`, storageTemplate('Standard_LRS'));
    const statusUrl = put.headers['azure-asyncoperation'] ?? '';
    const texts = [(await call('GET', statusUrl)).text];
    await control.advance(2);
    await client.send('PUT', `${deployment}2?${version}`, storageTemplate('Standard_LRS'));
    await control.advance(600);
    texts.push((await call('GET', statusUrl)).text);
    await call('GET', `${deployment}?${version}`);
    await call('GET', `${group}/providers/Microsoft.Resources/deployments/?${version}`);
    await call('GET', `${group}/deployments/storage_account_deploy/operations?${version}`);
    const whatIf = await call('POST', `${deployment}/whatIf?${version}`, storageTemplate('Standard_GRS'));
    await call('GET', whatIf.headers.location ?? '');
    const replaced = await call('PUT', `${deployment}?${version}`, storageTemplate('Standard_GRS'));
    expect([put.status, replaced.status]).to.deep.equal([201, 200]);
    await call('POST', `${deployment}/cancel?${version}`);
    const deleted = await call('DELETE', `${deployment}?${version}`);
    await call('GET', deleted.headers.location ?? '');
    await control.advance(600);
    await call('GET', deleted.headers.location ?? '');
    for (const [method, path, { status, headers }] of seen) {
      const kind = kindOf(method, path);
      const mine = { status, location: headers.location !== undefined, asyncOperation: headers['azure-asyncoperation'] !== undefined };
      const same = rows.filter((row) => row.kind === kind);
      const known = same.map((row) => ({ status: row.status, location: row.location, asyncOperation: row.asyncOperation }));
      expect(known, `${kind} was recorded`).not.to.have.length(0);
      expect(known, `${kind} ${JSON.stringify(mine)}`).to.deep.include(mine);
      expect(headers['x-ms-request-id'], kind).to.match(/^[0-9a-f-]{36}$/);
      expect(headers['x-ms-correlation-request-id'], kind).to.match(/^[0-9a-f-]{36}$/);
    }
    const lengths = new Set(rows.filter(({ kind }) => kind.endsWith('/operationstatuses/X')).map(({ bytes }) => bytes));
    for (const text of texts) expect([...lengths], text).to.include(Buffer.byteLength(text));
  });

  it('a resource that is missing is refused in as many bytes as recorded', async function () {
    const rows = rowsOf(needShared(this, `${recorded}/PROTOCOL.tsv`)).filter(
      ({ status, uri }) => status === 404 && /Microsoft\.(Compute|Network)/.test(uri),
    );
    expect(rows).to.have.length(3);
    for (const { uri, bytes } of rows) {
      const name = /resourcegroups\/([^/]+)/i.exec(uri)?.[1] ?? '';
      await control.seed({ resourceGroups: [{ subscriptionId, name, location: 'westus' }] });
      const { status, text } = await client.get(uri.replace(/^https:\/\/[^/]+/, ''));
      expect([status, Buffer.byteLength(text)], text).to.deep.equal([404, bytes]);
    }
  });

  it('instance views, extensions and vaults have the recorded members', async function () {
    const views = needShared(this, 'corpus/instance-views');
    const recordings = needShared(this, 'corpus/recordings/cli-2023-06-06-test_vm_disk_encryption_e2e');
    const scope = `/subscriptions/${subscriptionId}/resourceGroups/cli_test`;
    const vaultId = `${scope}/providers/Microsoft.KeyVault/vaults/vault000002`;
    const machine = `${scope}/providers/Microsoft.Compute/virtualMachines/vm1`;
    await control.seed({ resources: [vault(vaultId, 'westus'), virtualMachine(machine, 'westus', 'Windows')] });
    const request = readJson(join(recordings, '021-PUT-virtualMachines-extensions-request.json'));
    const settings = { ...objectOf(objectOf(request.properties).settings), KeyVaultResourceId: vaultId };
    const extension = `${machine}/extensions/AzureDiskEncryption?api-version=2023-03-01`;
    const put = await client.send('PUT', extension, { ...request, properties: { ...objectOf(request.properties), settings } });
    expect(put.status).to.equal(201);
    expect(shapeOf(put.body)).to.have.members(shapeOf(readJson(join(recordings, '021-PUT-virtualMachines-extensions-response.json'))));
    expect(objectOf(put.body.properties).provisioningState).to.equal('Creating');
    await control.advance(3600);
    const expanded = await client.get(`${extension}&$expand=instanceView`);
    const recordedExtension = readJson(join(recordings, '029-GET-virtualMachines-extensions-expand-instanceView-response.json'));
    expect(shapeOf(expanded.body)).to.have.members(shapeOf(recordedExtension));
    const view = objectOf((await client.get(`${machine}?api-version=2023-03-01&$expand=instanceView`)).body.properties).instanceView;
    const recordedMachine = readJson(join(views, 'windows-vm-encrypted--cli-2023-06-06-test_vm_disk_encryption_e2e-030.json'));
    expect(shapeOf(view as Json)).to.have.members(shapeOf(objectOf(recordedMachine.properties).instanceView as Json));
    const again = await client.send('PUT', extension, {
      location: 'westus',
      properties: {
        publisher: 'Microsoft.Azure.Security',
        type: 'AzureDiskEncryption',
        typeHandlerVersion: '2.2',
        autoUpgradeMinorVersion: true,
        settings: { VolumeType: 'ALL', EncryptionOperation: 'DisableEncryption', SequenceVersion: '2' },
      },
    });
    expect([again.status, objectOf(again.body.properties).provisioningState]).to.deep.equal([200, 'Updating']);
  });

  it('a failed provider operation is told as recorded', async function () {
    const expected = readJson(
      needShared(
        this,
        'corpus/recordings/ps-TestVirtualMachineScaleSetDiskEncryptionExtension/054-GET-operationStatus-FAILED-response.json',
      ),
    );
    const machine = `/subscriptions/${subscriptionId}/resourceGroups/cli_test/providers/Microsoft.Compute/virtualMachines/vm1`;
    await control.seed({ resources: [virtualMachine(machine, 'westus', 'Windows')] });
    const settings = {
      EncryptionOperation: 'EnableEncryption',
      VolumeType: 'All',
      KeyVaultURL: 'https://gone.vault.azure.net/',
      KeyVaultResourceId: machine,
    };
    const properties = { publisher: 'Microsoft.Azure.Security', type: 'AzureDiskEncryption', typeHandlerVersion: '2.2', settings };
    const put = await client.send('PUT', `${machine}/extensions/AzureDiskEncryption?api-version=2023-03-01`, {
      location: 'westus',
      properties,
    });
    await control.advance(3600);
    const { body } = await client.get(put.headers['azure-asyncoperation'] ?? '');
    expect(shapeOf(body)).to.deep.equal(shapeOf(expected));
    expect([body.status, objectOf(body.error).code]).to.deep.equal([expected.status, objectOf(expected.error).code]);
  });
});

function storageTemplateWithoutParameters(): Json {
  const template = structuredClone(objectOf(objectOf(storageTemplate('').properties).template));
  return template;
}
