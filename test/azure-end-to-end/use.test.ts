import { rmSync } from 'node:fs';
import { expect } from 'chai';
import { type SpawnedServer, spawnServer } from '../azure-server/spawn.ts';
import { Armade, type Ended, quickly } from './armade.ts';
import { Estate } from './estate.ts';

const estate = new Estate();
estate.windows('vm-1', { snapshotBefore: true });
estate.windows('vm-2', { snapshotBefore: true });
estate.linux('vm-3', { wave: 2 });
estate.decrypted('vm-4');

describe('azure end to end: how a run is asked for', function () {
  this.timeout(120_000);
  let server: SpawnedServer;
  let armade: Armade;

  beforeEach(async () => {
    server = await spawnServer();
    armade = new Armade(server);
    await server.control.seed(estate.seed);
    armade.folder.write('payments.yaml', estate.spec);
    expect((await armade.run(['generate', 'payments.yaml', '--out', 'generated'])).code).to.equal(0);
  });

  afterEach(async () => {
    armade.folder.remove();
    await server.close();
  });

  const deploy = (...args: string[]): Promise<Ended> =>
    armade.azure(['deploy', 'generated/payments', '--yes', '--no-what-if', ...quickly, ...args]);
  const touched = async (): Promise<string[]> => {
    const started = (await server.control.log()).filter(({ event }) => event === 'handler started');
    return started.map(({ id }) => id.split('/').at(-1) ?? '').sort();
  };

  describe('by a part of the plan', () => {
    for (const [flags, machines] of [
      [['--machine', 'vm-2'], ['vm-2']],
      [
        ['--machine', 'vm-1', '--machine', 'rg-payments/vm-3'],
        ['vm-1', 'vm-3'],
      ],
      [['--scenario', 'disable-vm'], ['vm-4']],
      [
        ['--wave', '1'],
        ['vm-1', 'vm-2', 'vm-4'],
      ],
      [['--wave', '2', '--machine', 'vm-3'], ['vm-3']],
    ] as const) {
      it(`${flags.join(' ')} touches ${machines.join(', ')} and nothing else`, async () => {
        const { code, stdout, stderr } = await deploy(...flags);
        expect(code, stdout + stderr).to.equal(0);
        expect(await touched()).to.deep.equal(machines);
        const snapshots = (await server.control.log()).filter(({ event, id }) => event === 'created' && id.includes('/snapshots/'));
        const owners = new Set(snapshots.map(({ id }) => /snapshots\/(vm-\d)/.exec(id)?.[1]));
        expect([...owners].sort()).to.deep.equal(machines.filter((machine) => ['vm-1', 'vm-2'].includes(machine)));
      });
    }

    it('the preview says what was cut', async () => {
      const { code, stdout } = await armade.azure(['what-if', 'generated/payments', '--machine', 'vm-2']);
      expect(code).to.equal(0);
      expect(stdout).to.contain('extensions/AzureDiskEncryption').and.not.to.contain('virtualMachines/vm-1/extensions');
      expect(stdout).to.match(/--machine vm-2/);
    });

    it('the rest is a run of its own, which leaves out what is done', async () => {
      expect((await deploy('--machine', 'vm-2')).code).to.equal(0);
      expect((await deploy()).code).to.equal(0);
      expect(await touched()).to.deep.equal(['vm-1', 'vm-2', 'vm-3', 'vm-4']);
    });

    it('what the plan does not have is a wrong flag', async () => {
      for (const flags of [
        ['--machine', 'vm-9'],
        ['--scenario', 'new-scale-set'],
        ['--wave', '7'],
        ['--subscription', 'other'],
      ]) {
        const { code, stderr } = await deploy(...flags);
        expect(code, stderr).to.equal(64);
        expect(stderr).to.contain(flags[1] as string);
      }
      expect(await server.control.accepted()).to.have.length(0);
    });

    it('a run goes on with its own part, whether it is named again or not, with or without its journal', async () => {
      for (const [kill, again, keepJournal] of [
        ['vm-1', [], true],
        ['vm-2', ['--machine', 'vm-2'], false],
      ] as const) {
        await server.control.script({ faults: [{ method: 'PUT', times: 1, fault: { kind: 'hang' } }] });
        await server.control.clearRequests();
        const args = ['deploy', 'generated/payments', '--yes', '--no-what-if', '--machine', kill, ...quickly, ...armade.connection];
        const { child, ended } = armade.start(args);
        await server.control.waitForRequests({ method: 'PUT', count: 1 });
        child.kill('SIGKILL');
        await ended;
        if (!keepJournal) rmSync(armade.path('.armade'), { recursive: true });
        const { code, stdout, stderr } = await armade.azure(['deploy', 'generated/payments', '--resume', ...quickly, ...again]);
        expect(code, stdout + stderr).to.equal(0);
      }
      expect(await touched()).to.deep.equal(['vm-1', 'vm-2']);
    });
  });

  describe('without a terminal', () => {
    it('deploy wants --yes, and changes nothing without it', async () => {
      const { code, stdout, stderr } = await armade.azure(['deploy', 'generated/payments']);
      expect({ code, stdout }).to.deep.equal({ code: 64, stdout: '' });
      expect(stderr).to.equal('armade: deploy asks before it changes anything, and there is no terminal to ask on. Give --yes.\n');
      expect((await server.control.statistics()).requests).to.equal(0);
    });

    it('--resume without anything to go on with is no way around being asked', async () => {
      const { code, stderr } = await armade.azure(['deploy', 'generated/payments', '--resume']);
      expect(code).to.equal(3);
      expect(stderr).to.contain('There is nothing to go on with');
      expect(await server.control.accepted()).to.have.length(0);
      expect((await deploy('--resume')).code).to.equal(0);
    });

    it('progress is plain lines, and the result stands by itself on stdout', async () => {
      const { stdout, stderr } = await deploy();
      for (const control of ['\u001b', '\r']) expect(stdout + stderr).not.to.contain(control);
      expect(stdout).to.match(/^\d+ of \d+ steps are done\.\n$/);
      expect(stderr).to.match(/^ +\d+ s {2}started +rg-payments\/snapshots$/m);
    });
  });

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    it(`${signal} stops the run, says what Azure goes on with, and loses nothing`, async () => {
      await server.control.script({ faults: [{ method: 'GET', url: 'operationStatuses', fault: { kind: 'slow', milliseconds: 400 } }] });
      const args = ['deploy', 'generated/payments', '--yes', '--no-what-if', ...quickly, ...armade.connection];
      const { child, ended } = armade.start(args);
      await server.control.waitForRequests({ method: 'GET', url: 'operationStatuses', count: 1 });
      child.kill(signal);
      const { code, stdout } = await ended;
      expect(code, stdout).to.equal(3);
      expect(stdout).to.contain('The run was stopped. Azure goes on with what it has accepted.');
      expect(stdout).to.contain('Go on with: armade deploy generated/payments --resume');
      await server.control.script({});
      expect((await armade.azure(['deploy', 'generated/payments', '--resume', ...quickly])).code).to.equal(0);
      expect(await touched()).to.deep.equal(['vm-1', 'vm-2', 'vm-3', 'vm-4']);
    });
  }

  it('a step by hand counts as done when somebody has been told of it, or says so', async () => {
    const byHand = new Estate({ name: 'byhand' });
    byHand.scaleSet('vmss-flex', { orchestrationMode: 'Flexible' });
    byHand.windows('vm-1');
    await server.control.seed(byHand.seed);
    armade.folder.write('byhand.yaml', byHand.spec);
    const resume = (...args: string[]) => armade.azure(['deploy', 'byhand.yaml', '--resume', ...quickly, ...args]);
    await server.control.script({ faults: [{ method: 'GET', url: 'virtualMachines/vm-1', fault: { kind: 'hang' } }] });
    const { child, ended } = armade.start(['deploy', 'byhand.yaml', '--yes', '--no-what-if', ...quickly, ...armade.connection]);
    let progress = '';
    await new Promise<void>((resolve) => {
      child.stderr?.on('data', (piece: Buffer) => {
        progress += String(piece);
        if (progress.includes('by hand')) resolve();
      });
    });
    child.kill('SIGKILL');
    expect((await ended).stdout).to.equal('');
    await server.control.script({});

    const told = await resume();
    expect(told.code, told.stderr).to.equal(3);
    expect(told.stdout).to.contain('To do by hand: Replace the old instances of vmss-flex');
    expect((await resume()).code).to.equal(0);

    rmSync(armade.path('.armade'), { recursive: true });
    expect((await resume()).stdout).to.contain('To do by hand');
    rmSync(armade.path('.armade'), { recursive: true });
    expect((await resume('--manual-done', 'rg-payments/enable-scale-set/replace-instances/vmss-flex')).code).to.equal(0);
  });

  it('the command that goes on is the same command, as a shell takes it', async () => {
    const error = { code: 'VMExtensionProvisioningError', message: 'no' };
    await server.control.script({ behaviours: [{ id: 'vm-1/extensions/', behaviour: { kind: 'fails', error } }] });
    const { code, stdout } = await deploy('--journal', 'my journal.jsonl', '--max-failures', '1', '--machine', 'vm-1');
    expect(code).to.equal(3);
    const [, words] = /^Go on with: (.*)$/m.exec(stdout) ?? [];
    expect(words).to.equal(
      `armade deploy generated/payments --resume --journal 'my journal.jsonl' --max-failures 1 --timeout 1 --poll-interval 0.02 --machine vm-1 --auth env --arm-endpoint ${server.url} --authority-host ${server.url}`,
    );
  });

  describe('with a folder that is not what it was', () => {
    it('an edited file is refused', async () => {
      const path = Object.keys(armade.folder.snapshot('generated/payments')).find((name) => name.endsWith('azuredeploy.json')) as string;
      armade.folder.write(`generated/payments/${path}`, armade.folder.read(`generated/payments/${path}`).replace('"All"', '"OS"'));
      const { code, stderr } = await deploy();
      expect(code).to.equal(1);
      expect(stderr).to.contain('ADE5003').and.to.contain(path);
    });

    it('a folder that is stale against the spec is refused', async () => {
      armade.folder.write('payments.yaml', estate.spec.replace('"vm-2"', '"vm-7"'));
      const { code, stderr } = await armade.azure(['deploy', 'payments.yaml', 'generated/payments', '--yes']);
      expect(code).to.equal(1);
      expect(stderr).to.contain('error ADE');
      expect((await server.control.statistics()).requests).to.equal(0);
    });

    it('a plan that has changed is not gone on with', async () => {
      expect((await deploy()).code).to.equal(0);
      armade.folder.write('payments.yaml', estate.spec.replace('"wave": 2', '"wave": 3'));
      const { code, stderr } = await armade.azure(['deploy', 'payments.yaml', '--resume', '--yes', ...quickly]);
      expect(code).to.equal(3);
      expect(stderr).to.contain('The plan has changed since the run began');
    });
  });

  it('wrong flags end with 64 before Azure is asked', async () => {
    for (const args of [
      ['deploy', 'generated/payments', '--yes', '--concurrency', '0'],
      ['what-if', 'generated/payments', '--arm-endpoint', 'http://localhost'],
      ['status'],
      ['facts', '--resource-group', 'rg-payments'],
      ['what-if', 'nowhere.yaml'],
      ['deploy', 'generated/payments', 'payments.yaml', 'other.yaml', '--yes'],
    ]) {
      const { code, stderr } = await armade.run(args);
      expect(code, args.join(' ')).to.equal(64);
      expect(stderr).to.match(/^armade: /);
    }
    expect((await server.control.statistics()).requests).to.equal(0);
  });
});
