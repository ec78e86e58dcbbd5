import { expect } from 'chai';
import type { AzureClient, DeploymentContent } from '../../src/azure/client.ts';
import { AzureError } from '../../src/azure/errors.ts';
import { redactor } from '../../src/azure/secrets.ts';
import type { VirtualMachineResource } from '../../src/azure/wire.ts';
import { emptyScript, type FaultRule, type Script } from '../azure-server/script.ts';
import { plant } from '../azure-server/seed.ts';
import { AzureServer } from '../azure-server/server.ts';
import { azureWith, clientOf, group, machineId, quickRetries, subscriptionId } from './fleet-run.ts';

const version = '2026-03-01';
const place = { subscriptionId, resourceGroup: 'rg-payments', name: 'payments-test' };
const content = (name = 'kv-new'): DeploymentContent => ({
  template: {
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    resources: [
      {
        type: 'Microsoft.KeyVault/vaults',
        apiVersion: '2026-02-01',
        name,
        location: 'westeurope',
        properties: { tenantId: '72f988bf-0000-4000-8000-2d7cd011db47', sku: { family: 'A', name: 'standard' }, accessPolicies: [] },
      },
    ],
  },
  parameters: {},
  tags: { 'armade-run': 'run-1/abc' },
});

async function refusal(work: Promise<unknown>): Promise<AzureError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof AzureError) return error;
    throw error;
  }
  throw new Error('it was not refused');
}

