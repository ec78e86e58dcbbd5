import { expect } from 'chai';
import { acceptedByTag } from '../azure-server/client.ts';
import type { JsonObject } from '../azure-server/json.ts';
import { type SpawnedServer, spawnServer } from '../azure-server/spawn.ts';
import { Armade, parameterVariables, quickly } from './armade.ts';
import { Estate, keyVersion } from './estate.ts';

const estate = new Estate();
estate.windows('vm-win', { snapshotBefore: true, keyEncryptionKey: 'disks' });
estate.linux('vm-root', { volumeType: 'All' });
estate.decrypted('vm-dec');
estate.removed('vm-rem');
estate.withNewVault('vm-new');
estate.withClosedVault('vm-closed');
estate.withIdentity('vm-id');
estate.previousRelease('vm-old');
estate.scaleSet('vmss-uni');
estate.scaleSet('vmss-flex', { orchestrationMode: 'Flexible' });
estate.backedUp('vm-bak');
estate.fresh('vm-fresh');
estate.restored('vm-back', { wave: 2 });

const restoredDisk = estate.id('Microsoft.Compute/disks', 'restored-os');

interface PlanFile {
  steps: { id: string; kind: string; after: string[]; wave: number }[];
}

describe('azure end to end: a plan with steps of every kind', function () {
  this.timeout(120_000);
  let server: SpawnedServer;
  let armade: Armade;
  const env = parameterVariables(estate.parameters);

  before(async () => {
    server = await spawnServer();
    armade = new Armade(server);
    await server.control.seed(estate.seed);
    armade.folder.write('payments.yaml', estate.spec);
    const { code, stdout } = await armade.run(['generate', 'payments.yaml', '--out', 'generated']);
    expect(code, stdout).to.equal(0);
  });

  after(async () => {
    armade.folder.remove();
    await server.close();
  });

  const plan = (): PlanFile => JSON.parse(armade.folder.read('generated/payments/plan.json')) as PlanFile;

  it('has a step of every kind', () => {
    expect([...new Set(plan().steps.map(({ kind }) => kind))].sort()).to.deep.equal([
      'deallocate',
      'deleteExtension',
      'deployment',
      'manual',
      'restart',
      'start',
      'updateDisk',
      'updateKeyVault',
      'updateVirtualMachine',
      'upgradeInstances',
      'wait',
    ]);
  });

  it('does not begin without a value that it would need in the middle', async () => {
    const { code, stderr } = await armade.azure(['deploy', 'generated/payments', '--yes', '--no-what-if', ...quickly]);
    expect(code).to.equal(64);
    expect(stderr).to.equal('armade: Nobody gave vmFreshAdminPassword. Set ARMADE_PARAMETER_vmFreshAdminPassword in the environment.\n');
    expect(await server.control.accepted()).to.have.length(0);
  });

  it('stops for what a person has to do, and starts nothing that comes after', async () => {
    const { code, stdout } = await armade.azure(['deploy', 'generated/payments', '--yes', '--no-what-if', ...quickly], { env });
    expect(code, stdout).to.equal(3);
    expect(stdout).to.contain('To do by hand: Replace the old instances of vmss-flex');
    expect(stdout).to.contain('Go on with: armade deploy generated/payments --resume');
    expect(stdout).not.to.contain('Failed');
    const accepted = await server.control.accepted();
    expect(accepted.filter(({ id }) => id.includes('restore'))).to.have.length(0);
    expect((await machines())['vm-root']).to.include({ osVolume: 'Encrypted' });
  });

  it('goes on to the next thing to do by hand, and asks for nothing that it has no use for yet', async () => {
    const { code, stdout, stderr } = await armade.azure(['deploy', 'generated/payments', '--resume', ...quickly]);
    expect(code, stdout + stderr).to.equal(3);
    expect(stdout).to.contain('To do by hand: Restore the disks and the secret of vm-lost');
    expect(stdout).not.to.contain('Failed');
    expect(stdout).to.contain('rg-payments/restore-encrypted-vm/wave-2/wait (rg-payments/restore-encrypted-vm/wave-2 is not done)');
  });

  it('does the rest with what the person brought forth', async () => {
    await server.control.seed({ resources: [{ id: restoredDisk, location: 'westeurope', properties: { osType: 'Windows' } }] });
    const given = {
      vmBackOsDiskId: restoredDisk,
      vmBackOsDiskSecretUrl: `https://kv-disks.vault.azure.net/secrets/restored/${keyVersion}`,
    };
    const { code, stdout, stderr } = await armade.azure(['deploy', 'generated/payments', '--resume', ...quickly], {
      env: parameterVariables(given),
    });
    expect(code, stdout + stderr).to.equal(0);
    expect(stdout).to.match(/^(\d+) of \1 steps are done\.\n$/);
  });

  it('sent each deployment of the run once, and each other change once', async () => {
    const accepted = await server.control.accepted();
    const counts = [...acceptedByTag(accepted, 'armade-run').values()].map((deployments) => deployments.length);
    expect(counts).to.deep.equal(
      plan()
        .steps.filter(({ kind }) => kind === 'deployment')
        .map(() => 1),
    );
    const changes = (await server.control.requests())
      .filter(({ method, url }) => ['PATCH', 'DELETE', 'POST'].includes(method) && !/\/(oauth2|validate|whatIf)\b/i.test(url))
      .map(({ method, url }) => `${method} ${/([^/]+\/[^/?]+)\?/.exec(url)?.[1]}`);
    expect(changes.sort()).to.deep.equal([
      'DELETE extensions/AzureDiskEncryption',
      'PATCH disks/restored-os',
      'PATCH vaults/kv-vm-closed',
      'PATCH virtualMachines/vm-id',
      'PATCH virtualMachines/vm-old',
      'POST vm-old/deallocate',
      'POST vm-old/start',
      'POST vm-root/restart',
      'POST vmss-uni/manualupgrade',
    ]);
  });

  it('kept the order of the plan', async () => {
    const log = await server.control.log();
    const first = (event: string, id: string, detail?: string): number => {
      const index = log.findIndex(
        (entry) => entry.event === event && entry.id.endsWith(id) && (detail === undefined || entry.detail === detail),
      );
      expect(index, `${event} ${id} ${detail}`).to.be.at.least(0);
      return index;
    };
    const inOrder = (...indexes: number[]) => expect(indexes).to.deep.equal([...indexes].sort((a, b) => a - b));
    inOrder(first('updated', '/kv-vm-closed'), first('handler started', '/vm-closed'));
    inOrder(first('created', '/keys/kek-vm-new'), first('handler started', '/vm-new'));
    inOrder(first('write succeeded', `/vm-win_OsDisk-before-${await snapshotSuffix()}`), first('handler started', '/vm-win'));
    inOrder(first('updated', '/vm-id'), first('handler started', '/vm-id'));
    inOrder(first('handler started', '/vm-old'), first('deallocate', '/vm-old'), first('updated', '/vm-old'), first('start', '/vm-old'));
    inOrder(first('volume', '/vm-root', 'osVolume VMRestartPending'), first('restart', '/vm-root'));
    inOrder(first('volume', '/vm-rem', 'osVolume NotEncrypted'), first('deleted', '/vm-rem/extensions/AzureDiskEncryption'));
    inOrder(first('updated', '/restored-os'), first('created', '/virtualMachines/vm-back'));
    // Wave 2 after all of wave 1.
    inOrder(first('volume', '/vm-root', 'osVolume Encrypted'), first('created', '/virtualMachines/vm-back'));
    inOrder(first('created', '/rsv-payments'), first('created', 'vm-bak'));
  });

  it('left every machine as asked', async () => {
    const drifted = Object.entries(await machines()).filter(([, { drift }]) => drift.length > 0);
    expect(drifted).to.deep.equal([]);
  });

  async function snapshotSuffix(): Promise<string> {
    const { resources } = (await server.control.state()) as { resources: { id: string }[] };
    return resources.flatMap(({ id }) => /vm-win_OsDisk-before-(\w+)$/.exec(id)?.[1] ?? [])[0] ?? '';
  }

  async function machines(): Promise<Record<string, JsonObject & { drift: string[] }>> {
    const { stdout } = await armade.azure(['status', 'generated/payments', '--format', 'json']);
    const status = JSON.parse(stdout) as { machines: (JsonObject & { name: string; drift: string[] })[] };
    return Object.fromEntries(status.machines.map((machine) => [machine.name, machine]));
  }
});
