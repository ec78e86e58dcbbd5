import { chmodSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { runArmade } from './fake-io.ts';
import { specOf, specWithError } from './specs.ts';
import { TemporaryFolder } from './temporary-folder.ts';

const template = 'generated/payments/rg-payments/enable-existing-vm/azuredeploy.json';

describe('generate', () => {
  let folder: TemporaryFolder;
  beforeEach(() => {
    folder = new TemporaryFolder();
    folder.write('spec.yaml', specOf());
  });
  afterEach(() => folder.remove());

  const armade = (...argv: string[]) => runArmade(argv, { cwd: folder.path });
  const generated = () => folder.snapshot('generated');

  it('writes the folder of the spec, and is idle the second time', async () => {
    const first = await armade('generate', 'spec.yaml');
    expect(first.exitCode, first.stdout).to.equal(0);
    expect(first.stderr).to.match(/^Wrote \d+ files in generated\.\n$/);
    const files = generated();
    expect(Object.keys(files)).to.include.members(['payments/plan.json', 'payments/plan.md', template.slice('generated/'.length)]);
    const second = await armade('generate', 'spec.yaml');
    expect(second.exitCode).to.equal(0);
    expect(second.stderr).to.match(/^generated is up to date: \d+ files\.\n$/);
    expect(generated()).to.deep.equal(files);
  });

  it('writes elsewhere with --out, and nothing but the result with --quiet', async () => {
    const ran = await armade('generate', 'spec.yaml', '--out', 'a/b', '--quiet');
    expect(ran).to.deep.include({ exitCode: 0, stderr: '' });
    expect(existsSync(join(folder.path, 'a/b/payments/plan.json'))).to.equal(true);
  });

  it('writes nothing when there is an error, of whatever severity counts', async () => {
    folder.write('wrong.yaml', specWithError());
    for (const failOn of ['error', 'warning', 'note', 'never']) {
      const ran = await armade('generate', 'wrong.yaml', '--fail-on', failOn);
      expect(ran.exitCode, failOn).to.equal(1);
      expect(ran.stdout).to.include('wrong.yaml:21:21').and.to.include('ADE2105');
      expect(existsSync(join(folder.path, 'generated'))).to.equal(false);
    }
  });

  it('writes no spec when one of several is wrong', async () => {
    folder.write('wrong.yaml', specWithError().replace('name: payments', 'name: other'));
    expect((await armade('generate', 'spec.yaml', 'wrong.yaml')).exitCode).to.equal(1);
    expect(existsSync(join(folder.path, 'generated'))).to.equal(false);
  });

  it('writes nothing when a spec cannot be opened', async () => {
    const ran = await armade('generate', 'spec.yaml', 'missing.yaml');
    expect(ran.exitCode).to.equal(64);
    expect(ran.stderr).to.include('Cannot open missing.yaml: no such file or folder');
    expect(existsSync(join(folder.path, 'generated'))).to.equal(false);
  });

  it('owns the folder of its spec and nothing else', async () => {
    folder.write('other.yaml', specOf({ name: 'other' }));
    await armade('generate', 'other.yaml');
    folder.write('generated/README.md', 'mine');
    folder.write('generated/payments/notes.md', 'mine too');
    const before = generated();
    await armade('generate', 'spec.yaml');
    for (const [path, text] of Object.entries(before)) expect(generated()[path], path).to.equal(text);
  });

  it('refuses two specs of one name', async () => {
    folder.write('twin.yaml', specOf({ machines: ['vm-web-02'] }));
    const ran = await armade('generate', 'spec.yaml', 'twin.yaml');
    expect(ran.exitCode).to.equal(1);
    expect(ran.stdout).to.include('payments');
    expect(existsSync(join(folder.path, 'generated'))).to.equal(false);
  });

  it('prints everything as JSON with --stdout, what it finds on stderr, and writes nothing', async () => {
    const ran = await armade('generate', 'spec.yaml', '--stdout');
    expect(ran.exitCode).to.equal(0);
    const files = JSON.parse(ran.stdout);
    expect(files['payments/plan.json']).to.deep.include({ plan: 1, name: 'payments' });
    expect(files[template.slice('generated/'.length)].resources[0].name).to.include('vm-payments-01');
    expect(files['payments/plan.md']).to.be.a('string');
    expect(ran.stderr).to.include('ADE2801');
    expect(existsSync(join(folder.path, 'generated'))).to.equal(false);
  });

  it('prints no JSON with --stdout when there is an error', async () => {
    folder.write('wrong.yaml', specWithError());
    const ran = await armade('generate', 'wrong.yaml', '--stdout');
    expect(ran).to.deep.include({ exitCode: 1, stdout: '' });
    expect(ran.stderr).to.include('ADE2105');
  });

  it('removes what is generated no more, with the folders that it leaves empty', async () => {
    folder.write('spec.yaml', specOf().replace('snapshotBefore: true', 'snapshotBefore: false'));
    folder.write('before.yaml', specOf());
    await armade('generate', 'before.yaml');
    expect(existsSync(join(folder.path, 'generated/payments/rg-payments/snapshots'))).to.equal(true);
    const ran = await armade('generate', 'spec.yaml');
    expect(ran.stderr).to.match(/^Wrote \d+ files? and removed 2 in generated\.\n$/);
    expect(existsSync(join(folder.path, 'generated/payments/rg-payments/snapshots'))).to.equal(false);
  });

  describe('when a generated file was edited', () => {
    const edits: [what: string, edit: (text: string) => string][] = [
      ['by hand', (text) => text.replace('"vm-payments-01', '"vm-payments-99')],
      ['by a merge that was not finished', (text) => `<<<<<<< HEAD\n${text}=======\n${text}>>>>>>> main\n`],
      ['down to nothing', () => ''],
      ['into something binary', () => '\u0000\u0001\uFFFD'],
    ];
    for (const [what, edit] of edits) {
      it(`${what}, writes nothing unless it is forced`, async () => {
        await armade('generate', 'spec.yaml');
        const fresh = generated();
        folder.write(template, edit(folder.read(template)));
        folder.write('spec.yaml', specOf({ machines: ['vm-payments-01', 'vm-web-02'] }));
        const edited = generated();

        const refused = await armade('generate', 'spec.yaml');
        expect(refused.exitCode).to.equal(1);
        expect(refused.stdout).to.include('ADE3204').and.to.include(`${template}:`);
        expect(generated()).to.deep.equal(edited);

        expect((await armade('generate', 'spec.yaml', '--force')).exitCode).to.equal(0);
        folder.write('spec.yaml', specOf());
        await armade('generate', 'spec.yaml');
        expect(generated()).to.deep.equal(fresh);
      });
    }

    it('says so for a plan.json that cannot be read', async () => {
      await armade('generate', 'spec.yaml');
      const fresh = generated();
      folder.write('generated/payments/plan.json', '{');
      const refused = await armade('generate', 'spec.yaml');
      expect(refused.exitCode).to.equal(1);
      expect(refused.stdout).to.include('ADE3205').and.to.include('generated/payments/plan.json:1:1');
      expect((await armade('generate', 'spec.yaml', '--force')).exitCode).to.equal(0);
      expect(generated()).to.deep.equal(fresh);
    });

    it('takes other line ends for no edit', async () => {
      await armade('generate', 'spec.yaml');
      for (const [path, text] of Object.entries(generated())) folder.write(`generated/${path}`, text.replaceAll('\n', '\r\n'));
      expect((await armade('generate', 'spec.yaml', '--check')).exitCode).to.equal(0);
      folder.write('spec.yaml', specOf({ machines: ['vm-web-02'] }));
      expect((await armade('generate', 'spec.yaml')).exitCode).to.equal(0);
    });
  });

  describe('--check', () => {
    it('is content with what was generated, and writes nothing', async () => {
      await armade('generate', 'spec.yaml');
      const before = generated();
      expect((await armade('generate', 'spec.yaml', '--check')).exitCode).to.equal(0);
      expect(generated()).to.deep.equal(before);
    });

    it('fails when nothing was generated yet, and makes no folder', async () => {
      const ran = await armade('generate', 'spec.yaml', '--check');
      expect(ran.exitCode).to.equal(1);
      expect(ran.stdout).to.include('ADE3202');
      expect(existsSync(join(folder.path, 'generated'))).to.equal(false);
    });

    it('fails on stale files whatever severity counts, in every format', async () => {
      await armade('generate', 'spec.yaml');
      folder.write('spec.yaml', specOf({ machines: ['vm-payments-01', 'vm-web-02'] }));
      const before = generated();
      for (const format of ['pretty', 'json', 'sarif', 'junit', 'github', 'markdown']) {
        const ran = await armade('generate', 'spec.yaml', '--check', '--fail-on', 'never', '--format', format);
        expect(ran.exitCode, format).to.equal(1);
        expect(ran.stdout, format).to.include('ADE3201').and.to.include('azuredeploy.json');
      }
      expect(generated()).to.deep.equal(before);
    });

    it('ignores comments in the spec', async () => {
      await armade('generate', 'spec.yaml');
      folder.write('spec.yaml', `# a comment\n\n${specOf()}`);
      expect((await armade('generate', 'spec.yaml', '--check')).exitCode).to.equal(0);
    });

    it('notes folders whose spec is not given', async () => {
      folder.write('other.yaml', specOf({ name: 'other' }));
      await armade('generate', 'spec.yaml', 'other.yaml');
      const ran = await armade('generate', 'spec.yaml', '--check');
      expect(ran.exitCode).to.equal(0);
      expect(ran.stdout).to.include('ADE3206').and.to.include('generated/other');
      expect((await armade('generate', 'spec.yaml', '--check', '--fail-on', 'note')).exitCode).to.equal(1);
    });

    it('says that a run was stopped, and settles nothing', async () => {
      await armade('generate', 'spec.yaml');
      mkdirSync(join(folder.path, 'generated/.armade-writing'));
      const ran = await armade('generate', 'spec.yaml', '--check');
      expect(ran.exitCode).to.equal(1);
      expect(ran.stdout).to.include('ADE3207');
      expect(existsSync(join(folder.path, 'generated/.armade-writing'))).to.equal(true);
    });
  });

  describe('--prune', () => {
    it('removes what a spec left that is not given any more, but nothing else', async () => {
      folder.write('other.yaml', specOf({ name: 'other' }));
      await armade('generate', 'spec.yaml', 'other.yaml');
      folder.write('generated/other/mine.txt', 'mine');
      folder.write('generated/nobody/mine.txt', 'mine');
      const ran = await armade('generate', 'spec.yaml', '--prune');
      expect(ran.exitCode).to.equal(0);
      const rest = Object.keys(generated()).filter((path) => !path.startsWith('payments/'));
      expect(rest.sort()).to.deep.equal(['nobody/mine.txt', 'other/mine.txt']);
    });

    it('leaves an edited file, and says so', async () => {
      folder.write('other.yaml', specOf({ name: 'other' }));
      await armade('generate', 'spec.yaml', 'other.yaml');
      const edited = 'generated/other/plan.md';
      folder.write(edited, 'by hand');
      const ran = await armade('generate', 'spec.yaml', '--prune');
      expect(ran.exitCode).to.equal(0);
      expect(ran.stdout).to.include('ADE3209').and.to.include(edited);
      const rest = Object.keys(generated()).filter((path) => path.startsWith('other/'));
      expect(rest.sort()).to.deep.equal(['other/plan.json', 'other/plan.md']);
    });
  });

  describe('when it cannot write', () => {
    it('says that the output folder is a file', async () => {
      folder.write('generated', 'a file');
      const ran = await armade('generate', 'spec.yaml');
      expect(ran.exitCode).to.equal(3);
      expect(ran.stderr).to.equal('armade: Cannot write to generated: it is a file. Give another folder with --out.\n');
      expect(folder.read('generated')).to.equal('a file');
    });

    it('says that the folder of the spec is a file', async () => {
      folder.write('generated/payments', 'a file');
      const ran = await armade('generate', 'spec.yaml');
      expect(ran.exitCode).to.equal(3);
      expect(ran.stderr).to.include('generated/payments: it is a file');
      expect(generated()).to.deep.equal({ payments: 'a file' });
    });

    it('says that a part of the path is a file', async () => {
      folder.write('file', '');
      const ran = await armade('generate', 'spec.yaml', '--out', 'file/generated');
      expect(ran.exitCode).to.equal(3);
      expect(ran.stderr).to.include('file/generated');
    });

    it('says that the folder may not be written to', async function () {
      if (process.getuid?.() === 0) {
        // Root may write everywhere; a kernel's own file system refuses even root.
        if (!existsSync('/proc/self')) this.skip();
        const ran = await armade('generate', 'spec.yaml', '--out', '/proc/armade');
        expect(ran.exitCode).to.equal(3);
        expect(ran.stderr).to.match(/^armade: Cannot write to \/proc\/armade: .*\.\n$/);
        return;
      }
      mkdirSync(join(folder.path, 'generated'));
      chmodSync(join(folder.path, 'generated'), 0o500);
      const ran = await armade('generate', 'spec.yaml');
      expect(ran.exitCode).to.equal(3);
      expect(ran.stderr).to.include('Cannot write to generated: permission denied');
    });

    it('writes through no link that leads out', async () => {
      mkdirSync(join(folder.path, 'elsewhere'));
      mkdirSync(join(folder.path, 'generated'));
      symlinkSync(join(folder.path, 'elsewhere'), join(folder.path, 'generated/payments'));
      const ran = await armade('generate', 'spec.yaml');
      expect(ran.exitCode).to.equal(3);
      expect(ran.stderr).to.include('generated/payments is a link that leads out of generated');
      expect(folder.snapshot('elsewhere')).to.deep.equal({});
    });

    it('accepts an output folder that is a link itself', async () => {
      mkdirSync(join(folder.path, 'elsewhere'));
      symlinkSync(join(folder.path, 'elsewhere'), join(folder.path, 'generated'));
      expect((await armade('generate', 'spec.yaml')).exitCode).to.equal(0);
      expect(Object.keys(folder.snapshot('elsewhere'))).to.include('payments/plan.json');
    });
  });

  it('lets no name lead out of the folder', async () => {
    folder.write('spec.yaml', specOf().replace('resourceGroup: rg-payments', 'resourceGroup: ..'));
    const ran = await armade('generate', 'spec.yaml');
    expect(ran.exitCode).to.equal(1);
    expect(existsSync(join(folder.path, 'generated'))).to.equal(false);
    expect(existsSync(join(folder.path, 'enable-existing-vm'))).to.equal(false);
  });

  it('refuses what is no spec', async () => {
    await armade('generate', 'spec.yaml');
    const ran = await armade('generate', 'spec.yaml', template);
    expect(ran.exitCode).to.equal(1);
    expect(ran.stdout).to.include('ADE0052').and.to.include('an ARM template');
  });

  it('says that there is no spec in a folder, and prunes nothing for it', async () => {
    await armade('generate', 'spec.yaml');
    folder.write('others/compose.yaml', 'services: { web: {} }');
    const before = generated();
    const ran = await armade('generate', 'others', '--prune');
    expect(ran).to.deep.include({ exitCode: 64, stderr: 'armade: There is no spec in others.\n' });
    expect(generated()).to.deep.equal(before);
  });

  it('takes the specs of a folder and passes over the rest of it', async () => {
    folder.write('specs/a.yaml', specOf({ name: 'a' }));
    folder.write('specs/deep/b.yml', specOf({ name: 'b' }));
    folder.write('specs/compose.yaml', 'services: { web: {} }');
    folder.write('specs/broken.yaml', 'a: [1,');
    folder.write('specs/package.json', '{ "name": "x" }');
    folder.write('specs/node_modules/c/c.yaml', specOf({ name: 'c' }));
    writeFileSync(join(folder.path, 'specs/notes.txt'), 'x');
    const ran = await armade('generate', 'specs');
    expect(ran.exitCode, ran.stdout).to.equal(0);
    expect([...new Set(Object.keys(generated()).map((path) => path.split('/')[0]))].sort()).to.deep.equal(['a', 'b']);
  });
});
