import { expect } from 'chai';
import { runArmade } from './fake-io.ts';
import { specOf, specWithError } from './specs.ts';
import { TemporaryFolder } from './temporary-folder.ts';

interface Setting {
  setting: string;
  from?: unknown;
  to?: unknown;
}

interface Subject {
  subject: string;
  change: string;
  runsAgain: boolean;
  bySelection: boolean;
  wave?: { from?: number; to?: number };
  resources: { type: string; name: string; change: string; settings: Setting[] }[];
  steps: { kind: string; change: string }[];
}

describe('diff', () => {
  let folder: TemporaryFolder;
  beforeEach(async () => {
    folder = new TemporaryFolder();
    folder.write('spec.yaml', specOf({ machines: ['vm-1', 'vm-2'] }));
    await armade('generate', 'spec.yaml');
  });
  afterEach(() => folder.remove());

  const armade = (...argv: string[]) => runArmade(argv, { cwd: folder.path });
  const change = (text: string): void => void folder.write('spec.yaml', text);
  async function subjects(): Promise<Subject[]> {
    const ran = await armade('diff', 'spec.yaml', '--format', 'json');
    expect(ran.exitCode, ran.stderr).to.equal(0);
    return JSON.parse(ran.stdout).specs[0].subjects;
  }

  const extension = 'Microsoft.Compute/virtualMachines/extensions';

  it('has nothing to say when nothing changes', async () => {
    const ran = await armade('diff', 'spec.yaml', '--detailed-exitcode');
    expect(ran).to.deep.include({ exitCode: 0, stdout: 'payments: no changes\n' });
  });

  it('ends with 2 on changes, but only when asked', async () => {
    change(specOf({ machines: ['vm-1'] }));
    expect((await armade('diff', 'spec.yaml')).exitCode).to.equal(0);
    for (const format of ['pretty', 'json', 'markdown']) {
      expect((await armade('diff', 'spec.yaml', '--detailed-exitcode', '--format', format)).exitCode).to.equal(2);
    }
  });

  it('writes nothing', async () => {
    change(specOf({ machines: ['vm-3'] }));
    const before = folder.snapshot();
    await armade('diff', 'spec.yaml');
    expect(folder.snapshot()).to.deep.equal(before);
  });

  it('names machines that came and that left, and nobody else', async () => {
    change(specOf({ machines: ['vm-2', 'vm-3'] }));
    const found = await subjects();
    expect(found.map(({ subject, change }) => `${change} ${subject}`)).to.deep.equal(['left vm-1', 'added vm-3']);
    expect(found[1]?.wave).to.deep.equal({ to: 1 });
    const { stdout } = await armade('diff', 'spec.yaml');
    expect(stdout).to.include('payments: 1 added, 1 left').and.to.include('stays in Azure as it is');
  });

  it('names what changes, setting by setting, and that the extension runs again', async () => {
    change(specOf({ machines: ['vm-1', 'vm-2'] }).replace('volumeType: All', 'volumeType: OS'));
    const [found, ...others] = await subjects();
    expect(others).to.deep.equal([]);
    expect(found).to.deep.include({ subject: 'vm-1', change: 'changed', runsAgain: true });
    const encryption = found?.resources.find(({ type }) => type === extension);
    expect(encryption?.settings).to.deep.equal([{ setting: 'properties.settings.VolumeType', from: 'All', to: 'OS' }]);
  });

  it('sees through parameters: another vault is a change of every machine in it', async () => {
    change(specOf({ machines: ['vm-1', 'vm-2'] }).replace('name: kv-shared', 'name: kv-other'));
    const found = await subjects();
    expect(found.map(({ subject }) => subject)).to.deep.equal(['vm-1', 'vm-2']);
    const settings = found[0]?.resources.find(({ type }) => type === extension)?.settings ?? [];
    expect(settings.map(({ setting }) => setting)).to.include('properties.settings.KeyVaultURL');
    const url = settings.find(({ setting }) => setting === 'properties.settings.KeyVaultURL');
    expect(String(url?.from)).to.include('kv-shared');
    expect(String(url?.to)).to.include('kv-other');
  });

  it('names a change of wave, which runs nothing again', async () => {
    change(specOf({ machines: ['vm-1', 'vm-2'] }).replace('volumeType: All', 'volumeType: All\n        wave: 2'));
    const [found, ...others] = await subjects();
    expect(others).to.deep.equal([]);
    expect(found).to.deep.include({ subject: 'vm-1', runsAgain: false, wave: { from: 1, to: 2 }, resources: [] });
    expect((await armade('diff', 'spec.yaml')).stdout).to.include('wave 1 → 2');
  });

  it('does not take a machine that moves to another file for one that changed', async () => {
    const many = Array.from({ length: 7 }, (_, index) => `vm-${index}`);
    const text = specOf({ machines: many }).replace('supportMatrix', 'maxMachinesPerDeployment: 100\nsupportMatrix');
    change(text);
    await armade('generate', 'spec.yaml');
    change(text.replace('maxMachinesPerDeployment: 100', 'maxMachinesPerDeployment: 2'));
    expect(await subjects()).to.deep.equal([]);
    expect((await armade('diff', 'spec.yaml')).stdout).to.match(/payments: only descriptions change, in \d+ files/);
  });

  it('says who entered and who left a selection', async () => {
    const registry = (...tagged: string[]) =>
      ['vm-1', 'vm-2', 'vm-3']
        .map(
          (name) =>
            `  ${name}: { os: { type: Windows, version: WindowsServer2022 }, size: Standard_D4s_v5, osDisk: { name: ${name}_OsDisk }, dataDisks: [], tags: { env: ${tagged.includes(name) ? 'prod' : 'test'} } }\n`,
        )
        .join('');
    const selecting = (...tagged: string[]) =>
      specOf({ more: `virtualMachines:\n${registry(...tagged)}` }).replace(
        / {4}virtualMachines:\n[\s\S]*$/,
        '    virtualMachines: { select: { tags: { env: prod } } }\n',
      );
    change(selecting('vm-1', 'vm-2'));
    await armade('generate', 'spec.yaml', '--force');
    change(selecting('vm-2', 'vm-3'));
    const found = await subjects();
    expect(found.map(({ subject, change, bySelection }) => ({ subject, change, bySelection }))).to.deep.equal([
      { subject: 'vm-1', change: 'left', bySelection: true },
      { subject: 'vm-3', change: 'added', bySelection: true },
    ]);
    const { stdout } = await armade('diff', 'spec.yaml');
    expect(stdout).to.include('entered the selection').and.to.include('left the selection');
  });

  it('shows everything as added where nothing was generated', async () => {
    const ran = await armade('diff', 'spec.yaml', '--out', 'elsewhere', '--format', 'json');
    const { subjects: found } = JSON.parse(ran.stdout).specs[0];
    expect(found.map((subject: Subject) => subject.change)).to.deep.equal(['added', 'added']);
  });

  it('writes Markdown for a pull request', async () => {
    change(specOf({ machines: ['vm-1', 'vm-3'] }));
    const { stdout } = await armade('diff', 'spec.yaml', '--format', 'markdown');
    expect(stdout).to.match(/^### payments: 1 added, 1 left\n/);
    expect(stdout)
      .to.match(/^\| Left \| vm-2 \|/m)
      .and.to.match(/^\| Added \| vm-3 \|/m);
  });

  it('stops at errors in the spec, on stderr, with nothing on stdout', async () => {
    change(specWithError());
    const ran = await armade('diff', 'spec.yaml', '--format', 'json');
    expect(ran).to.deep.include({ exitCode: 1, stdout: '' });
    expect(ran.stderr).to.include('ADE2105');
  });

  it('says that the plan.json or a template cannot be read', async () => {
    folder.write('generated/payments/rg-payments/enable-existing-vm/azuredeploy.json', '{\n  "resources": [\n');
    const broken = await armade('diff', 'spec.yaml');
    expect(broken.exitCode).to.equal(1);
    expect(broken.stderr).to.include('azuredeploy.json:');
    folder.write('generated/payments/plan.json', '{ "plan": 1 }');
    const ran = await armade('diff', 'spec.yaml');
    expect(ran.exitCode).to.equal(1);
    expect(ran.stderr).to.include('ADE3205');
  });

  it('compares several specs', async () => {
    folder.write('other.yaml', specOf({ name: 'other' }));
    const ran = await armade('diff', 'spec.yaml', 'other.yaml', '--format', 'json');
    expect(JSON.parse(ran.stdout).specs.map(({ name }: { name: string }) => name)).to.deep.equal(['payments', 'other']);
  });
});
