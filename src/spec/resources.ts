import { agree } from './agree.ts';
import type { Asked, AskName, AskText, ScenarioAsks } from './asks.ts';
import { ambiguousName, duplicateResource } from './checks/references.ts';
import { child, entries, type Node, originOf } from './node.ts';
import { fallback, type Places, type PlaceText } from './place.ts';
import type { Reading } from './reading.ts';

/** What a machine or disk may write of itself, whatever its kind. */
export interface ResourceText extends PlaceText {
  name?: string;
}

/** That a scenario names a resource, with what is asked of it there. */
export interface Use<T> {
  scenario: Node<PlaceText>;
  /** The entry of the scenario's list, or `select`. */
  entry: Node<unknown>;
  /** The entry where it is an object. */
  own: Node<T & AskText> | undefined;
  asks: ScenarioAsks;
}

/** One machine or disk, and all that describes it. */
export interface Resource<T extends ResourceText> {
  key?: string;
  name: string;
  /** Entries of the spec's registry and of its scenarios, as they are read. */
  ofSpec: Node<T>[];
  /** Entries of facts files. */
  ofFacts: Node<T>[];
  uses: Use<T>[];
}

/** All that describes a resource, the spec first. */
export const describing = <T extends ResourceText>({ ofSpec, ofFacts }: Resource<T>): readonly Node<T>[] =>
  ofFacts.length === 0 ? ofSpec : [...ofSpec, ...ofFacts];

/** What is asked of a resource where a scenario uses it. */
export const ask = <T, K extends AskName>(use: Use<T>, key: K): Asked<NonNullable<AskText[K]>> | undefined => use.asks.ask(use.own, key);

export type ResourceKind = 'virtualMachines' | 'virtualMachineScaleSets' | 'disks';
const kindNames: Record<ResourceKind, string> = { virtualMachines: 'virtual machine', virtualMachineScaleSets: 'scale set', disks: 'disk' };

/** The machines or disks that registries, facts files and scenarios describe. */
export class Resources<T extends ResourceText> {
  readonly kind: ResourceKind;
  readonly #reading: Reading;
  readonly #places: Places;
  readonly #all: Resource<T>[] = [];
  readonly #byName = new Map<string, Resource<T>[]>();
  readonly #byKey = new Map<string, Resource<T>[]>();

  constructor(reading: Reading, places: Places, kind: ResourceKind) {
    this.kind = kind;
    this.#reading = reading;
    this.#places = places;
    for (const document of [reading.spec, ...reading.factsFiles]) {
      const value = document.value[kind] as Record<string, T> | undefined;
      if (value === undefined) continue;
      const registry: Node<Record<string, T>> = { value, source: document.source, pointer: `/${kind}` };
      for (const [key, node] of entries(registry)) this.#register(key, node, document === reading.spec);
    }
  }

  get kindName(): string {
    return kindNames[this.kind];
  }

  /** All of them, in the order they are read in. */
  get all(): readonly Resource<T>[] {
    return this.#all;
  }

  /** Those that stand in a registry or a facts file, and can be selected. */
  get registered(): readonly Resource<T>[] {
    return this.#all.filter(({ key }) => key !== undefined);
  }

