import { chance } from '../azure-server/random.ts';
import { CrashSite, type Kill, type Remains } from './crash.ts';
import type { Estate } from './estate.ts';
import { randomEstate, wholeEstate } from './random-estate.ts';

/** Another seed makes other plans and kills: `ARMADE_SEED=7 npm run test:crash`. */
const seed = Number(process.env.ARMADE_SEED ?? 1);
/** Most kills of one plan. */
const killsPerPlan = 6;
/** Processes wait for Azure most of the time. */
const sites = 4;

export interface Extent {
  /** Of the requests of the plan with steps of every kind, each so many-th is one to be killed at. */
  everyRequest: number;
  /** Of random plans, with the journal and without it. */
  kills: number;
}

export function describeCrashes({ everyRequest, kills }: Extent): void {
  describe(`azure end to end: deploy is killed (seed ${seed})`, function () {
    this.timeout(900_000);
    const open: CrashSite[] = [];

    before(async () => {
      open.push(...(await Promise.all(Array.from({ length: sites }, () => CrashSite.open()))));
    });

    after(() => Promise.all(open.map((site) => site.close())));

    it(`at ${everyRequest === 1 ? 'every request' : `every ${everyRequest}th request`} of a plan with steps of every kind, and goes on`, async () => {
      const [site] = open as [CrashSite];
      const estate = wholeEstate(seed, 'whole');
      await site.plant(estate);
      const end = await site.deployAndKill(estate, false, { milliseconds: 600_000 });
      if (end === undefined) throw new Error('the run was not to be killed');
      await site.expectDoneOnce(estate, end);
      const requests = await site.requests(estate);
      let killed = 0;
      await inTurn(Math.floor(requests / everyRequest), async (site, index) => {
        const request = (index + 1) * everyRequest;
        const remains = pick(`remains ${index}`, ['journal', 'nothing'] as const);
        const times = await killedOnceOrMore(site, wholeEstate(seed, `w${request}`), [
          [{ request, when: pick(`when ${index}`, ['before', 'after'] as const) }, remains],
        ]);
        killed += times;
      });
      console.log(`      ${requests} requests, killed ${killed} times`);
    });

    for (const series of ['journal', 'nothing'] as const) {
      const start = series === 'journal' ? 'with its journal' : 'without its journal, from what Azure knows';
      it(`again and again, and goes on ${start}: random plans`, async () => {
        let killed = 0;
        let plans = 0;
        while (killed < kills) {
          const first = plans;
          plans += 2 * sites;
          await inTurn(2 * sites, async (site, index) => {
            const number = first + index;
            const label = (kill: number) => `${series} ${number} ${kill}`;
            const planned = Array.from({ length: killsPerPlan }, (_, kill): [Kill, Remains] => [
              killAt(label(kill)),
              series === 'journal' ? pick(`torn ${label(kill)}`, ['journal', 'tornJournal'] as const) : series,
            ]);
            const times = await killedOnceOrMore(site, randomEstate(seed * 1000 + number, `${series.slice(0, 1)}${number}`), planned);
            killed += times;
          });
        }
        console.log(`      ${plans} plans, killed ${killed} times`);
      });
    }

    /** Kills the run of a plan as planned, goes on each time, and answers with how often it was alive to be killed. */
    async function killedOnceOrMore(site: CrashSite, estate: Estate, planned: readonly [Kill, Remains][]): Promise<number> {
      let count = 0;
      try {
        await site.plant(estate);
        for (const [kill, remains] of planned) {
          const end = await site.deployAndKill(estate, count > 0, kill);
          if (end !== undefined) {
            await site.expectDoneOnce(estate, end);
            return count;
          }
          count += 1;
          site.leave(estate, remains);
        }
        await site.expectDoneOnce(estate, await site.deploy(estate, true));
        return count;
      } catch (error) {
        const done = JSON.stringify(planned.slice(0, count + 1));
        throw new Error(`seed ${seed}, plan ${estate.name}, after kill ${count} of ${done}: ${(error as Error).message}`, { cause: error });
      }
    }

    /** Lets the sites take one number after another. */
    async function inTurn(count: number, work: (site: CrashSite, index: number) => Promise<void>): Promise<void> {
      let next = 0;
      await Promise.all(
        open.map(async (site) => {
          while (next < count) await work(site, next++);
        }),
      );
    }

    /** Three kills in four at a request, the others at a time that the seed chooses and no server tells. */
    function killAt(label: string): Kill {
      if (chance(seed, `timed ${label}`) < 0.25) return { milliseconds: 200 + Math.floor(chance(seed, `time ${label}`) * 1200) };
      return { request: 1 + Math.floor(chance(seed, `request ${label}`) * 30), when: pick(`when ${label}`, ['before', 'after'] as const) };
    }

    function pick<T>(label: string, choices: readonly T[]): T {
      return choices[Math.floor(chance(seed, label) * choices.length)] as T;
    }
  });
}
