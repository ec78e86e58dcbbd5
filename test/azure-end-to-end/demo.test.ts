import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'chai';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Seconds, and what a wait says on its way, depend on how fast the machine is. */
const steady = (text: string): string =>
  text
    .split('\n')
    .filter((line) => !line.includes('InProgress'))
    .map((line) => line.replace(/^ +\d+ s/, 'N s').replace(/after \d+ s$/, 'after N s'))
    .join('\n');

describe('demo', function () {
  this.timeout(120_000);

  it('goes from a spec to encrypted machines and back, as the README shows it', async () => {
    const { stdout, stderr } = await promisify(execFile)('npm', ['run', '--silent', 'demo'], { cwd: root, maxBuffer: 2 ** 24 });
    expect(stderr).to.equal('');
    expect(stdout.trimEnd().split('\n').at(-1)).to.equal('1 machine: 1 not encrypted.');
    const readme = readFileSync(`${root}README.md`, 'utf8');
    const [, shown = ''] = /## Without an Azure subscription[\s\S]*?```console\n([\s\S]*?)```/.exec(readme) ?? [];
    expect(shown).to.contain('steps are done.');
    expect(steady(stdout)).to.contain(steady(shown));
  });
});
