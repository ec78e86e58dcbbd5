import type { ResourceManagementClient, WhatIfOperationResult } from '@azure/arm-resources';
import { expect } from 'chai';
import { sharedJson } from '../shared.ts';
import { acceptedByRunTag, acceptedByTag, ServerControl } from './client.ts';
import { vault, virtualMachine } from './fleet.ts';
import { type JsonObject, objectOf } from './json.ts';
import { sdkClient } from './sdk.ts';
import { AzureServer } from './server.ts';

const subscriptionId = '11111111-1111-1111-1111-111111111111';
const group = `/subscriptions/${subscriptionId}/resourceGroups/rg-app`;
const machineId = (name: string) => `${group}/providers/Microsoft.Compute/virtualMachines/${name}`;
const fast = { updateIntervalInMs: 5 };

/** One extension of each machine, as generated templates write them. */
function enableTemplate(machines: string[], tag = 'tag-1'): JsonObject {
  return {
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    parameters: { location: { type: 'string', defaultValue: '[resourceGroup().location]' }, disksKeyVaultName: { type: 'string' } },
    variables: {
      disksKeyVaultId: "[resourceId('Microsoft.KeyVault/vaults', parameters('disksKeyVaultName'))]",
      disksKeyVaultUrl: "[uri(concat('https://', parameters('disksKeyVaultName'), environment().suffixes.keyvaultDns), '/')]",
    },
    resources: machines.map((name) => ({
      type: 'Microsoft.Compute/virtualMachines/extensions',
      apiVersion: '2025-04-01',
      name: `${name}/AzureDiskEncryptionForLinux`,
      location: "[parameters('location')]",
      properties: {
        publisher: 'Microsoft.Azure.Security',
        type: 'AzureDiskEncryptionForLinux',
        typeHandlerVersion: '1.1',
        autoUpgradeMinorVersion: true,
        forceUpdateTag: tag,
        settings: {
          EncryptionOperation: 'EnableEncryption',
          VolumeType: 'Data',
          KeyVaultURL: "[variables('disksKeyVaultUrl')]",
          KeyVaultResourceId: "[variables('disksKeyVaultId')]",
          SequenceVersion: tag,
        },
      },
    })),
  };
}

const deployment = (machines: string[], tag?: string) => ({
  properties: {
    template: enableTemplate(machines, tag),
    parameters: { disksKeyVaultName: { value: 'kv-disks' } },
    mode: 'Incremental' as const,
  },
  tags: { run: 'run-1' },
});

interface Failure {
  statusCode?: number;
  code?: string;
  message: string;
  details?: { error?: JsonObject };
}

/** The error that a promise is refused with. */
async function failureOf(promise: Promise<unknown>): Promise<Failure> {
  try {
    await promise;
  } catch (error) {
    return error as Failure;
  }
  throw new Error('it succeeded');
}

