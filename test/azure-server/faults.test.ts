import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { ResourceManagementClient } from '@azure/arm-resources';
import { expect } from 'chai';
import { ServerControl } from './client.ts';
import { virtualMachine } from './fleet.ts';
import { startProxy } from './proxy.ts';
import { RawClient } from './raw-client.ts';
import type { FaultRule } from './script.ts';
import { sdkClient } from './sdk.ts';
import { AzureServer } from './server.ts';

const subscriptionId = '11111111-1111-1111-1111-111111111111';
const group = `/subscriptions/${subscriptionId}/resourceGroups/rg-app`;
const machineId = `${group}/providers/Microsoft.Compute/virtualMachines/vm-1`;
const url = `${machineId}?api-version=2025-04-01`;

interface Failure {
  statusCode?: number;
  code?: string;
  message: string;
}

const failureOf = (promise: Promise<unknown>): Promise<Failure> =>
  promise.then(
    () => ({ message: 'it succeeded' }),
    (error: Failure) => error,
  );

describe('azure server: faults', () => {
  let azure: AzureServer;
  let control: ServerControl;
  let raw: RawClient;
  let sdk: ResourceManagementClient;

  beforeEach(async () => {
    azure = await AzureServer.start();
    control = new ServerControl(azure);
    raw = new RawClient(azure);
    sdk = sdkClient(azure, subscriptionId);
    await control.seed({ resources: [virtualMachine(machineId, 'westeurope', 'Linux')] });
  });

  afterEach(() => azure.close());

  const script = (...faults: FaultRule[]) => control.script({ faults });
  const get = () => sdk.resources.getById(machineId, '2025-04-01');
  const seen = async () => (await control.requests()).filter(({ plane }) => plane === 'arm').map(({ status }) => status);

  it('429 with Retry-After: the SDK waits and comes again', async () => {
    await script({ times: 2, fault: { kind: 'status', status: 429, retryAfter: 0 } });
    expect((await get()).name).to.equal('vm-1');
    expect(await seen()).to.deep.equal([429, 429, 200]);
    await script({ fault: { kind: 'status', status: 429, retryAfter: '7' } });
    const throttled = await raw.get(url);
    expect([throttled.status, throttled.headers['retry-after']]).to.deep.equal([429, '7']);
    expect(throttled.body.error).to.deep.include({ code: 'SubscriptionRequestsThrottled' });
  });

  it('500 and 503 are answered in place of the work', async () => {
    await script(
      { times: 1, fault: { kind: 'status', status: 500 } },
      { skip: 1, times: 1, fault: { kind: 'status', status: 503, retryAfter: 0 } },
    );
    await get();
    expect(await seen()).to.deep.equal([500, 503, 200]);
  });

  it('a reset before the work loses the request, one after it only the answer', async () => {
    const put = (name: string) =>
      raw.send('PUT', `/subscriptions/${subscriptionId}/resourceGroups/${name}?api-version=2025-04-01`, { location: 'westeurope' });
    await script(
      { method: 'PUT', url: 'rg-before', fault: { kind: 'reset', when: 'before' } },
      { method: 'PUT', url: 'rg-after', fault: { kind: 'reset', when: 'after' } },
    );
    expect((await failureOf(put('rg-before'))).code).to.equal('ECONNRESET');
    expect((await failureOf(put('rg-after'))).code).to.equal('ECONNRESET');
    const names = [...azure.world.groups.values()].map(({ name }) => name);
    expect(names).to.include('rg-after').and.not.to.include('rg-before');
  });

  it('a reset in mid-body and truncated JSON reach the client as such', async () => {
    await script({ times: 1, fault: { kind: 'reset', when: 'body' } });
    expect((await failureOf(raw.get(url))).message).to.match(/aborted|ECONNRESET/);
    await script({ times: 1, fault: { kind: 'truncate' } });
    const cut = await raw.get(url);
    expect(cut.status).to.equal(200);
    expect(() => JSON.parse(cut.text)).to.throw(SyntaxError);
    await script({ times: 1, fault: { kind: 'truncate' } });
    expect((await failureOf(sdk.resources.getById(machineId, '2025-04-01'))).message).to.match(/JSON|vm-1|it succeeded/);
  });

  it('slow and shuffled answers arrive whole, and out of order', async () => {
    await script({ url: 'vm-1', fault: { kind: 'slow', milliseconds: 30, trickle: true } });
    expect((await raw.get(url)).body.name).to.equal('vm-1');
    await script({ fault: { kind: 'shuffle', milliseconds: 80 } });
    const order: number[] = [];
    const names = Array.from({ length: 12 }, (_, index) => index);
    await Promise.all(names.map((index) => raw.get(`${group}?api-version=2025-04-01&$expand=${index}`).then(() => order.push(index))));
    expect(order).to.have.members(names);
    expect(order).not.to.deep.equal(names);
  });

  it('an answer that never comes can be given up', async () => {
    await script({ fault: { kind: 'hang' } });
    const failure = await failureOf(sdk.resources.getById(machineId, '2025-04-01', { abortSignal: AbortSignal.timeout(200) }));
    expect(failure.message).to.match(/abort/i);
  });

  it('holds a chosen request, before its work or after it, so that a client can be killed there', async () => {
    const put = (name: string) =>
      raw.send('PUT', `/subscriptions/${subscriptionId}/resourceGroups/${name}?api-version=2025-04-01`, { location: 'westeurope' });
    await script({ method: 'PUT', times: 1, fault: { kind: 'hang', when: 'before' } }, { method: 'PUT', skip: 1, fault: { kind: 'hang' } });
    const held = [put('rg-before'), put('rg-after')].map(failureOf);
    await control.waitForRequests({ method: 'PUT', url: 'resourceGroups', count: 2 });
    expect((await control.requests()).map(({ status }) => status)).to.deep.equal([undefined, undefined]);
    const names = [...azure.world.groups.values()].map(({ name }) => name);
    expect(names).to.include('rg-after').and.not.to.include('rg-before');
    await azure.close();
    await Promise.all(held);
    azure = await AzureServer.start();
  });

  it('a proxy sees the tunnels of an SDK whose environment names it', async () => {
    const proxy = await startProxy();
    try {
      // Through a proxy the SDK takes authorities from NODE_EXTRA_CA_CERTS only, not from its options.
      const script = `
        import { ResourceManagementClient } from '@azure/arm-resources';
        const { url, token, id } = JSON.parse(process.argv[1]);
        const credential = { getToken: async () => ({ token, expiresOnTimestamp: Date.now() + 3600000 }) };
        const found = await new ResourceManagementClient(credential, 'x', { endpoint: url }).resources.getById(id, '2025-04-01');
        process.stdout.write(found.name);
        process.exit(0);`;
      const { token } = await control.token();
      const env = { ...process.env, HTTPS_PROXY: proxy.url, NO_PROXY: '', no_proxy: '', NODE_EXTRA_CA_CERTS: azure.caFile };
      const child = spawn(
        process.execPath,
        ['--input-type=module', '-e', script, JSON.stringify({ url: azure.url, token, id: machineId })],
        { env, stdio: ['ignore', 'pipe', 'inherit'] },
      );
      let printed = '';
      child.stdout.on('data', (piece: Buffer) => {
        printed += piece;
      });
      await once(child, 'close');
      expect(printed).to.equal('vm-1');
      expect(proxy.tunnels).to.deep.equal([azure.url.replace('https://', '')]);
    } finally {
      await proxy.close();
    }
  });

  it('half of the connections dropped: the same ones for the same seed', async () => {
    const run = async (seed: number) => {
      const other = await AzureServer.start({ seed });
      const client = new RawClient(other);
      await new ServerControl(other).script({ faults: [{ probability: 0.5, fault: { kind: 'reset', when: 'before' } }] });
      const outcomes = [];
      for (let index = 0; index < 40; index += 1)
        outcomes.push((await failureOf(client.get(`/subscriptions?api-version=2022-12-01`))).message);
      await other.close();
      return outcomes.map((message) => message === 'it succeeded');
    };
    const first = await run(7);
    expect(await run(7)).to.deep.equal(first);
    expect(await run(8)).not.to.deep.equal(first);
    expect(first.filter(Boolean).length).to.be.within(8, 32);
  });

  it('an operation that never ends keeps running', async () => {
    await control.script({ behaviours: [{ id: 'vm-1$', behaviour: { kind: 'neverEnds' } }] });
    const poller = await sdk.resources.beginUpdateById(machineId, '2025-04-01', { tags: { a: 'b' } }, { updateIntervalInMs: 1 });
    await control.advance(86_400);
    await poller.poll();
    expect(poller.getOperationState().status).to.equal('running');
  });

  it('plays a scripted answer', async () => {
    await script({
      url: 'virtualMachines/recorded',
      fault: { kind: 'answer', status: 200, headers: { 'x-test': '1' }, body: { name: 'recorded' } },
    });
    const answer = await raw.get(`${group}/providers/Microsoft.Compute/virtualMachines/recorded?api-version=2025-04-01`);
    expect([answer.status, answer.headers['x-test'], answer.body]).to.deep.equal([200, '1', { name: 'recorded' }]);
  });
});
