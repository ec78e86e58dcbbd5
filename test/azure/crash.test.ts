import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'chai';
import type { AzureClient } from '../../src/azure/client.ts';
import { findRun } from '../../src/azure/find-run.ts';
import { type Journal, JournalFile, readJournal } from '../../src/azure/journal.ts';
import { isComplete } from '../../src/azure/run-summary.ts';
import { acceptedByRunTag, acceptedByTag } from '../azure-server/client.ts';
import { plant } from '../azure-server/seed.ts';
import { AzureServer } from '../azure-server/server.ts';
import { clientOf, planOf, runTest, specHead } from './fleet-run.ts';
import { randomFleet } from './random-fleet.ts';

/** Plans, and points at which each is killed. */
const plans = 10;
const pointsPerPlan = 22;
/** A point that no run gets to. */
const never = 1_000_000;

/** The process dies at one of its dealings with the world: before a request, after its answer, or before a line of the journal. */
class Death {
  readonly happened: Promise<void>;
  /** Changes that were sent and not answered yet: unlike those of a process that is gone, they would still be on their way to Azure afterwards. */
  onTheWay = 0;
  readonly #at: number;
  #count = 0;
  #die: () => void = () => {};

  constructor(at: number) {
    this.#at = at;
    this.happened = new Promise((resolve) => {
      this.#die = resolve;
    });
  }

  get dealings(): number {
    return this.#count;
  }

  get isDead(): boolean {
    return this.#count >= this.#at;
  }

  /** Counts a dealing; never returns in a dead process. */
  async pass(): Promise<void> {
    if (this.#passes()) return;
    await new Promise(() => {});
  }

  /** The same for what waits for nothing. */
  passNow(): boolean {
    return this.#passes();
  }

  #passes(): boolean {
    if (!this.isDead) this.#count += 1;
    if (this.isDead) this.#die();
    return !this.isDead;
  }
}

const changes: ReadonlySet<string> = new Set(['deploy', 'patch', 'post', 'delete'] satisfies (keyof AzureClient)[]);

function mortal(client: AzureClient, death: Death): AzureClient {
  return new Proxy(client, {
    get(target, name) {
      const method = Reflect.get(target, name) as (...args: unknown[]) => unknown;
      if (typeof method !== 'function' || name === 'failureOf' || name === 'list') return method?.bind(target);
      return async (...args: unknown[]) => {
        await death.pass();
        const isChange = changes.has(String(name));
        if (isChange) death.onTheWay += 1;
        try {
          return await method.apply(target, args);
        } finally {
          if (isChange) death.onTheWay -= 1;
          await death.pass();
        }
      };
    },
  });
}

const mortalJournal = (journal: Journal, death: Death): Journal => ({
  write: (entry) => {
    if (death.passNow()) journal.write(entry);
  },
  close: () => journal.close(),
});

describe('a run that is killed', () => {
  let server: AzureServer;
  let folder: string;
  beforeEach(async () => {
    server = await AzureServer.start({ timeScale: 50_000 });
    folder = mkdtempSync(join(tmpdir(), 'crash-'));
  });
  afterEach(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });

  /** Runs the plan until it dies, goes on with it, and answers with how many dealings the first run had. */
  async function dieAndGoOn(seed: number, point: number, withJournal: boolean): Promise<number> {
    const { yaml, azure } = randomFleet(seed, `${specHead.replace('name: payments', `name: p${seed}x${point}`)}`, `s${seed}p${point}`);
    const generated = planOf(yaml);
    plant(server.world, azure);
    server.world.accepted.length = 0;
    const client = clientOf(server);
    const path = join(folder, `${seed}-${point}.jsonl`);
    const run = `run-${seed}-${point}`;
    const header = { armade: 1 as const, run, plan: generated.plan.name, planHash: '', selection: '', startedAt: '' };
    const journal = JournalFile.begin(path, header);
    const death = new Death(point);
    const first = runTest({ client: mortal(client, death), generated, run, journal: mortalJournal(journal, death) });
    await Promise.race([first, death.happened]);
    while (death.onTheWay > 0) await wait(1);
    journal.close();

    const read = withJournal ? readJournal(path) : undefined;
    if (typeof read === 'string') throw new Error(read);
    const goesOnWith = read?.header.run ?? (await findRun(generated.plan, generated.files, client))?.run ?? 'run-anew';
    const second = await runTest({
      client,
      generated,
      run: goesOnWith,
      resumed: true,
      ...(read === undefined ? {} : { before: read.steps }),
    });
    const where = `plan ${seed}, point ${point}, ${withJournal ? 'with' : 'without'} its journal`;
    expect(
      isComplete(second.report),
      `${where}: ${JSON.stringify(second.report.steps.filter(({ state }) => state === 'failed'))}`,
    ).to.equal(true);
    for (const [tag, times] of acceptedByTag(server.world.accepted, 'armade-run')) expect(times.length, `${where}: ${tag}`).to.equal(1);
    for (const [machine, times] of acceptedByRunTag(server.world.accepted)) expect(times, `${where}: ${machine}`).to.equal(1);
    const restarts = server.world.log
      .filter(({ event, id }) => event === 'restart' && id.includes(`s${seed}p${point}`))
      .map(({ id }) => id);
    expect(new Set(restarts).size, `${where}: restarts`).to.equal(restarts.length);
    return death.dealings;
  }

  for (let seed = 1; seed <= plans; seed += 1) {
    it(`goes on where it stopped, with its journal and without it: plan ${seed} at ${pointsPerPlan} points`, async () => {
      const whole = await dieAndGoOn(seed, never, true);
      for (let index = 0; index < pointsPerPlan; index += 1) {
        const point = 1 + Math.floor((index * whole) / pointsPerPlan);
        await dieAndGoOn(seed, point, index % 2 === 0);
      }
    });
  }
});
