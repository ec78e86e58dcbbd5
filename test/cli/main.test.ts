import { execFile, spawn, spawnSync } from 'node:child_process';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import esbuild from 'esbuild';
import { specOf, specWithError } from './specs.ts';
import { TemporaryFolder } from './temporary-folder.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What only a process of its own shows: streams, signals, what the shell sees. */
describe('the program', () => {
  let folder: TemporaryFolder;
  let program: string;
  before(async () => {
    folder = new TemporaryFolder();
    program = join(folder.path, 'dist/armade.cjs');
    folder.write('package.json', '{ "name": "armade", "version": "1.2.3" }');
    folder.write('spec.yaml', specOf());
    folder.write('wrong.yaml', specWithError());
    await esbuild.build({
      absWorkingDir: root,
      entryPoints: ['src/cli/main.ts'],
      outfile: program,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      external: ['@azure/*', '@inquirer/prompts'],
      define: { 'import.meta.url': 'importMetaUrl' },
      banner: { js: "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
      logLevel: 'error',
    });
  });
  after(() => folder.remove());

  const armade = (argv: string[], options: { input?: string; env?: NodeJS.ProcessEnv } = {}) =>
    spawnSync(process.execPath, [program, ...argv], { cwd: folder.path, encoding: 'utf8', ...options });

  it('ends with the exit code of its command', () => {
    expect(armade(['--version'])).to.include({ status: 0, stdout: '1.2.3\n' });
    expect(armade(['validate', 'spec.yaml'])).to.include({ status: 0 });
    expect(armade(['validate', 'wrong.yaml'])).to.include({ status: 1 });
    expect(armade(['validate', 'missing.yaml'])).to.include({ status: 64, stdout: '' });
    expect(armade(['frobnicate'])).to.include({ status: 64, stdout: '' });
  });

  it('reads a pipe', () => {
    const ran = armade(['validate', '-'], { input: specWithError() });
    expect(ran.status).to.equal(1);
    expect(ran.stdout).to.include('<stdin>:21:21');
  });

  it('reads a pipe of 50 MB', () => {
    const ran = armade(['validate', '-'], { input: `# ${'x'.repeat(50 * 1024 * 1024)}\nversion: 1\n` });
    expect(ran.status).to.equal(1);
    expect(ran.stdout).to.include('ADE0003');
  });

  it('is quiet when its reader stops reading', async () => {
    const child = spawn(process.execPath, [program, 'schema'], { cwd: folder.path, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    let stderr = '';
    child.stderr.on('data', (bytes: Buffer) => {
      stderr += bytes.toString();
    });
    const exitCode = await new Promise((resolve) => child.once('close', resolve));
    expect(stderr).to.equal('');
    expect(exitCode).to.equal(0);
  });

  it('writes a large result whole into a pipe', async () => {
    const text = await new Promise<string>((resolve, reject) => {
      execFile(process.execPath, [program, 'schema'], { cwd: folder.path, maxBuffer: 1 << 28 }, (error, stdout) =>
        error ? reject(error) : resolve(stdout),
      );
    });
    expect(text.length).to.be.greaterThan(65_536);
    JSON.parse(text);
  });

  it('says that output cannot be written when the disk is full', function () {
    // The one device that is always full.
    if (process.platform !== 'linux') this.skip();
    const full = openSync('/dev/full', 'w');
    const ran = spawnSync(process.execPath, [program, 'schema'], { cwd: folder.path, encoding: 'utf8', stdio: ['ignore', full, 'pipe'] });
    expect(ran.status).to.equal(3);
    expect(ran.stderr).to.equal('armade: Cannot write the result: no space left on the disk.\n');
  });
});
