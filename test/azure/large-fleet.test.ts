import { expect } from 'chai';
import { isComplete } from '../../src/azure/run-summary.ts';
import type { DeploymentStep } from '../../src/plan/types.ts';
import { fleet, fleetGroup, fleetMachine, fleetVault, isLinux } from '../azure-server/fleet.ts';
import { defaultOptions } from '../azure-server/options.ts';
import { type SpawnedServer, spawnServer } from '../azure-server/spawn.ts';
import { connectedTo, planOf, runTest, subscriptionId } from './fleet-run.ts';

const shape = { subscriptionId, groups: 40, machines: 2000, location: 'westeurope' };
const concurrency = 10;
/** A run of this size was measured to take about 100 MB. */
const mostMegabytes = 250;

const specOf = ({ groups, machines }: typeof shape): string => {
  const vaults = Array.from(
    { length: groups },
    (_, index) =>
      `  v${index}: { name: ${fleetVault(index)}, resourceGroup: ${fleetGroup(index)}, location: westeurope, enabledForDiskEncryption: true }\n`,
  );
  const entries = Array.from({ length: machines }, (_, index) => {
    const os = isLinux(index)
      ? '{ type: Linux, image: { publisher: RedHat, offer: RHEL, sku: 8_9, version: latest } }'
      : '{ type: Windows, version: WindowsServer2022 }';
    const volumeType = isLinux(index) ? 'Data' : 'All';
    return `      - { name: ${fleetMachine(index)}, resourceGroup: ${fleetGroup(index % groups)}, keyVault: v${index % groups}, os: ${os}, size: Standard_D4s_v5, volumeType: ${volumeType}, wave: ${1 + (index % 2)} }\n`;
  });
  return `version: 1\nname: fleet\nsubscriptionId: ${subscriptionId}\nlocation: westeurope\nsupportMatrix: 2026-09\nkeyVaults:\n${vaults.join('')}scenarios:\n  - scenario: enable-existing-vm\n    virtualMachines:\n${entries.join('')}`;
};

describe('a plan of 2,000 machines in 40 resource groups', function () {
  this.timeout(240_000);
  let server: SpawnedServer;
  before(async () => {
    server = await spawnServer({ timeScale: 5000 });
    await server.control.seed(fleet(shape));
  });
  after(() => server.close());

  it('runs in bounded memory and over bounded connections, in the order of its waves, each deployment once', async () => {
    const generated = planOf(specOf(shape));
    const client = connectedTo({ url: server.url, ca: server.ca, ...defaultOptions }, { requests: concurrency * 2 });
    global.gc?.();
    const before = process.memoryUsage().rss;
    let most = before;
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage().rss);
    }, 50);
    const { report, entries } = await runTest({ client, generated, concurrency, stepMinutes: 5 });
    clearInterval(watch);
    expect(isComplete(report)).to.equal(true);
    expect((most - before) / 2 ** 20).to.be.below(mostMegabytes);
    const statistics = await server.control.statistics();
    expect(statistics.mostInFlight).to.be.at.most(concurrency * 2 + 1);
    expect(statistics.mostConnections).to.be.at.most(concurrency * 2 + 4);
    const accepted = await server.control.accepted();
    expect(new Set(accepted.map(({ id }) => id)).size).to.equal(accepted.length);
    const waveOf = new Map(generated.plan.steps.map(({ id, wave }) => [id, wave]));
    const started = entries.filter(({ state }) => state === 'started').map(({ step }) => waveOf.get(step) as number);
    expect(started).to.deep.equal([...started].sort((a, b) => a - b));
    const machines = generated.plan.steps
      .filter((step): step is DeploymentStep => step.kind === 'deployment')
      .flatMap(({ resources }) => resources.map(({ machine }) => machine));
    expect(new Set(machines).size).to.equal(shape.machines);
  });
});