describe('client of Azure Resource Manager', () => {
  let server: AzureServer;
  let client: AzureClient;
  const script = (more: Partial<Script>) => {
    server.world.script = { ...emptyScript(), ...more };
  };
  const faults = (...rules: FaultRule[]) => script({ faults: rules });
  const armRequests = () => server.recorder.requests.filter(({ plane }) => plane === 'arm');

  beforeEach(async () => {
    server = await AzureServer.start({ pageSize: 3 });
    plant(server.world, azureWith({ 'vm-1': 'Windows' }));
    client = clientOf(server);
  });
  afterEach(() => server.close());

  const readMachine = () => client.read<VirtualMachineResource>(machineId('vm-1'), version, { expand: 'instanceView' });

  it('reads a resource with its instance view, and undefined for what is not there', async () => {
    const read = await readMachine();
    expect(read?.resource.properties?.instanceView?.disks).to.have.lengthOf(2);
    expect(read?.etag).to.be.a('string');
    expect(await client.read(machineId('vm-9'), version)).to.equal(undefined);
  });

  it('does not take a subscription that nobody sees for a machine that is not there', async () => {
    const other = machineId('vm-1').replaceAll('1111', '9999');
    expect((await refusal(client.read(other, version))).failure.code).to.equal('SubscriptionNotFound');
  });

  it('repeats reads after throttling, failures of the service, lost connections and half answers', async () => {
    const passing: FaultRule[] = [
      { times: 1, fault: { kind: 'status', status: 429, retryAfter: 0 } },
      { times: 1, fault: { kind: 'status', status: 503 } },
      { times: 1, fault: { kind: 'status', status: 500 } },
      { times: 1, fault: { kind: 'reset', when: 'before' } },
      { times: 1, fault: { kind: 'reset', when: 'body' } },
      { times: 1, fault: { kind: 'truncate' } },
      { times: 1, fault: { kind: 'slow', milliseconds: 30, trickle: true } },
    ];
    for (const rule of passing) {
      faults(rule);
      expect((await readMachine())?.resource.name, JSON.stringify(rule.fault)).to.equal('vm-1');
    }
  });

  it('does not wait for ever for an answer or for the rest of it', async () => {
    const impatient = clientOf(server, { retries: { ...quickRetries, answer: 100 } });
    await impatient.read(machineId('vm-1'), version);
    for (const fault of [{ kind: 'hang' }, { kind: 'slow', milliseconds: 1000, trickle: true }] as const) {
      faults({ times: 1, fault });
      expect(await impatient.read(machineId('vm-1'), version), fault.kind).not.to.equal(undefined);
    }
    faults({ method: 'PUT', fault: { kind: 'hang' } });
    const error = await refusal(impatient.deploy(place, content()));
    expect([error.failure.code, error.uncertain]).to.deep.equal(['ETIMEDOUT', true]);
  });

  it('waits as long as Azure asks', async () => {
    faults({ times: 1, fault: { kind: 'status', status: 429, retryAfter: 1 } });
    await readMachine();
    const [first, second] = armRequests().map(({ at }) => at);
    expect(((second as number) - (first as number)) / server.world.options.timeScale).to.be.at.least(990);
  });

  it('gives up with the last error when throttling does not end, and at once when Azure asks for too much patience', async () => {
    faults({ fault: { kind: 'status', status: 429, retryAfter: 0 } });
    const { failure } = await refusal(readMachine());
    expect(failure).to.deep.include({ code: 'SubscriptionRequestsThrottled', status: 429 });
    expect(armRequests()).to.have.lengthOf(8);
    server.recorder.clear();
    faults({ fault: { kind: 'status', status: 429, retryAfter: 3600 } });
    await refusal(readMachine());
    expect(armRequests()).to.have.lengthOf(1);
  });

  it('does not repeat a change that may have been carried out, and says so', async () => {
    for (const fault of [{ kind: 'reset', when: 'after' }, { kind: 'truncate' }, { kind: 'status', status: 500 }] as const) {
      server.recorder.clear();
      faults({ method: 'PUT', fault });
      const error = await refusal(client.deploy(place, content()));
      expect(error.uncertain, fault.kind).to.equal(true);
      expect(
        armRequests().filter(({ method }) => method === 'PUT'),
        fault.kind,
      ).to.have.lengthOf(1);
    }
  });

  it('repeats a change that was refused before anything was done', async () => {
    faults({ method: 'PUT', times: 2, fault: { kind: 'status', status: 429, retryAfter: 0 } });
    await client.deploy(place, content());
    expect(server.world.accepted).to.have.lengthOf(1);
  });

  it('gets a new token when Azure takes the old one no more, in the middle of a run', async () => {
    await readMachine();
    server.tokens.expireAll();
    expect((await readMachine())?.resource.name).to.equal('vm-1');
    await Promise.all(Array.from({ length: 10 }, readMachine));
    faults({ times: 1, fault: { kind: 'expiredToken', claims: true } });
    expect((await readMachine())?.resource.name).to.equal('vm-1');
  });

  it('says what was tried and what to do when it cannot sign in', async () => {
    const stranger = clientOf(server);
    process.env.AZURE_CLIENT_SECRET = 'wrong-secret';
    const { failure } = await refusal(stranger.read(machineId('vm-1'), version));
    expect(failure.code).to.equal('LoginFailed');
    expect(failure.message).to.contain('Tried:\n  environment variables: ').and.not.to.contain('wrong-secret');
    expect(failure.advice).to.contain('AZURE_CLIENT_SECRET');
  });

  it('follows what Azure carries out to its end', async () => {
    const operation = await client.deploy(place, content());
    expect(operation.asyncOperation).to.contain('/operationStatuses/');
    expect((await client.follow(operation)).status).to.equal('Succeeded');
    expect(await client.readDeployment(place)).to.deep.include({ provisioningState: 'Succeeded', tags: { 'armade-run': 'run-1/abc' } });
    const restart = await client.post(machineId('vm-1'), 'restart', version);
    expect((await client.follow({ location: restart.location as string })).status).to.equal('Succeeded');
  });

  it('does not follow a URL of another host, which must not get the token', async () => {
    expect(await client.follow({ asyncOperation: 'https://management.example.com/operations/1' })).to.deep.include({ status: 'Unknown' });
    faults({
      url: '/virtualMachines\\?',
      fault: { kind: 'answer', status: 200, body: { value: [], nextLink: 'https://example.com/page2' } },
    });
    const pages = async () => {
      for await (const _ of client.list(`${group}/providers/Microsoft.Compute/virtualMachines`, version));
    };
    expect((await refusal(pages())).failure.code).to.equal('ForeignUrl');
  });

  it('reads lists to their last page', async () => {
    plant(server.world, azureWith(Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`vm-${index}`, 'Windows' as const]))));
    const names: unknown[] = [];
    for await (const vm of client.list<VirtualMachineResource>(`${group}/providers/Microsoft.Compute/virtualMachines`, version))
      names.push(vm.name);
    expect(names.sort()).to.deep.equal(Array.from({ length: 10 }, (_, index) => `vm-${index}`));
  });

  it('previews and checks deployments, whether Azure answers at once or later', async () => {
    for (const asyncValidate of [false, true]) {
      server.world.options.asyncValidate = asyncValidate;
      expect(await client.validate(place, content())).to.equal(undefined);
      const missing = { ...content(), parameters: { nothing: { value: 1 } } };
      expect((await client.validate(place, missing))?.code).to.equal('InvalidTemplate');
    }
    const { changes } = await client.whatIf(place, content());
    expect(changes.find(({ changeType }) => changeType === 'Create')?.after).to.deep.include({ name: 'kv-new' });
  });

  it('keeps what-if values whole, which the models of the SDK break', async () => {
    await client.follow(await client.deploy(place, content('kv-changed')));
    const changed = content('kv-changed');
    const [vault] = changed.template.resources as { properties: { sku: { name: string } } }[];
    if (vault !== undefined) vault.properties.sku.name = 'premium';
    const { changes } = await client.whatIf(place, changed);
    const delta = changes.flatMap((change) => change.delta ?? []).find(({ path }) => path === 'properties.sku.name');
    expect([delta?.before, delta?.after]).to.deep.equal(['standard', 'premium']);
  });

  it('says what refused a request, with the correlation id', async () => {
    script({ refusals: [{ kind: 'AuthorizationFailed', scope: 'vm-1' }] });
    const { failure } = await refusal(client.post(machineId('vm-1'), 'restart', version));
    expect(failure).to.deep.include({ code: 'AuthorizationFailed', status: 403 });
    expect(failure.correlationId).to.match(/^[0-9a-f-]{36}$/);
  });

  it('sends no more requests at once than it may', async () => {
    const bounded = clientOf(server, { requests: 3 });
    faults({ fault: { kind: 'slow', milliseconds: 5 } });
    await Promise.all(Array.from({ length: 40 }, () => bounded.read(machineId('vm-1'), version)));
    expect(server.recorder.mostInFlight).to.be.at.most(3);
    expect(server.recorder.mostConnections).to.be.at.most(5);
  });

  it('stops waiting when it is told to', async () => {
    script({ behaviours: [{ id: 'deployments/', behaviour: { kind: 'neverEnds' } }] });
    const stop = new AbortController();
    const following = client.follow(await client.deploy(place, content()), stop.signal);
    setTimeout(() => stop.abort(new Error('enough')), 30);
    let reason: unknown;
    await following.catch((error: unknown) => {
      reason = error;
    });
    expect(reason).to.have.property('message', 'enough');
  });

  it('keeps secrets out of what Azure echoes', async () => {
    const careful = clientOf(server, { redact: redactor(new Set(['Hunter2-Hunter2!'])) });
    faults({
      method: 'PUT',
      fault: { kind: 'status', status: 400, code: 'InvalidParameter', message: "adminPassword 'Hunter2-Hunter2!' is too simple" },
    });
    const { failure, message } = await refusal(careful.deploy(place, content()));
    expect(failure.message).to.equal("adminPassword '***' is too simple");
    expect(message).not.to.contain('Hunter2');
  });
});