describe('azure server: deployments, by the SDK', () => {
  let azure: AzureServer;
  let control: ServerControl;
  let client: ResourceManagementClient;

  beforeEach(async () => {
    azure = await AzureServer.start();
    control = new ServerControl(azure);
    client = sdkClient(azure, subscriptionId, 0);
    await control.seed({
      resources: [
        vault(`${group}/providers/Microsoft.KeyVault/vaults/kv-disks`, 'westeurope'),
        virtualMachine(machineId('vm-db-01'), 'westeurope', 'Linux'),
        virtualMachine(machineId('vm-db-02'), 'westeurope', 'Linux'),
      ],
    });
  });

  afterEach(() => azure.close());

  it('runs a deployment to its end and tells its operations', async () => {
    const poller = await client.deployments.beginCreateOrUpdate('rg-app', 'enable', deployment(['vm-db-01', 'vm-db-02']), fast);
    const result = await poller.pollUntilDone();
    expect(result.properties?.provisioningState).to.equal('Succeeded');
    expect(result.properties?.outputResources?.map(({ id }) => id)).to.have.members([
      `${machineId('vm-db-01')}/extensions/AzureDiskEncryptionForLinux`,
      `${machineId('vm-db-02')}/extensions/AzureDiskEncryptionForLinux`,
    ]);
    expect(result.tags).to.deep.equal({ run: 'run-1' });
    const operations = [];
    for await (const operation of client.deploymentOperations.list('rg-app', 'enable')) operations.push(operation.properties?.statusCode);
    expect(operations).to.deep.equal(['Created', 'Created']);
    const resource = await client.resources.getById(`${machineId('vm-db-01')}/extensions/AzureDiskEncryptionForLinux`, '2025-04-01');
    const properties = objectOf(resource.properties);
    expect(objectOf(properties.settings).KeyVaultURL).to.equal('https://kv-disks.vault.azure.net/');
    expect(properties.provisioningState).to.equal('Succeeded');
  });

  it('counts what it accepted, by tag and by run tag', async () => {
    await client.deployments.beginCreateOrUpdateAndWait('rg-app', 'enable', deployment(['vm-db-01']), fast);
    await client.deployments.beginCreateOrUpdateAndWait('rg-app', 'enable', deployment(['vm-db-01', 'vm-db-02']), fast);
    const accepted = await control.accepted();
    expect(acceptedByTag(accepted, 'run').get('run-1')).to.have.length(2);
    expect(Object.fromEntries(acceptedByRunTag(accepted))).to.deep.equal({
      [`${machineId('vm-db-01')}/extensions/AzureDiskEncryptionForLinux tag-1`.toLowerCase()]: 2,
      [`${machineId('vm-db-02')}/extensions/AzureDiskEncryptionForLinux tag-1`.toLowerCase()]: 1,
    });
    const started = (await control.log()).filter(({ event }) => event === 'handler started');
    expect(started.map(({ id }) => id)).to.deep.equal([machineId('vm-db-01'), machineId('vm-db-02')]);
  });

  it('validates, and refuses a parameter that is missing with its place in the request', async () => {
    const valid = await client.deployments.beginValidateAndWait('rg-app', 'enable', deployment(['vm-db-01']));
    expect(valid.properties?.validatedResources).to.have.length(1);
    const { parameters: _, ...without } = deployment(['vm-db-01']).properties;
    const failure = await failureOf(client.deployments.beginValidateAndWait('rg-app', 'enable', { properties: without }));
    expect(failure.statusCode).to.equal(400);
    expect(failure.code).to.equal('InvalidTemplate');
    const [request] = (await control.requests()).slice(-1);
    const column = (request?.body ?? '').indexOf('{', (request?.body ?? '').indexOf('"disksKeyVaultName":')) + 1;
    expect(failure.message).to.equal(
      `Deployment template validation failed: 'The value for the template parameter 'disksKeyVaultName' at line '1' and column '${column}' is not provided. Please see https://aka.ms/arm-create-parameter-file for usage details.'.`,
    );
  });

  it('previews creation, no change, a change, what it ignores and what it cannot tell', async () => {
    const preview = async (machines: string[], tag: string) => {
      // The SDK's own model takes texts in a delta apart into letters, so the text of the answer is read.
      let raw:
        | { properties: { changes: { resourceId: string; changeType: string; before?: JsonObject; delta?: JsonObject[] }[] } }
        | undefined;
      const onResponse = (response: { bodyAsText?: string | null; status: number }) => {
        if (response.status === 200) raw = JSON.parse(response.bodyAsText ?? '') as typeof raw;
      };
      const result: WhatIfOperationResult = await client.deployments.beginWhatIfAndWait('rg-app', 'enable', deployment(machines, tag), {
        ...fast,
        onResponse,
      });
      expect(result.status).to.equal('Succeeded');
      return raw?.properties.changes ?? [];
    };
    const kinds = async (tag: string) => (await preview(['vm-db-01'], tag)).map(({ changeType }) => changeType);
    expect((await kinds('tag-1')).filter((kind) => kind !== 'Ignore')).to.deep.equal(['Create']);
    await client.deployments.beginCreateOrUpdateAndWait('rg-app', 'enable', deployment(['vm-db-01']), fast);
    expect((await kinds('tag-1'))[0]).to.equal('NoChange');
    const [changed, ...rest] = await preview(['vm-db-01'], 'tag-2');
    expect(changed?.changeType).to.equal('Modify');
    expect(Object.keys(objectOf(changed?.before?.properties))).not.to.include('provisioningState');
    expect(changed?.delta).to.deep.equal([
      { path: 'properties.forceUpdateTag', propertyChangeType: 'Modify', before: 'tag-1', after: 'tag-2' },
      { path: 'properties.settings.SequenceVersion', propertyChangeType: 'Modify', before: 'tag-1', after: 'tag-2' },
    ]);
    expect(new Set(rest.map(({ changeType }) => changeType))).to.deep.equal(new Set(['Ignore']));
  });

  it('refuses a deployment over one that runs, and one into a group that is not there', async () => {
    await client.deployments.beginCreateOrUpdate('rg-app', 'enable', deployment(['vm-db-01']), fast);
    const active = await failureOf(client.deployments.beginCreateOrUpdate('rg-app', 'enable', deployment(['vm-db-01']), fast));
    expect([active.statusCode, active.code]).to.deep.equal([409, 'DeploymentActive']);
    const missing = await failureOf(client.deployments.beginCreateOrUpdate('rg-gone', 'enable', deployment(['vm-db-01']), fast));
    expect([missing.statusCode, missing.code, missing.message]).to.deep.equal([
      404,
      'ResourceGroupNotFound',
      "Resource group 'rg-gone' could not be found.",
    ]);
    expect(await control.accepted()).to.have.length(1);
  });

  it('fails in the middle: the error is nested, the other machine is done, and the operations tell which is which', async () => {
    const error = { code: 'VMExtensionProvisioningError', message: 'VM has reported a failure when processing extension.' };
    await control.script({ behaviours: [{ id: 'vm-db-02/extensions', behaviour: { kind: 'fails', error } }] });
    const failure = await failureOf(
      client.deployments.beginCreateOrUpdateAndWait('rg-app', 'enable', deployment(['vm-db-01', 'vm-db-02']), fast),
    );
    expect(failure.message).to.contain('DeploymentFailed');
    const { properties } = await client.deployments.get('rg-app', 'enable');
    expect(properties?.provisioningState).to.equal('Failed');
    expect(properties?.error?.details?.[0]?.code).to.equal('ResourceDeploymentFailure');
    expect(properties?.error?.details?.[0]?.details?.[0]).to.deep.include(error);
    const states: Record<string, string | undefined> = {};
    for await (const { properties: step } of client.deploymentOperations.list('rg-app', 'enable')) {
      states[step?.targetResource?.resourceName ?? ''] = step?.provisioningState;
    }
    expect(states).to.deep.equal({ 'vm-db-01/AzureDiskEncryptionForLinux': 'Succeeded', 'vm-db-02/AzureDiskEncryptionForLinux': 'Failed' });
  });

  it('tells errors as text, as older apiVersions do, and validates later, as newer ones may', async () => {
    await azure.close();
    azure = await AzureServer.start({ deploymentErrors: 'text', asyncValidate: true });
    control = new ServerControl(azure);
    client = sdkClient(azure, subscriptionId, 0);
    await control.seed({ resources: [virtualMachine(machineId('vm-db-01'), 'westeurope', 'Linux')] });
    const validated = await client.deployments.beginValidateAndWait('rg-app', 'enable', deployment(['vm-db-01']), fast);
    expect(validated.properties?.validatedResources).to.have.length(1);
    expect((await control.requests()).find(({ url }) => url.includes('/validate'))?.status).to.equal(202);
    // The vault is not there, so the platform refuses.
    await failureOf(client.deployments.beginCreateOrUpdateAndWait('rg-app', 'enable', deployment(['vm-db-01']), fast));
    const [detail] = (await client.deployments.get('rg-app', 'enable')).properties?.error?.details ?? [];
    expect(detail?.code).to.equal('Conflict');
    const inner = JSON.parse(detail?.message ?? '') as JsonObject;
    expect(objectOf(inner.error).code).to.equal('ResourceDeploymentFailure');
    expect(JSON.stringify(inner)).to.contain('Failed to send DiskEncryptionData');
  });

  it('makes what a template orders, and fails where an order is missing', async () => {
    const vm = (dependsOn: string[]): JsonObject => ({
      type: 'Microsoft.Compute/virtualMachines',
      apiVersion: '2025-04-01',
      name: 'vm-new',
      location: 'westeurope',
      dependsOn,
      properties: {
        hardwareProfile: { vmSize: 'Standard_D4s_v5' },
        storageProfile: {
          osDisk: { createOption: 'FromImage' },
          imageReference: { publisher: 'RedHat', offer: 'RHEL', sku: '8_9', version: 'latest' },
        },
        networkProfile: { networkInterfaces: [{ id: "[resourceId('Microsoft.Network/networkInterfaces', 'nic-new')]" }] },
      },
    });
    const template = (dependsOn: string[]): JsonObject => ({
      $schema: '',
      contentVersion: '1.0.0.0',
      resources: [
        vm(dependsOn),
        {
          type: 'Microsoft.Network/networkInterfaces',
          apiVersion: '2024-05-01',
          name: 'nic-new',
          location: 'westeurope',
          properties: { ipConfigurations: [] },
        },
      ],
    });
    const deploy = (name: string, dependsOn: string[]) => {
      const properties = { template: template(dependsOn), parameters: {}, mode: 'Incremental' as const };
      return client.deployments.beginCreateOrUpdateAndWait('rg-app', name, { properties }, fast);
    };
    await failureOf(deploy('unordered', []));
    const { properties } = await client.deployments.get('rg-app', 'unordered');
    expect(properties?.error?.details?.[0]?.code).to.equal('InvalidResourceReference');
    const ordered = await deploy('ordered', ["[resourceId('Microsoft.Network/networkInterfaces', 'nic-new')]"]);
    expect(ordered.properties?.dependencies).to.have.length(1);
    const events = (await control.log()).filter(({ id }) => /nic-new|vm-new$/.test(id)).slice(-4);
    expect(events.map(({ event, id }) => `${event} ${id.split('/').at(-1)}`)).to.deep.equal([
      'updated nic-new',
      'write succeeded nic-new',
      'created vm-new',
      'write succeeded vm-new',
    ]);
  });

  it('refuses by right, policy and quota, each with its own code', async () => {
    const validate = () => failureOf(client.deployments.beginValidateAndWait('rg-app', 'enable', deployment(['vm-db-01'])));
    await control.script({ refusals: [{ kind: 'AuthorizationFailed', scope: 'rg-app', action: 'deployments' }] });
    expect((await validate()).code).to.equal('AuthorizationFailed');
    await control.script({ refusals: [{ kind: 'RequestDisallowedByPolicy', scope: 'vm-db-01', policy: 'deny-extensions' }] });
    const policy = await validate();
    expect(policy.code).to.equal('InvalidTemplateDeployment');
    expect(JSON.stringify(policy.details)).to.contain('"code":"RequestDisallowedByPolicy"').and.to.contain('PolicyViolation');
    await control.script({
      refusals: [{ kind: 'QuotaExceeded', scope: 'vm-db-01', family: 'standardDSv5Family', limit: 10, usage: 8, required: 4 }],
    });
    expect(JSON.stringify((await validate()).details)).to.contain('(Minimum) New Limit Required: 12');
  });

  it('keeps no more deployments than the limit: the oldest go, or a new one is refused', async () => {
    const empty = {
      properties: { template: { $schema: '', contentVersion: '1.0.0.0', resources: [] }, parameters: {}, mode: 'Incremental' as const },
    };
    const deploy = (name: number) => client.deployments.beginCreateOrUpdateAndWait('rg-app', `d-${name}`, empty, fast);
    azure.world.options.deploymentHistory = { limit: 52, deleteOldest: true };
    for (let name = 0; name < 28; name += 1) await deploy(name);
    expect([...azure.world.deployments.values()].map(({ name }) => name)).to.deep.equal(['d-25', 'd-26', 'd-27']);
    azure.world.options.deploymentHistory = { limit: 3, deleteOldest: false };
    const refused = await failureOf(deploy(28));
    expect([refused.statusCode, refused.code]).to.deep.equal([409, 'DeploymentQuotaExceeded']);
  });

  it('keeps secure values to itself', async () => {
    const template = {
      ...enableTemplate(['vm-db-01']),
      parameters: {
        disksKeyVaultName: { type: 'string' },
        location: { type: 'string', defaultValue: 'westeurope' },
        secret: { type: 'secureString' },
      },
    };
    const properties = {
      template,
      parameters: { disksKeyVaultName: { value: 'kv-disks' }, secret: { value: 'hunter2' } },
      mode: 'Incremental' as const,
    };
    await client.deployments.beginCreateOrUpdateAndWait('rg-app', 'secure', { properties }, fast);
    const shown = await client.deployments.get('rg-app', 'secure');
    expect(objectOf(shown.properties?.parameters).secret).to.deep.equal({ type: 'SecureString' });
    expect(JSON.stringify(await control.state())).not.to.contain('hunter2');
  });

  it('cancels, deletes and tells whether a deployment exists', async () => {
    await control.script({ behaviours: [{ id: 'deployments/enable', behaviour: { kind: 'neverEnds' } }] });
    const poller = await client.deployments.beginCreateOrUpdate('rg-app', 'enable', deployment(['vm-db-01']), fast);
    await control.advance(3600);
    await poller.poll();
    expect(poller.getOperationState().status).to.equal('running');
    await client.deployments.cancel('rg-app', 'enable');
    expect((await client.deployments.get('rg-app', 'enable')).properties?.provisioningState).to.equal('Canceled');
    expect((await failureOf(client.deployments.cancel('rg-app', 'enable'))).statusCode).to.equal(409);
    await client.deployments.beginDeleteAndWait('rg-app', 'enable', fast);
    expect(await client.deployments.checkExistence('rg-app', 'enable')).to.deep.include({ body: false });
  });

  it('pages every list', async () => {
    await azure.close();
    azure = await AzureServer.start({ pageSize: 3 });
    control = new ServerControl(azure);
    client = sdkClient(azure, subscriptionId, 0);
    const machines = Array.from({ length: 8 }, (_, index) => `vm-${index}`);
    await control.seed({
      resources: [
        vault(`${group}/providers/Microsoft.KeyVault/vaults/kv-disks`, 'westeurope'),
        ...machines.map((name) => virtualMachine(machineId(name), 'westeurope', 'Linux')),
      ],
    });
    await client.deployments.beginCreateOrUpdateAndWait('rg-app', 'enable', deployment(machines), fast);
    const operations = [];
    for await (const operation of client.deploymentOperations.list('rg-app', 'enable')) operations.push(operation);
    expect(operations).to.have.length(8);
    const listed = [];
    for await (const resource of client.resources.list({ filter: "resourceType eq 'Microsoft.Compute/virtualMachines'" }))
      listed.push(resource.name);
    expect(listed).to.deep.equal(machines);
    expect((await control.requests()).filter(({ url }) => url.includes('skiptoken'))).to.have.length(4);
  });

  it('expands the hand-made template over two vaults', async function () {
    const template: JsonObject = sharedJson(this, 'shape/azuredeploy.json');
    const parameters: { parameters: Record<string, { value: string }> } = sharedJson(this, 'shape/azuredeploy.parameters.json');
    const validated = await client.deployments.beginValidateAndWait('rg-app', 'shape', {
      properties: { template, parameters: parameters.parameters, mode: 'Incremental' },
    });
    expect(validated.properties?.validatedResources?.map(({ id }) => id)).to.deep.equal([
      `${machineId('vm-web-01')}/extensions/AzureDiskEncryption`,
      `${machineId('vm-db-01')}/extensions/AzureDiskEncryptionForLinux`,
    ]);
  });
});