  #register(key: string, node: Node<T>, isSpec: boolean): void {
    const name = node.value.name ?? key;
    const others = this.#candidates(this.#byName.get(name.toLowerCase()), [node]).filter(
      (resource) => !describing(resource).some(({ source }) => source === node.source),
    );
    if (others.length > 1) this.#reportAmbiguous(name, node, others);
    const same = others.length === 1 ? others[0] : undefined;
    const resource = same ?? this.#add(name);
    resource.key ??= key;
    (isSpec ? resource.ofSpec : resource.ofFacts).push(node);
    index(this.#byKey, key, resource);
  }

  #add(name: string): Resource<T> {
    const resource: Resource<T> = { name, ofSpec: [], ofFacts: [], uses: [] };
    this.#all.push(resource);
    index(this.#byName, name, resource);
    return resource;
  }

  /** The resource that a text in a list means: a registry key, else a name. Objects of all lists have to be described before. */
  resolve(node: Node<string>, scenario: Node<PlaceText>): Resource<T> | undefined {
    const text = node.value.toLowerCase();
    const named = this.#byKey.get(text) ?? this.#byName.get(text) ?? [];
    if (named.length === 0) {
      const keys = this.#all.flatMap(({ key, name }) => (key === undefined || key === name ? [name] : [key, name]));
      this.#reading.reportUnknown(node, this.kind, keys);
      return undefined;
    }
    const candidates = named.length === 1 ? named : this.#candidates(named, [], scenario);
    if (candidates.length === 1) return candidates[0];
    this.#reportAmbiguous(node.value, node, candidates.length === 0 ? named : candidates);
    return undefined;
  }

  /** The resource that an object in a list means: that of its name and place where there is one, else a new one. */
  describe(node: Node<T & { name: string }>, scenario: Node<PlaceText>): Resource<T> | undefined {
    const { name } = node.value;
    const candidates = this.#candidates(this.#byName.get(name.toLowerCase()), [node], scenario);
    if (candidates.length > 1) {
      this.#reportAmbiguous(name, node, candidates);
      return undefined;
    }
    const resource = candidates[0] ?? this.#add(name);
    resource.ofSpec.push(node);
    return resource;
  }

  /** Takes a use in, unless the scenario has this resource already. */
  use(resource: Resource<T>, use: Use<T>): void {
    const before = resource.uses.find(({ scenario }) => scenario.value === use.scenario.value);
    if (before === undefined) resource.uses.push(use);
    else {
      const data = { kind: capitalised(this.kindName), name: resource.name };
      this.#reading.report(duplicateResource, 'listed', originOf(use.entry), data, [originOf(before.entry)]);
    }
  }

  /** Those whose place may be the one that these nodes write; exact ones where there are any. */
  #candidates(resources: readonly Resource<T>[] | undefined, nodes: readonly Node<PlaceText>[], scenario?: Node<PlaceText>): Resource<T>[] {
    if (resources === undefined) return [];
    const wanted = this.#writtenPlace(nodes, scenario);
    const graded = resources.map((resource) => ({ resource, match: comparePlaces(wanted, this.#writtenPlace(describing(resource))) }));
    const exact = graded.filter(({ match }) => match === 'same');
    return (exact.length > 0 ? exact : graded.filter(({ match }) => match !== 'different')).map(({ resource }) => resource);
  }

  #writtenPlace(nodes: readonly Node<PlaceText>[], scenario?: Node<PlaceText>): WrittenPlace {
    const place: WrittenPlace = {};
    for (const node of scenario === undefined ? nodes : [...nodes, scenario]) {
      const resourceGroup = child(node, 'resourceGroup')?.value;
      if (resourceGroup !== undefined) place.resourceGroup ??= resourceGroup;
      const subscription = this.#places.writtenSubscription(node, node === scenario ? fallback(node) : undefined);
      if (subscription?.known) place.subscriptionId ??= subscription.value;
    }
    return place;
  }

  #reportAmbiguous(value: string, node: Node<unknown>, candidates: readonly Resource<T>[]): void {
    const names = candidates.map((resource) => {
      const { resourceGroup } = this.#writtenPlace(describing(resource));
      return `\`${resource.key ?? resource.name}\`${resourceGroup === undefined ? '' : ` in ${resourceGroup}`}`;
    });
    const related = candidates.flatMap((resource) =>
      describing(resource)
        .slice(0, 1)
        .map((other) => originOf(other)),
    );
    this.#reading.report(ambiguousName, 'name', originOf(node), { value, candidates: names }, related);
  }
}

interface WrittenPlace {
  resourceGroup?: string;
  subscriptionId?: string;
}

function comparePlaces(one: WrittenPlace, other: WrittenPlace): 'same' | 'possible' | 'different' {
  let match: 'same' | 'possible' = 'same';
  for (const key of ['resourceGroup', 'subscriptionId'] as const) {
    if (one[key] === other[key]) continue;
    if (one[key] === undefined || other[key] === undefined) match = 'possible';
    else if (!agree(one[key], other[key])) return 'different';
  }
  return match;
}

function index<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key.toLowerCase());
  if (known === undefined) map.set(key.toLowerCase(), [value]);
  else if (!known.includes(value)) known.push(value);
}

const capitalised = (text: string): string => `${text[0]?.toUpperCase()}${text.slice(1)}`;
