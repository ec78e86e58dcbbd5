import { expect } from 'chai';
import { type OsType, type ScenarioName, scenarioNames } from '../../src/model/index.ts';
import { starterSpec } from '../../src/spec/starter.ts';
import { runArmade } from './fake-io.ts';
import { TemporaryFolder } from './temporary-folder.ts';

const systems: OsType[][] = [['Windows'], ['Linux'], ['Windows', 'Linux']];
const wishes: ScenarioName[][] = [...scenarioNames.map((scenario) => [scenario]), [...scenarioNames]];

describe('init', () => {
  let folder: TemporaryFolder;
  beforeEach(() => {
    folder = new TemporaryFolder();
  });
  afterEach(() => folder.remove());

  for (const scenarios of wishes) {
    it(`writes ${scenarios.length > 1 ? 'all scenarios' : scenarios[0]} so that nothing is wrong and everything is generated`, async () => {
      for (const operatingSystems of systems) {
        for (const keyEncryptionKey of [true, false]) {
          const spec = starterSpec({ name: 'payments-prod', scenarios, operatingSystems, keyEncryptionKey });
          const validated = await runArmade(['validate', '-', '--fail-on', 'warning'], { stdin: spec });
          expect(validated.exitCode, `${spec}\n${validated.stdout}`).to.equal(0);
          const generated = await runArmade(['generate', '-', '--stdout', '--fail-on', 'warning'], { stdin: spec });
          expect(generated.exitCode, `${spec}\n${generated.stderr}`).to.equal(0);
        }
      }
    });
  }

  it('names the file after the spec and says what comes next', async () => {
    const ran = await runArmade(['init', '--scenario', 'enable-existing-vm', '--name', 'payments-prod'], { cwd: folder.path });
    expect(ran).to.deep.include({ exitCode: 0, stdout: '' });
    expect(ran.stderr).to.include('armade validate payments-prod.yaml');
    expect(folder.read('payments-prod.yaml')).to.include('name: payments-prod').and.to.include('scenario: enable-existing-vm');
  });

  it('names the spec after the file', async () => {
    await runArmade(['init', '--scenario', 'key-vault', '--out', 'vaults.yaml'], { cwd: folder.path });
    expect(folder.read('vaults.yaml')).to.match(/^name: vaults /m);
  });

  it('overwrites only when it is told to', async () => {
    folder.write('mine.yaml', 'mine');
    const argv = ['init', '--scenario', 'key-vault', '--out', 'mine.yaml'];
    const refused = await runArmade(argv, { cwd: folder.path });
    expect(refused.exitCode).to.equal(3);
    expect(refused.stderr).to.include('mine.yaml exists already').and.to.include('--force');
    expect(folder.read('mine.yaml')).to.equal('mine');
    expect((await runArmade([...argv, '--force'], { cwd: folder.path })).exitCode).to.equal(0);
    expect(folder.read('mine.yaml')).to.include('scenario: key-vault');
  });

  it('leaves the key out with --no-kek, and other systems with --os', async () => {
    const { stdout } = await runArmade(['init', '--scenario', 'enable-existing-vm', '--no-kek', '--os', 'Linux', '--out', '-']);
    expect(stdout).to.not.include('keyEncryptionKey');
    expect(stdout).to.include('type: Linux').and.to.not.include('type: Windows');
  });

  it('asks nobody where there is no terminal', async () => {
    const ran = await runArmade(['init'], { cwd: folder.path });
    expect(ran.exitCode).to.equal(64);
    expect(ran.stderr).to.include('--scenario').and.to.include('enable-existing-vm');
    expect(folder.snapshot()).to.deep.equal({});
  });

  for (const name of ['Payments', '../up', 'a/b', '-x', 'x'.repeat(41)]) {
    it(`refuses ${name.length > 20 ? 'a long name' : name} as the name of a spec`, async () => {
      const ran = await runArmade(['init', '--scenario', 'key-vault', `--name=${name}`, '--out', '-']);
      expect(ran.exitCode).to.equal(64);
      expect(ran.stderr).to.include(name);
    });
  }
});
