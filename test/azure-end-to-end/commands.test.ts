import { expect } from 'chai';
import { checkRequests } from '../azure-server/check-requests.ts';
import { acceptedByTag } from '../azure-server/client.ts';
import { PublishedApi } from '../azure-server/published-api.ts';
import { needShared, sharedFolder } from '../azure-server/shared.ts';
import { type SpawnedServer, spawnServer } from '../azure-server/spawn.ts';
import { Armade, quickly } from './armade.ts';
import { Estate } from './estate.ts';

const enabling = new Estate();
enabling.windows('vm-win', { snapshotBefore: true, keyEncryptionKey: 'disks' });
enabling.linux('vm-lin');
enabling.linux('vm-root', { volumeType: 'All', wave: 2 });

/** What a later spec asks of machines that are encrypted. */
const removing = new Estate({ name: 'removal' });
removing.removed('vm-win');
removing.scenarios.push({
  scenario: 'disable-vm',
  virtualMachines: [
    { name: 'vm-lin', os: { type: 'Linux' }, volumeType: 'Data', current: { osVolume: 'NotEncrypted', dataVolume: 'Encrypted' } },
  ],
});

describe('azure end to end: from a spec to an encrypted fleet, and back', function () {
  this.timeout(120_000);
  let server: SpawnedServer;
  let armade: Armade;

  before(async () => {
    server = await spawnServer();
    armade = new Armade(server);
    await server.control.seed(enabling.seed);
    armade.folder.write('payments.yaml', enabling.spec);
    armade.folder.write('removal.yaml', removing.spec);
  });

  after(async () => {
    armade.folder.remove();
    await server.close();
  });

  const volumes = async (file: string): Promise<Record<string, string>> => {
    const { code, stdout } = await armade.azure(['status', file, '--format', 'json']);
    expect(code).to.equal(0);
    const { machines } = JSON.parse(stdout) as { machines: { name: string; osVolume: string; dataVolume: string; drift: string[] }[] };
    return Object.fromEntries(machines.map(({ name, osVolume, dataVolume, drift }) => [name, `${osVolume} ${dataVolume} ${drift.length}`]));
  };

  it('generates offline', async () => {
    for (const spec of ['payments.yaml', 'removal.yaml']) {
      const { code, stdout } = await armade.run(['generate', spec, '--out', 'generated']);
      expect(code, stdout).to.equal(0);
    }
    expect((await server.control.statistics()).requests).to.equal(0);
  });

  it('has Azure check the deployments, of a spec and of a generated folder, and changes nothing', async () => {
    for (const what of ['payments.yaml', 'generated/payments']) {
      const { code, stdout, stderr } = await armade.azure(['validate', what, '--azure']);
      expect({ code, stderr }, stdout).to.deep.equal({ code: 0, stderr: '' });
      expect(stdout).not.to.contain('ADE5');
    }
    const requests = await server.control.requests();
    expect(requests.filter(({ url }) => url.includes('/validate?'))).to.have.length(6);
    expect(requests.filter(({ method }) => ['PUT', 'PATCH', 'DELETE'].includes(method))).to.have.length(0);
  });

  it('shows what would change, changes nothing, and says by its exit code that there are changes', async () => {
    const { code, stdout, stderr } = await armade.azure(['what-if', 'generated/payments', '--detailed-exitcode']);
    expect({ code, stderr }).to.deep.equal({ code: 2, stderr: '' });
    expect(stdout).to.contain('  + Microsoft.Compute/virtualMachines/vm-win/extensions/AzureDiskEncryption');
    expect(stdout).to.contain('  + Microsoft.Compute/snapshots/vm-win_OsDisk-before-');
    expect(stdout).to.match(/Resource changes: 5 to create/);
    expect(stdout).to.contain('wave 2: restart vm-root');
    expect(stdout).not.to.contain('\u001b');
    expect(await server.control.accepted()).to.have.length(0);
  });

  it('deploys wave by wave, each deployment once', async () => {
    const { code, stdout, stderr } = await armade.azure(['deploy', 'generated/payments', '--yes', ...quickly]);
    expect(code, stdout + stderr).to.equal(0);
    expect(stdout).to.contain('Resource changes: 5 to create').and.to.contain('7 of 7 steps are done.');
    const accepted = await server.control.accepted();
    expect(
      accepted.map(({ id }) =>
        id
          .split('/')
          .at(-1)
          ?.replace(/-[0-9a-f]{8}$/, ''),
      ),
    ).to.deep.equal(['payments-snapshots', 'payments-enable-existing-vm', 'payments-enable-existing-vm']);
    expect(new Set(accepted.map(({ tags }) => String(tags['armade-run']).split('/')[0])).size).to.equal(1);
    expect([...acceptedByTag(accepted, 'armade-run').values()].map((deployments) => deployments.length)).to.deep.equal([1, 1, 1]);
  });

  it('starts a wave when all of the wave before it are as asked', async () => {
    const log = await server.control.log();
    const encrypted = log.findIndex(
      ({ event, id, detail }) => event === 'volume' && id.endsWith('vm-lin') && detail === 'dataVolume Encrypted',
    );
    const snapshots = log.filter(({ event, id }) => event === 'created' && id.includes('/snapshots/'));
    const started = (machine: string) => log.findIndex(({ event, id }) => event === 'handler started' && id.endsWith(machine));
    expect(snapshots).to.have.length(2);
    expect(started('vm-win')).to.be.greaterThan(log.indexOf(snapshots[1] as (typeof log)[number]));
    expect(encrypted).to.be.greaterThan(0);
    expect(started('vm-root')).to.be.greaterThan(encrypted);
    expect(log.filter(({ event }) => event === 'restart')).to.have.length(1);
  });

  it('tells how encrypted the machines are, in every format', async () => {
    expect(await volumes('payments.yaml')).to.deep.equal({
      'vm-lin': 'NotEncrypted Encrypted 0',
      'vm-root': 'Encrypted Encrypted 0',
      'vm-win': 'Encrypted Encrypted 0',
    });
    const table = await armade.azure(['status', 'generated/payments', '--detailed-exitcode']);
    expect(table.code).to.equal(0);
    expect(table.stdout).to.match(/^vm-win +Encrypted +Encrypted +2\.4\.0\.4 +single +kv-disks +kek 01234567 +none/m);
    expect(table.stdout).to.contain('3 machines: 2 encrypted, 1 partly encrypted.');
    const markdown = await armade.azure([
      'status',
      '--subscription',
      enabling.subscriptionId,
      '--resource-group',
      enabling.resourceGroup,
      '--format',
      'markdown',
    ]);
    expect(markdown.stdout).to.contain('| vm-root | Encrypted | Encrypted |');
  });

  it('a second run sends nothing', async () => {
    const before = (await server.control.accepted()).length;
    const { code, stdout } = await armade.azure(['deploy', 'payments.yaml', '--yes', ...quickly]);
    expect(code).to.equal(0);
    expect(stdout).to.contain('7 of 7 steps are done.');
    expect(await server.control.accepted()).to.have.length(before);
    expect((await armade.azure(['what-if', 'payments.yaml', '--detailed-exitcode'])).code).to.equal(0);
  });

  it('collects facts that a check takes offline', async () => {
    const { code, stdout, stderr } = await armade.azure(['facts', 'payments.yaml', '--out', 'facts.json']);
    expect({ code, stdout }).to.deep.equal({ code: 0, stdout: '' });
    expect(stderr).to.contain('Collected 3 machines, 1 vaults and 1 keys.');
    const facts = JSON.parse(armade.folder.read('facts.json')) as { facts: number; virtualMachines: Record<string, { current: object }> };
    expect(Object.keys(facts.virtualMachines)).to.deep.equal(['vm-lin', 'vm-root', 'vm-win']);
    expect(facts.virtualMachines['vm-root']?.current).to.include({ osVolume: 'Encrypted', dataVolume: 'Encrypted' });
    const before = (await server.control.statistics()).requests;
    const checked = await armade.run(['validate', 'removal.yaml', '--facts', 'facts.json', '--format', 'json']);
    expect(checked.code, checked.stdout).to.equal(0);
    expect((await server.control.statistics()).requests).to.equal(before);
  });

  it('says what is otherwise than a later spec asks', async () => {
    const { code, stdout } = await armade.azure(['status', 'removal.yaml', '--detailed-exitcode']);
    expect(code).to.equal(2);
    expect(stdout).to.match(/^vm-win .*OS volume is Encrypted/m);
    expect(stdout).to.contain('2 otherwise than asked.');
  });

  it('decrypts, and deletes the extension where that is asked', async () => {
    const { code, stdout, stderr } = await armade.azure(['deploy', 'generated/removal', '--yes', ...quickly]);
    expect(code, stdout + stderr).to.equal(0);
    expect(await volumes('removal.yaml')).to.deep.equal({
      'vm-lin': 'NotEncrypted NotEncrypted 0',
      'vm-win': 'NotEncrypted NotEncrypted 0',
    });
    const log = await server.control.log();
    const deleted = log.findIndex(({ event, id }) => event === 'deleted' && id.endsWith('/vm-win/extensions/AzureDiskEncryption'));
    const decrypted = log.findLastIndex(
      ({ event, id, detail }) => event === 'volume' && id.endsWith('/vm-win') && detail === 'osVolume NotEncrypted',
    );
    expect(decrypted).to.be.greaterThan(0);
    expect(deleted).to.be.greaterThan(decrypted);
  });

  it('sent nothing that the published API does not know', async function () {
    needShared(this, 'arm-oracle/official/known-versions.json');
    const api = PublishedApi.load(sharedFolder);
    if (api === undefined) return this.skip();
    expect(checkRequests(await server.control.requests(), api)).to.deep.equal([]);
  });
});
