import { existsSync, readFileSync } from 'node:fs';
import { Agent, get } from 'node:https';
import { expect } from 'chai';
import { acceptedByRunTag } from '../azure-server/client.ts';
import { fleet, fleetGroup, fleetMachine, fleetVault, isLinux } from '../azure-server/fleet.ts';
import { type SpawnedServer, spawnServer } from '../azure-server/spawn.ts';
import { Armade, quickly } from './armade.ts';

const shape = { subscriptionId: '11111111-1111-1111-1111-111111111111', groups: 40, machines: 2000, location: 'westeurope' };
const concurrency = 8;
const waveOf = (machine: number): number => 1 + (machine % 3);
/** A plan of this size is 5 MB of files; Node with the SDK takes 110 MB before it reads anything. */
const mostMegabytes = 300;

const spec = JSON.stringify({
  version: 1,
  name: 'fleet',
  subscriptionId: shape.subscriptionId,
  location: shape.location,
  supportMatrix: '2026-09',
  keyVaults: Object.fromEntries(
    Array.from({ length: shape.groups }, (_, index) => [
      `v${index}`,
      { name: fleetVault(index), resourceGroup: fleetGroup(index), location: shape.location, enabledForDiskEncryption: true },
    ]),
  ),
  scenarios: [
    {
      scenario: 'enable-existing-vm',
      virtualMachines: Array.from({ length: shape.machines }, (_, index) => ({
        name: fleetMachine(index),
        resourceGroup: fleetGroup(index % shape.groups),
        keyVault: `v${index % shape.groups}`,
        os: isLinux(index)
          ? { type: 'Linux', image: { publisher: 'RedHat', offer: 'RHEL', sku: '8_9' } }
          : { type: 'Windows', version: 'WindowsServer2022' },
        size: 'Standard_D4s_v5',
        volumeType: isLinux(index) ? 'Data' : 'All',
        wave: waveOf(index),
      })),
    },
  ],
});

describe('azure end to end: 2,000 machines in 40 resource groups', function () {
  this.timeout(300_000);
  let server: SpawnedServer;
  let armade: Armade;

  before(async () => {
    server = await spawnServer();
    armade = new Armade(server);
    await server.control.seed(fleet(shape));
    armade.folder.write('fleet.yaml', spec);
    expect((await armade.run(['generate', 'fleet.yaml', '--out', 'generated', '--quiet'])).code).to.equal(0);
  });

  after(async () => {
    armade.folder.remove();
    await server.close();
  });

  it('are encrypted once each, in the order of their waves, in bounded memory and over few connections', async () => {
    const start = performance.now();
    const args = ['deploy', 'generated/fleet', '--yes', '--no-what-if', '--concurrency', String(concurrency), ...quickly];
    const { child, ended } = armade.start([...args, ...armade.connection]);
    let megabytes = 0;
    const watch = setInterval(() => {
      megabytes = Math.max(megabytes, mostMemory(child.pid));
    }, 50);
    const { code, stdout, stderr } = await ended;
    clearInterval(watch);
    const seconds = (performance.now() - start) / 1000;
    expect(code, `${stdout}\n${stderr.slice(-2000)}`).to.equal(0);
    expect(stdout).to.equal('240 of 240 steps are done.\n');

    const { requests, mostConnections, mostInFlight } = await server.control.statistics();
    expect(mostInFlight).to.be.at.most(2 * concurrency + 1);
    // Two more for the login, and one for this test.
    expect(mostConnections).to.be.at.most(2 * concurrency + 3);
    expect(megabytes).to.be.below(mostMegabytes);

    const times = acceptedByRunTag(await server.control.accepted());
    expect(times.size).to.equal(shape.machines);
    expect(new Set(times.values())).to.deep.equal(new Set([1]));
    await expectWavesInOrder();

    const floor = await secondsFor(requests);
    const memory = megabytes === 0 ? '' : `, ${megabytes} MB at most`;
    console.log(
      `      ${seconds.toFixed(1)} s for ${requests} requests over ${mostConnections} connections${memory}; the server alone takes ${floor.toFixed(1)} s for as many reads`,
    );
  });

  it('are read in one go, and none is forgotten', async () => {
    const { code, stdout } = await armade.azure(['status', 'generated/fleet', '--format', 'json', '--concurrency', String(concurrency)]);
    expect(code).to.equal(0);
    const { machines } = JSON.parse(stdout) as { machines: { name: string; drift: string[] }[] };
    expect(machines.map(({ name }) => name)).to.have.length(shape.machines);
    expect(machines.filter(({ drift }) => drift.length > 0)).to.deep.equal([]);
  });

  it('are found without a plan, page by page', async () => {
    const { code, stdout } = await armade.azure(['status', '--subscription', shape.subscriptionId, '--format', 'json']);
    expect(code).to.equal(0);
    const { machines } = JSON.parse(stdout) as { machines: { name: string }[] };
    expect(new Set(machines.map(({ name }) => name)).size).to.equal(shape.machines);
  });

  /** No machine is begun with before all of the earlier waves are as asked. */
  async function expectWavesInOrder(): Promise<void> {
    const log = await server.control.log();
    const machineOf = (id: string): number => Number(/vm-fleet-(\d+)$/.exec(id)?.[1]);
    const spans = [1, 2, 3].map((wave) => {
      const own = log.filter(({ id }) => waveOf(machineOf(id)) === wave);
      const started = own.filter(({ event }) => event === 'handler started').map(({ at }) => at);
      const ended = own.filter(({ event, detail }) => event === 'volume' && / Encrypted$/.test(detail ?? '')).map(({ at }) => at);
      return { first: Math.min(...started), last: Math.max(...ended), count: started.length };
    });
    expect(spans.map(({ count }) => count)).to.deep.equal([667, 667, 666]);
    const times = spans.flatMap(({ first, last }) => [first, last]);
    expect(times).to.deep.equal([...times].sort((a, b) => a - b));
  }

  /** How long the server takes for so many reads of machines from a bare client with as many connections. */
  async function secondsFor(requests: number): Promise<number> {
    const { token } = await server.control.token();
    const agent = new Agent({ keepAlive: true, maxSockets: 2 * concurrency, ca: server.ca });
    const headers = { authorization: `Bearer ${token}` };
    const start = performance.now();
    let next = 0;
    const read = (machine: number): Promise<void> =>
      new Promise((resolve, reject) => {
        const group = `/subscriptions/${shape.subscriptionId}/resourceGroups/${fleetGroup(machine % shape.groups)}`;
        const url = `${server.url}${group}/providers/Microsoft.Compute/virtualMachines/${fleetMachine(machine)}?api-version=2025-04-01&$expand=instanceView`;
        get(url, { agent, headers }, (answer) => answer.resume().once('end', resolve)).once('error', reject);
      });
    await Promise.all(
      Array.from({ length: 2 * concurrency }, async () => {
        while (next < requests) await read(next++ % shape.machines);
      }),
    );
    agent.destroy();
    return (performance.now() - start) / 1000;
  }
});

/** The most memory a process had so far, in megabytes; 0 where the system does not tell. */
function mostMemory(pid: number | undefined): number {
  const path = `/proc/${pid}/status`;
  if (!existsSync(path)) return 0;
  try {
    return Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync(path, 'utf8'))?.[1] ?? 0) / 1024);
  } catch {
    return 0;
  }
}
