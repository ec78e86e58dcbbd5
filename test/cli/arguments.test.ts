import { expect } from 'chai';
import { runArmade } from './fake-io.ts';

const commandNames = ['init', 'validate', 'generate', 'diff', 'scenarios', 'schema', 'rules', 'explain'];

describe('the command line', () => {
  const wrong: [line: string, says: string[]][] = [
    ['frobnicate', ['"frobnicate"', 'validate', 'generate']],
    ['validat a.yaml', ['Did you mean "validate"?']],
    ['validate', ['needs', 'armade validate payments.yaml']],
    ['validate --frob a.yaml', ['no flag --frob', 'armade validate --help']],
    ['validate --fromat json a.yaml', ['no flag --fromat', 'Did you mean --format?']],
    ['validate -x a.yaml', ['no flag -x']],
    ['validate a.yaml --format', ['--format needs a value', 'sarif']],
    ['validate a.yaml --facts --quiet', ['--facts needs a value']],
    ['validate a.yaml --format=', ['--format needs a value']],
    ['validate a.yaml --format jsn', ['"jsn"', 'Did you mean "json"?']],
    ['validate a.yaml --format json --format sarif', ['--format is given 2 times']],
    ['validate a.yaml --fail-on info', ['"info"', 'error, warning, note, never']],
    ['validate a.yaml --quiet=yes', ['--quiet takes no value']],
    ['validate a.yaml --no-format', ['no flag --no-format']],
    ['schema a.yaml', ['takes no "a.yaml"']],
    ['schema --facts --plan', ['--facts and --plan']],
    ['explain ADE2103 ADE2104', ['ADE2104']],
    ['explain', ['armade explain ADE2103']],
    ['generate a.yaml --check --stdout', ['--check and --stdout']],
    ['generate a.yaml --check --force', ['--check', '--force']],
    ['generate a.yaml --stdout --prune', ['--stdout', '--prune']],
    ['--quiet', ['--quiet needs a command']],
  ];
  for (const [line, says] of wrong) {
    it(`refuses: armade ${line}`, async () => {
      const ran = await runArmade(line.split(' '));
      expect(ran.exitCode).to.equal(64);
      expect(ran.stdout).to.equal('');
      expect(ran.stderr).to.match(/^armade: .*\n$/);
      for (const text of says) expect(ran.stderr).to.include(text);
    });
  }

  it('shows its help on stderr, and fails, when nothing is asked', async () => {
    const ran = await runArmade([]);
    expect(ran).to.deep.include({ exitCode: 64, stdout: '' });
    for (const name of commandNames) expect(ran.stderr).to.include(`armade ${name}`);
  });

  for (const line of ['--help', '-h', 'help']) {
    it(`shows its help on stdout for: armade ${line}`, async () => {
      const ran = await runArmade([line]);
      expect(ran).to.deep.include({ exitCode: 0, stderr: '' });
      for (const name of commandNames) expect(ran.stdout).to.include(`armade ${name}`);
    });
  }

  for (const name of commandNames) {
    it(`shows an example in the help of ${name}`, async () => {
      const ran = await runArmade([name, '--help'], { columns: 200 });
      expect(ran).to.deep.include({ exitCode: 0, stderr: '' });
      expect(ran.stdout)
        .to.include('Examples:')
        .and.to.match(new RegExp(`Examples:[^]*armade ${name}`));
      expect((await runArmade(['help', name], { columns: 200 })).stdout).to.equal(ran.stdout);
    });
  }

  it('prints its version', async () => {
    const ran = await runArmade(['--version']);
    expect(ran.exitCode).to.equal(0);
    expect(ran.stdout).to.match(/^\d+\.\d+\.\d+\n$/);
  });

  it('prints a completion script, and answers it with commands and flags', async () => {
    const script = await runArmade(['completion']);
    expect(script.exitCode).to.equal(0);
    expect(script.stdout).to.include('complete ').and.to.include('armade');
    const complete = async (...words: string[]) => (await runArmade(['--get-yargs-completions', 'armade', ...words])).stdout;
    expect(await complete('va')).to.equal('validate\n');
    expect((await complete('')).split('\n')).to.include.members(commandNames);
    expect(await complete('generate', '--ch')).to.equal('--check\n');
    expect(await complete('generate', 'a.yaml', '--format', 's')).to.equal('sarif\n');
    expect(await complete('generate', 'exam')).to.equal('');
  });

  it('takes what stands behind -- for a name, not for a flag', async () => {
    const ran = await runArmade(['validate', '--', '--help']);
    expect(ran.exitCode).to.equal(64);
    expect(ran.stderr).to.include('Cannot open --help');
  });

  it('tells a bug from a mistake of its user, and keeps the stack for those who ask', async () => {
    const broken = { stdin: 'version: 1\n', now: () => new Date(Number.NaN) };
    const ran = await runArmade(['validate', '-'], broken);
    expect(ran.exitCode).to.equal(3);
    expect(ran.stderr).to.match(/^armade: internal error: .*report.*\n$/);
    const debugged = await runArmade(['validate', '-'], { ...broken, env: { ARMADE_DEBUG: '1' } });
    expect(debugged.stderr).to.match(/\n\s+at /);
  });
});
