import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect } from 'chai';
import { acceptedByRunTag } from './client.ts';
import { fleet, fleetGroup, fleetMachine, fleetVault, isLinux } from './fleet.ts';
import type { JsonObject } from './json.ts';
import { RawClient } from './raw-client.ts';
import { sdkClient } from './sdk.ts';
import { type SpawnedServer, spawnServer } from './spawn.ts';

const subscriptionId = '11111111-1111-1111-1111-111111111111';

/** Enables the machines of one group of the fleet. */
function enableGroup(index: number, groups: number, machines: number): JsonObject {
  const vaultId = `[resourceId('Microsoft.KeyVault/vaults', '${fleetVault(index)}')]`;
  const numbers = Array.from({ length: machines }, (_, machine) => machine).filter((machine) => machine % groups === index);
  return {
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    resources: numbers.map((machine) => {
      const type = isLinux(machine) ? 'AzureDiskEncryptionForLinux' : 'AzureDiskEncryption';
      const settings = {
        EncryptionOperation: 'EnableEncryption',
        VolumeType: isLinux(machine) ? 'Data' : 'All',
        KeyVaultURL: `https://${fleetVault(index)}.vault.azure.net/`,
        KeyVaultResourceId: vaultId,
        SequenceVersion: 'tag-1',
      };
      return {
        type: 'Microsoft.Compute/virtualMachines/extensions',
        apiVersion: '2025-04-01',
        name: `${fleetMachine(machine)}/${type}`,
        location: '[resourceGroup().location]',
        properties: {
          publisher: 'Microsoft.Azure.Security',
          type,
          typeHandlerVersion: isLinux(machine) ? '1.1' : '2.2',
          autoUpgradeMinorVersion: true,
          forceUpdateTag: 'tag-1',
          settings,
        },
      };
    }),
  };
}

describe('azure server: as a process of its own', () => {
  let azure: SpawnedServer;

  before(async () => {
    azure = await spawnServer({ timeScale: 20_000 });
  });

  after(() => azure.close());

  it('keeps what it accepted when the client is killed', async () => {
    await azure.control.seed(fleet({ subscriptionId, groups: 1, machines: 3, location: 'westeurope' }));
    const body = JSON.stringify({ properties: { mode: 'Incremental', template: enableGroup(0, 1, 3) }, tags: { run: 'killed' } });
    const script = `
      import https from 'node:https';
      const { url, ca, token, body } = JSON.parse(process.argv[1]);
      const call = https.request(url, { method: 'PUT', ca, headers: { Authorization: 'Bearer ' + token, 'Content-Length': Buffer.byteLength(body) } });
      call.on('response', (response) => { process.stdout.write(String(response.statusCode)); response.resume(); });
      call.end(body);
      setInterval(() => {}, 1000);`;
    const { token } = await azure.control.token();
    const url = `${azure.url}/subscriptions/${subscriptionId}/resourcegroups/${fleetGroup(0)}/providers/Microsoft.Resources/deployments/killed?api-version=2025-03-01`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script, JSON.stringify({ url, ca: azure.ca, token, body })]);
    const [status] = (await once(child.stdout, 'data')) as [Buffer];
    expect(String(status)).to.equal('201');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await azure.control.accepted()).to.have.length(1);
    const client = sdkClient(azure, subscriptionId);
    await azure.control.advance(3600);
    expect((await client.deployments.get(fleetGroup(0), 'killed')).properties?.provisioningState).to.equal('Succeeded');
  });

  it('trusts by NODE_EXTRA_CA_CERTS alone', async () => {
    const child = spawn(
      process.execPath,
      [
        '-e',
        'fetch(process.argv[1]).then((answer) => process.exit(answer.status === 401 ? 0 : 1))',
        `${azure.url}/subscriptions?api-version=2022-12-01`,
      ],
      {
        env: { ...process.env, NODE_EXTRA_CA_CERTS: azure.caFile },
      },
    );
    const [code] = (await once(child, 'exit')) as [number];
    expect(code).to.equal(0);
  });

  it('holds 2,000 machines in 40 groups', async () => {
    const other = await spawnServer({ timeScale: 20_000 });
    const [groups, machines] = [40, 2000];
    await other.control.seed(fleet({ subscriptionId, groups, machines, location: 'westeurope' }));
    const client = sdkClient(other, subscriptionId);
    const waiting = Array.from({ length: groups }, (_, index) => index);
    const work = async () => {
      for (let index = waiting.shift(); index !== undefined; index = waiting.shift()) {
        const properties = { template: enableGroup(index, groups, machines), parameters: {}, mode: 'Incremental' as const };
        await client.deployments.beginCreateOrUpdateAndWait(fleetGroup(index), 'enable', { properties }, { updateIntervalInMs: 20 });
      }
    };
    await Promise.all(Array.from({ length: 8 }, work));
    await other.control.advance(3600);
    const counts = [...acceptedByRunTag(await other.control.accepted()).values()];
    expect(counts).to.have.length(machines);
    expect(new Set(counts)).to.deep.equal(new Set([1]));
    const ended = (await other.control.log()).filter(({ event, detail }) => event === 'volume' && detail === 'dataVolume Encrypted');
    expect(ended).to.have.length(machines);
    const raw = new RawClient(other);
    let listed = 0;
    for (
      let page: string | undefined = `/subscriptions/${subscriptionId}/providers/Microsoft.Compute/virtualMachines?api-version=2025-04-01`;
      page !== undefined;
    ) {
      const { body } = await raw.get(page);
      listed += (body.value as unknown[]).length;
      page = body.nextLink as string | undefined;
    }
    expect(listed).to.equal(machines);
    expect((await other.control.statistics()).mostConnections).to.be.lessThan(20);
    await other.close();
  });
});
