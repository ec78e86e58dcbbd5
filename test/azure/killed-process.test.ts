import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'chai';
import { acceptedByRunTag, acceptedByTag } from '../azure-server/client.ts';
import { type SpawnedServer, spawnServer } from '../azure-server/spawn.ts';
import { CommandRun, runCommand } from './command-line.ts';
import { specHead } from './fleet-run.ts';
import { randomFleet } from './random-fleet.ts';

/** Processes to kill; crash.test.ts has the points in between. More by `ARMADE_KILLS=200`. */
const kills = Number(process.env.ARMADE_KILLS ?? 6);

describe('a deploy process that is killed with SIGKILL', function () {
  this.timeout(60_000);
  let server: SpawnedServer;
  let folder: string;
  before(async () => {
    server = await spawnServer({ timeScale: 5000 });
  });
  after(() => server.close());
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'killed-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  for (let index = 0; index < kills; index += 1) {
    const withJournal = index % 2 === 0;
    it(`goes on ${withJournal ? 'with' : 'without'} its journal after kill ${index + 1}`, async () => {
      const mark = `k${index}`;
      const { yaml, azure } = randomFleet(index, specHead.replace('name: payments', `name: ${mark}`), mark);
      await server.control.seed(azure);
      await server.control.clearRequests();
      writeFileSync(join(folder, 'spec.yaml'), yaml);
      const deploy = ['deploy', 'spec.yaml', '--poll-interval', '0.05'];
      const first = new CommandRun(server, folder, [...deploy, '--yes', '--no-what-if']);
      await killAfter(first, 2 + ((index * 13) % 60));
      if (!withJournal) rmSync(join(folder, '.armade'), { recursive: true, force: true });

      const { exitCode, stdout, stderr } = await runCommand(server, folder, [...deploy, '--resume', '--yes']);
      expect(exitCode, stderr).to.equal(0);
      expect(stdout).to.match(/^(\d+) of \1 steps are done\.$/m);
      const accepted = (await server.control.accepted()).filter(({ id }) => id.includes(`/${mark}-`));
      for (const [tag, times] of acceptedByTag(accepted, 'armade-run')) expect(times.length, tag).to.equal(1);
      for (const [machine, times] of acceptedByRunTag(accepted)) expect(times, machine).to.equal(1);
    });
  }

  /** Kills the process when the server has seen so many of its requests; a run that ends before that was not killed. */
  async function killAfter({ child, ended }: CommandRun, requests: number): Promise<void> {
    let isOver = false;
    void ended.then(() => {
      isOver = true;
    });
    while (!isOver && (await server.control.statistics()).requests < requests) await wait(5);
    child.kill('SIGKILL');
    await ended;
  }

  it('leaves a journal that was written line by line', async () => {
    const { yaml, azure } = randomFleet(1, specHead.replace('name: payments', 'name: lines'), 'lines');
    await server.control.seed(azure);
    await server.control.clearRequests();
    writeFileSync(join(folder, 'spec.yaml'), yaml);
    const run = new CommandRun(server, folder, ['deploy', 'spec.yaml', '--poll-interval', '0.05', '--yes', '--no-what-if']);
    await killAfter(run, 12);
    const path = join(folder, '.armade/lines.journal.jsonl');
    expect(existsSync(path)).to.equal(true);
    for (const line of readFileSync(path, 'utf8').split('\n').slice(0, -1)) JSON.parse(line);
  });
});
