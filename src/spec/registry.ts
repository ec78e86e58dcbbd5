import { type Fact, know, type Origin, refused } from '../model/index.ts';
import { duplicateResource } from './checks/references.ts';
import { entries, type Node, originOf } from './node.ts';
import type { Reading, RegistryName } from './reading.ts';

/** A thing of a registry: what the spec and the facts files say of it. */
export interface Entry<T> {
  key: string;
  /** At least one; the spec's comes first. */
  nodes: [Node<T>, ...Node<T>[]];
}

export const entryOrigin = (entry: Entry<unknown>): Origin => originOf(entry.nodes[0]);

interface Options<T, M> {
  build(entry: Entry<T>): M;
  /** Name of a thing that no other in the whole cloud has, so that two entries with it are one thing. */
  uniqueName?(node: Node<T>, key: string): string;
}

/** A registry of the spec together with those of the facts files. */
export class Registry<T, M> {
  readonly name: RegistryName;
  readonly #reading: Reading;
  readonly #options: Options<T, M>;
  readonly #entries: Entry<T>[] = [];
  readonly #byKey = new Map<string, Entry<T>>();
  readonly #byName = new Map<string, Entry<T>>();
  readonly #built = new Map<Entry<T>, M>();

  constructor(reading: Reading, name: RegistryName, options: Options<T, M>) {
    this.name = name;
    this.#reading = reading;
    this.#options = options;
    for (const document of [reading.spec, ...reading.factsFiles]) {
      const value = document.value[name] as Record<string, T> | undefined;
      if (value === undefined) continue;
      const registry: Node<Record<string, T>> = { value, source: document.source, pointer: `/${name}` };
      for (const [key, node] of entries(registry)) this.#add(key, node);
    }
  }

  #add(key: string, node: Node<T>): void {
    const name = this.#options.uniqueName?.(node, key).toLowerCase();
    const sameKey = this.#byKey.get(key.toLowerCase());
    const sameName = name === undefined ? undefined : this.#byName.get(name);
    const same = sameName ?? sameKey;
    if (same !== undefined && same.nodes[0].source !== node.source) {
      same.nodes.push(node);
      if (sameKey === undefined) this.#byKey.set(key.toLowerCase(), same);
      return;
    }
    if (same !== undefined) this.#reportDuplicate(key, node, same, sameName !== undefined);
    const entry: Entry<T> = { key, nodes: [node] };
    this.#entries.push(entry);
    if (sameKey === undefined) this.#byKey.set(key.toLowerCase(), entry);
    if (name !== undefined && sameName === undefined) this.#byName.set(name, entry);
  }

  #reportDuplicate(key: string, node: Node<T>, other: Entry<T>, byName: boolean): void {
    const origin = { ...originOf(node), at: 'key' as const };
    const related = [{ ...originOf(other.nodes[0]), at: 'key' as const }];
    if (!byName) this.#reading.report(duplicateResource, 'keys', origin, { key, otherKey: other.key, registry: this.name }, related);
    else {
      const name = this.#options.uniqueName?.(node, key) ?? key;
      this.#reading.report(duplicateResource, 'name', origin, { key, otherKey: other.key, registry: this.name, name }, related);
    }
  }

  get keys(): string[] {
    return this.#entries.map(({ key }) => key);
  }

  /** All things of the registry, in the order they are written in. */
  all(): M[] {
    return this.#entries.map((entry) => this.#build(entry));
  }

  /** The thing of this key or unique name, ignoring case. */
  find(text: string): M | undefined {
    const entry = this.#find(text);
    return entry === undefined ? undefined : this.#build(entry);
  }

  /** The thing of this unique name, ignoring case. */
  named(name: string): M | undefined {
    const entry = this.#byName.get(name.toLowerCase());
    return entry === undefined ? undefined : this.#build(entry);
  }

  /** The thing that a text refers to; a finding where there is none. */
  resolve(node: Node<string>, fact: string): Fact<M> {
    const entry = this.#find(node.value);
    if (entry !== undefined) return know(this.#build(entry), originOf(node, { by: 'registry', pointer: entry.nodes[0].pointer }));
    this.#reading.reportUnknown(node, this.name, this.keys);
    return refused(fact);
  }

  #find(text: string): Entry<T> | undefined {
    return this.#byKey.get(text.toLowerCase()) ?? this.#byName.get(text.toLowerCase());
  }

  #build(entry: Entry<T>): M {
    let built = this.#built.get(entry);
    if (built === undefined) {
      built = this.#options.build(entry);
      this.#built.set(entry, built);
    }
    return built;
  }
}
