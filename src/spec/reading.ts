import {
  type Check,
  type Fact,
  type Finding,
  found,
  know,
  type MessageData,
  type Origin,
  refused,
  type Unknown,
  unknown,
} from '../model/index.ts';
import { agreeOn } from './agree.ts';
import { contradiction, unknownReference } from './checks/references.ts';
import { didYouMean } from './did-you-mean.ts';
import { child, type Node, originOf, type Present } from './node.ts';
import type { SpecText } from './spec-types.generated.ts';

/** What a facts file holds: registries, and no asks. */
export type FactsText = { facts: 1; collected?: string } & Pick<SpecText, RegistryName>;

export type RegistryName =
  | 'keyVaults'
  | 'keyEncryptionKeys'
  | 'networks'
  | 'identities'
  | 'recoveryServicesVaults'
  | 'backupPolicies'
  | 'virtualMachines'
  | 'virtualMachineScaleSets'
  | 'disks';

/** A message names no more entries of a registry than a reader takes in. */
const mostEntriesListed = 12;

export type FactReader<T, K extends keyof T> = <P extends K>(key: P) => Fact<Present<T[P]>>;

/** One reading of a spec and its facts files, and what it has to say so far. */
export class Reading {
  readonly spec: Node<SpecText>;
  readonly factsFiles: readonly Node<FactsText>[];
  readonly findings: Finding[] = [];

  constructor(spec: Node<SpecText>, factsFiles: readonly Node<FactsText>[]) {
    this.spec = spec;
    this.factsFiles = factsFiles;
  }

  report<MessageId extends string>(
    check: Check<MessageId>,
    messageId: NoInfer<MessageId>,
    origin: Origin,
    data: MessageData = {},
    related: Origin[] = [],
  ): void {
    this.findings.push(found(check, messageId, origin, data, related));
  }

  /** A text that should name an entry of a registry, and does not. */
  reportUnknown(node: Node<string>, registry: string, keys: readonly string[]): void {
    const { value } = node;
    const suggestion = didYouMean(value, keys);
    const messageId = keys.length === 0 ? 'empty' : suggestion === undefined ? 'list' : 'suggestion';
    const some = keys.length > mostEntriesListed ? [...keys.slice(0, mostEntriesListed), `${keys.length - mostEntriesListed} more`] : keys;
    this.report(unknownReference, messageId, originOf(node), { registry, value, ...(suggestion && { suggestion }), entries: [...some] });
  }

  /**
   * A fact about a thing that one or more places describe. Two places have to agree.
   * @param name what a user would write it under, for example `os.type`
   */
  fact<T extends object, K extends keyof T & string>(nodes: readonly Node<T>[], key: K, name: string): Fact<Present<T[K]>> {
    const first = this.agreed(nodes, key, name);
    if (first === undefined) return unknown(name);
    return first === 'contradicted' ? refused(name) : know(first.value, originOf(first));
  }

  /** Reads one fact after the other of a thing; those that nobody writes are the ones given, which all things share. */
  factsOf<T extends object, K extends keyof T & string>(nodes: readonly Node<T>[], unknowns: Record<K, Unknown>): FactReader<T, K> {
    const [only] = nodes;
    if (only === undefined) return (key) => unknowns[key];
    if (nodes.length === 1) {
      return (key) => {
        const node = only.value[key] === undefined ? undefined : child(only, key);
        return node === undefined ? unknowns[key] : know(node.value, originOf(node));
      };
    }
    return (key) => {
      const first = this.agreed(nodes, key, unknowns[key].fact);
      if (first === undefined) return unknowns[key];
      return first === 'contradicted' ? refused(unknowns[key].fact) : know(first.value, originOf(first));
    };
  }

  /** The first place that says it; the others have to say the same. */
  agreed<T extends object, K extends keyof T & string>(
    nodes: readonly Node<T>[],
    key: K,
    name: string,
  ): Node<Present<T[K]>> | 'contradicted' | undefined {
    let first: Node<Present<T[K]>> | undefined;
    for (const node of nodes) {
      const here = child(node, key);
      if (here === undefined) continue;
      if (first === undefined) {
        first = here;
      } else if (!agreeOn(key, first.value, here.value)) {
        this.report(contradiction, 'values', originOf(here), { fact: name, here: show(here.value), there: show(first.value) }, [
          originOf(first),
        ]);
        return 'contradicted';
      }
    }
    return first;
  }
}

/** Facts of these names, none of them known; `prefix` is the key that they stand under. */
export const unknownFacts = <K extends string>(prefix: string, names: readonly K[]): Record<K, Unknown> =>
  Object.fromEntries(names.map((name) => [name, unknown(prefix === '' ? name : `${prefix}.${name}`)])) as Record<K, Unknown>;

/** A value as a message quotes it. */
export const show = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** What several places say of one part of a thing. */
export function part<T extends object, K extends keyof T & string>(nodes: readonly Node<T>[], key: K): readonly Node<Present<T[K]>>[] {
  let parts: Node<Present<T[K]>>[] | undefined;
  for (const node of nodes) {
    const here = child(node, key);
    if (here === undefined) continue;
    if (parts === undefined) parts = [here];
    else parts.push(here);
  }
  return parts ?? [];
}
