import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import esbuild from 'esbuild';
import { settle, writingFolder } from '../../../src/cli/output-folder/index.ts';
import { TemporaryFolder } from '../temporary-folder.ts';
import { stateOf } from './states.ts';

const kills = 100;
/** Moments between the first rename and the last are rare: kills go on until one was met, at most this often. */
const mostKills = 1500;

/** A child process that writes one state after the other. */
interface Writer {
  /** Number of the state that it said last it begins. */
  begun(): number;
  kill(): Promise<void>;
}

function startWriter(script: string, out: string, first: number): Promise<Writer> {
  const child = spawn(process.execPath, [script, out, String(first)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let begun = -1;
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => reject(new Error('the writer ended before it began')));
    child.stdout.on('data', (bytes: Buffer) => {
      begun = Number(bytes.toString().trim().split('\n').at(-1));
      const kill = async () => {
        child.kill('SIGKILL');
        await ended;
      };
      resolve({ begun: () => begun, kill });
    });
  });
}

describe('a run that is killed while it writes', () => {
  let folder: TemporaryFolder;
  before(() => {
    folder = new TemporaryFolder();
  });
  after(() => folder.remove());

  it(`leaves the folder as it was or as it was to be, once the next run has settled it: ${kills} kills at random moments, or more`, async function () {
    this.timeout(300_000);
    const script = join(folder.path, 'writer.mjs');
    const source = fileURLToPath(new URL('writer.ts', import.meta.url));
    await esbuild.build({ entryPoints: [source], outfile: script, bundle: true, platform: 'node', format: 'esm', target: 'node20' });

    const out = join(folder.path, 'generated');
    const outcomes = { finished: 0, undone: 0, nothing: 0 };
    const isOpen = (): boolean => outcomes.finished === 0 || outcomes.undone === 0;
    for (let kill = 0; kill < kills || (isOpen() && kill < mostKills); kill++) {
      const writer = await startWriter(script, out, kill * 1000);
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 60));
      await writer.kill();

      const wasUnfinished = existsSync(join(out, writingFolder));
      const settled = await settle(out, 'generated');
      outcomes[settled ?? 'nothing'] += 1;
      expect(settled !== undefined, 'says that there was something to settle').to.equal(wasUnfinished);

      const files = existsSync(out) ? folder.snapshot('generated') : {};
      const number = Number(/state ([0-9]+)/.exec(Object.values(files)[0] ?? '')?.[1] ?? -1);
      expect(files, `kill ${kill}`).to.deep.equal(number === -1 ? {} : stateOf(number));
      if (number >= kill * 1000) expect(writer.begun() - number, 'states lost').to.be.within(0, 1);
    }
    expect(outcomes.finished, JSON.stringify(outcomes)).to.be.greaterThan(0);
    expect(outcomes.undone, JSON.stringify(outcomes)).to.be.greaterThan(0);
  });
});
