import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'chai';

const root = fileURLToPath(new URL('..', import.meta.url));

describe('bundle', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'armade-bundle-'));
    for (const path of ['bin', 'dist', 'package.json']) cpSync(join(root, path), join(folder, path), { recursive: true });
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  const caches = () => readdirSync(join(folder, 'dist')).filter((name) => name.endsWith('.cache'));
  const version = async (...flags: string[]) => {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [...flags, join(folder, 'bin/armade.cjs'), '--version']);
    return stdout + stderr;
  };

  it('runs with nothing of the repository around it but what the package ships', async () => {
    expect(caches()).to.have.length(1);
    expect(await version()).to.match(/^[0-9]+\.[0-9]+\.[0-9]+\n$/);
  });

  it('runs without a code cache, as on another version of Node', async () => {
    for (const name of caches()) rmSync(join(folder, 'dist', name));
    expect(await version()).to.match(/^[0-9]+\.[0-9]+\.[0-9]+\n$/);
  });

  it('runs when V8 refuses the cache', async () => {
    for (const name of caches()) writeFileSync(join(folder, 'dist', name), 'not a cache');
    expect(await version()).to.match(/^[0-9]+\.[0-9]+\.[0-9]+\n$/);
    expect(await version('--no-lazy')).to.match(/^[0-9]+\.[0-9]+\.[0-9]+\n$/);
  });
});
