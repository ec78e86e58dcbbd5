import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { readTracked, root, trackedFiles } from './tracked-files.ts';

const run = promisify(execFile);
const manifest = JSON.parse(readTracked('package.json'));

/** Every path that a field of package.json leads to. */
const targets = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : Object.values((value ?? {}) as Record<string, unknown>).flatMap(targets);

describe('package', () => {
  it('leads to files that the build makes', () => {
    const paths = [manifest.main, manifest.types, ...targets(manifest.bin), ...targets(manifest.exports)];
    expect(paths.filter((path) => !existsSync(root + path))).to.deep.equal([]);
  });

  it('has a program that can be executed', () => {
    accessSync(`${root}bin/armade.cjs`, constants.X_OK);
    expect(readTracked('bin/armade.cjs')).to.match(/^#!\/usr\/bin\/env node\n/);
  });

  it('ships the program, the library, its types, docs and examples, and neither sources nor tests', async () => {
    const { stdout } = await run('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: root });
    const [{ files }] = JSON.parse(stdout) as [{ files: { path: string }[] }];
    const paths = files.map(({ path }) => path);
    expect(paths).to.include.members(['bin/armade.cjs', 'dist/armade.cjs', 'dist/index.js', 'dist/types/index.d.ts', 'dist/licenses.txt']);
    expect(paths).to.include.members(['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md']);
    expect(paths.filter((path) => path.startsWith('examples/'))).to.deep.equal(trackedFiles('examples/*').sort());
    const folders = new Set(paths.filter((path) => path.includes('/')).map((path) => path.split('/')[0]));
    expect([...folders].sort()).to.deep.equal(['bin', 'dist', 'docs', 'examples']);
  });

  it('names exact versions', () => {
    const versions = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(versions.filter(([, version]) => !/^[0-9]+\.[0-9]+\.[0-9]+$/.test(String(version)))).to.deep.equal([]);
  });

  it('has a reason for every dependency', () => {
    const reasons = readTracked('docs/decisions/dependencies.md');
    const names = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(names.filter((name) => !reasons.includes(`\`${name}\``))).to.deep.equal([]);
  });

  it('says what changed in its version', () => {
    expect(readTracked('CHANGELOG.md')).to.contain(`## ${manifest.version}`);
  });

  it('ships the licences of all that is in its bundles', () => {
    const bundles = ['dist/armade.cjs', 'dist/index.js'].map((path) => readTracked(path));
    const bundled = new Set(
      bundles.flatMap((text) => [...text.matchAll(/^ *\/\/ (?:\S*\/)?node_modules\/((?:@[^/\s]+\/)?[^/\s]+)\//gm)].map(([, name]) => name)),
    );
    const licences = readTracked('dist/licenses.txt');
    expect([...bundled].filter((name) => !licences.includes(`${name} `))).to.deep.equal([]);
    expect(bundled.size).to.be.greaterThan(3);
  });

  it('loads no package of Azure until a command asks for it', async () => {
    const script = `require('node:module')._load = ((load) => (name, ...rest) => {
      if (name.startsWith('@azure/')) throw new Error('loaded ' + name);
      return load(name, ...rest);
    })(require('node:module')._load);
    process.argv = [process.execPath, 'armade', 'validate', 'examples'];
    require('./bin/armade.cjs');`;
    await run(process.execPath, ['-e', script], { cwd: root });
  });

  it('imports as a library what src/index.ts exports', async () => {
    const library = await import(createRequire(import.meta.url).resolve('armade'));
    expect(Object.keys(library).sort()).to.deep.equal(['generate', 'loadSpec', 'validateSpec', 'validateTemplate']);
  });
});
