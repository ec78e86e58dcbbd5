import { appendFileSync, existsSync, rmSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'chai';
import { acceptedByRunTag } from '../azure-server/client.ts';
import { type JsonObject, objectOf, textOf } from '../azure-server/json.ts';
import { type SpawnedServer, spawnServer } from '../azure-server/spawn.ts';
import { Armade, type Ended, parameterVariables, quickly } from './armade.ts';
import type { Estate } from './estate.ts';

/** When a process dies: at a request, which Azure then has carried out or has not, or after a while. */
export type Kill = { request: number; when: 'before' | 'after' } | { milliseconds: number };

/** What the process finds when it is started again. */
export type Remains = 'journal' | 'tornJournal' | 'nothing';

/** A server with a folder beside it, for one plan after another. */
export class CrashSite {
  readonly #server: SpawnedServer;
  readonly #armade: Armade;

  private constructor(server: SpawnedServer) {
    this.#server = server;
    this.#armade = new Armade(server);
  }

  static async open(): Promise<CrashSite> {
    return new CrashSite(await spawnServer());
  }

  async close(): Promise<void> {
    this.#armade.folder.remove();
    await this.#server.close();
  }

  async plant(estate: Estate): Promise<void> {
    await this.#server.control.seed(estate.seed);
    this.#armade.folder.write(`${estate.name}.yaml`, estate.spec);
  }

  /** Runs or goes on with the plan of an estate to its end. */
  deploy(estate: Estate, resume: boolean): Promise<Ended> {
    return this.#start(estate, resume).ended;
  }

  /** Starts the plan, or goes on with it, and kills the process. Undefined when it was killed, its end when it was over before. */
  async deployAndKill(estate: Estate, resume: boolean, kill: Kill): Promise<Ended | undefined> {
    const { control } = this.#server;
    await control.clearRequests();
    if ('request' in kill) {
      const fault = { kind: 'hang' as const, ...(kill.when === 'before' ? { when: kill.when } : {}) };
      await control.script({ faults: [{ url: estate.subscriptionId, skip: kill.request - 1, times: 1, fault }] });
    }
    const { child, ended } = this.#start(estate, resume);
    const dying =
      'request' in kill
        ? control.waitForRequests({ url: estate.subscriptionId, count: kill.request }).catch(() => undefined)
        : wait(kill.milliseconds, undefined, { ref: false });
    const end = await Promise.race([ended, dying.then(() => undefined)]);
    child.kill('SIGKILL');
    const { code } = await ended;
    await control.script({});
    return code === null ? undefined : (end ?? (await ended));
  }

  /** What a crash leaves of the journal: all of it, all and half a line, or nothing, as on a runner that is gone. */
  leave(estate: Estate, remains: Remains): void {
    const journal = this.#armade.path(`.armade/${estate.name}.journal.jsonl`);
    if (remains === 'nothing') rmSync(this.#armade.path('.armade'), { recursive: true, force: true });
    if (remains === 'tornJournal' && existsSync(journal)) appendFileSync(journal, '{"step":"rg-payments/enab');
  }

  #start(estate: Estate, resume: boolean) {
    const how = resume ? ['--resume'] : ['--no-what-if'];
    const args = ['deploy', `${estate.name}.yaml`, '--yes', ...how, ...quickly, ...this.#armade.connection];
    return this.#armade.start(args, { env: parameterVariables(estate.parameters) });
  }

  /** Requests of the estate that the server has seen since the last start. */
  async requests(estate: Estate): Promise<number> {
    return (await this.#server.control.requests()).filter(({ plane, url }) => plane === 'arm' && url.includes(estate.subscriptionId))
      .length;
  }

  /** All is done, and Azure has been given each thing once. */
  async expectDoneOnce(estate: Estate, { code, stdout, stderr }: Ended): Promise<void> {
    expect(code, `${stdout}\n${stderr}`).to.equal(0);
    expect(stdout).to.match(/^(\d+) of \1 steps are done\.\n$/);
    const own = ({ id }: { id: string }): boolean => id.includes(estate.subscriptionId);
    const accepted = (await this.#server.control.accepted()).filter(own);
    const runs = new Set(accepted.map(({ tags }) => String(tags['armade-run']).split('/')[0]));
    expect([...runs], 'runs').to.have.length(accepted.length === 0 ? 0 : 1);
    expect(repeated(accepted.map(({ id, tags }) => `${id} ${tags['armade-run']}`)), 'deployments sent twice').to.deep.equal([]);
    const extensions = [...acceptedByRunTag(accepted)].filter(([, times]) => times > 1);
    expect(extensions, 'extensions sent twice').to.deep.equal([]);
    const log = (await this.#server.control.log()).filter(own);
    const changes = log.filter(({ event, detail }) => onceOnly.test(event) || (event === 'updated' && detail === 'PATCH'));
    expect(repeated(changes.map(({ event, id, detail = '' }) => `${event} ${id} ${detail}`)), 'done twice').to.deep.equal([]);
    expect(await this.#volumes(estate)).to.deep.equal(estate.expected);
  }

  async #volumes(estate: Estate): Promise<Record<string, string>> {
    const { resources } = (await this.#server.control.state()) as { resources: JsonObject[] };
    const own = resources.filter(({ id }) => textOf(id).includes(estate.subscriptionId));
    const of = (machine: unknown): string => `${objectOf(machine).osVolume} ${objectOf(machine).dataVolume}`;
    return Object.fromEntries(
      Object.keys(estate.expected).map((name) => {
        const found = own.find(({ id }) => textOf(id).endsWith(`/${name}`) && /virtualMachine(s|ScaleSets)\//.test(textOf(id)));
        const machines = Array.isArray(found?.instances) ? found.instances.map((instance) => objectOf(instance).machine) : [found?.machine];
        return [name, [...new Set(machines.map(of))].join()];
      }),
    );
  }
}

const onceOnly = /^(handler started|handler skipped|restart|deallocate|start|deleted)$/;

const repeated = (texts: readonly string[]): string[] => texts.filter((text, index) => texts.indexOf(text) !== index);
