import { Agenda, Clock } from './clock.ts';
import type { Deployment } from './deployment.ts';
import type { JsonObject } from './json.ts';
import type { Machine } from './machine.ts';
import type { Operation } from './operations.ts';
import type { ServerOptions } from './options.ts';
import { guid } from './random.ts';
import { groupScope, keyOf } from './resource-id.ts';
import { type Behaviour, emptyScript, matches, type Script } from './script.ts';

export interface Subscription {
  subscriptionId: string;
  displayName: string;
}

export interface ResourceGroup {
  id: string;
  name: string;
  subscriptionId: string;
  location: string;
  tags: JsonObject;
}

export interface Resource {
  id: string;
  name: string;
  type: string;
  /** All but id, name and type: location, tags, properties, sku, … */
  body: JsonObject;
  /** Grows with each change. */
  version: number;
  /** A virtual machine's inner life. */
  machine?: Machine;
  /** Of a Uniform scale set. */
  instances?: ScaleSetInstance[];
  /** The write that is under way. */
  busy?: string;
}

export interface ScaleSetInstance {
  instanceId: string;
  name: string;
  machine: Machine;
  latestModelApplied: boolean;
}

/** One line of what happened, in virtual time, for assertions on order. */
export interface LogEntry {
  at: number;
  event: string;
  id: string;
  detail?: string;
}

/** A deployment PUT that was accepted. */
export interface AcceptedDeployment {
  at: number;
  id: string;
  tags: JsonObject;
  /** SHA-256 of the request body. */
  hash: string;
  /** By id of the extension: its forceUpdateTag, or else its SequenceVersion. */
  runTags: Record<string, string>;
}

/** All that the server knows. It lives in memory only, and longer than any client. */
export class World {
  readonly options: ServerOptions;
  readonly clock: Clock;
  readonly agenda = new Agenda();
  readonly subscriptions = new Map<string, Subscription>();
  readonly groups = new Map<string, ResourceGroup>();
  readonly resources = new Map<string, Resource>();
  readonly deployments = new Map<string, Deployment>();
  readonly operations = new Map<string, Operation>();
  readonly log: LogEntry[] = [];
  readonly accepted: AcceptedDeployment[] = [];
  script: Script = emptyScript();
  #now: number;
  #names = 0;
  readonly #behaved = new Map<Behaviour, number>();
  readonly #children = new Map<string, Set<string>>();

  constructor(options: ServerOptions) {
    this.options = options;
    this.clock = new Clock(Date.parse(options.startAt), options.timeScale);
    this.#now = this.clock.startAt;
  }

  /** Virtual time of what is going on: of the event that runs, or of the request. */
  get now(): number {
    return this.#now;
  }

  /** Lets everything happen that is due. */
  settle(): void {
    const now = this.clock.now();
    this.agenda.runUntil(now, (time) => {
      this.#now = time;
    });
    this.#now = Math.max(now, this.#now);
  }

  /** @param seconds virtual seconds from now */
  later(seconds: number, run: () => void): void {
    this.agenda.schedule(this.#now + seconds * 1000, run);
  }

  note(event: string, id: string, detail?: string): void {
    this.log.push({ at: this.#now, event, id, ...(detail === undefined ? {} : { detail }) });
  }

  /** A new id that depends on the seed and on how many were taken before. */
  newGuid(label: string): string {
    return guid(this.options.seed, `${label} ${this.#names++}`);
  }

  group(subscriptionId: string, name: string): ResourceGroup | undefined {
    return this.groups.get(keyOf(groupScope(subscriptionId, name)));
  }

  resource(id: string): Resource | undefined {
    return this.resources.get(keyOf(id));
  }

  add(resource: Resource): void {
    const key = keyOf(resource.id);
    this.resources.set(key, resource);
    for (const scope of scopesOf(key)) {
      const known = this.#children.get(scope) ?? new Set();
      known.add(key);
      this.#children.set(scope, known);
    }
  }

  remove(id: string): void {
    const key = keyOf(id);
    for (const child of [...(this.#children.get(key) ?? [])]) this.remove(child);
    this.resources.delete(key);
    for (const scope of scopesOf(key)) this.#children.get(scope)?.delete(key);
  }

  /** Resources below a subscription, group or resource, in order of creation. */
  below(scope: string): Resource[] {
    const keys = [...(this.#children.get(keyOf(scope)) ?? [])];
    return keys.flatMap((key) => this.resources.get(key) ?? []);
  }

  /** How the script wants this thing to behave; each call counts against `times`. */
  behaviour<Kind extends Behaviour['behaviour']['kind']>(
    id: string,
    kind: Kind,
  ): Extract<Behaviour['behaviour'], { kind: Kind }> | undefined {
    for (const rule of this.script.behaviours) {
      if (rule.behaviour.kind !== kind || !matches(rule.id, id)) continue;
      const before = this.#behaved.get(rule) ?? 0;
      if (before >= (rule.times ?? Number.POSITIVE_INFINITY)) continue;
      this.#behaved.set(rule, before + 1);
      return rule.behaviour as Extract<Behaviour['behaviour'], { kind: Kind }>;
    }
    return undefined;
  }
}

/** Subscription, group and parents of a resource's key. */
function scopesOf(key: string): string[] {
  const segments = key.split('/');
  const scopes: string[] = [];
  for (let length = 3; length < segments.length; length += 2) scopes.push(segments.slice(0, length).join('/'));
  return scopes;
}
