import { type Fact, know, refused, type Through, unknown } from '../model/index.ts';
import { agree } from './agree.ts';
import { contradiction } from './checks/references.ts';
import { child, type Node, originOf } from './node.ts';
import type { Reading } from './reading.ts';

/** What anything with a place of its own in Azure may write of it. */
export interface PlaceText {
  subscription?: string;
  subscriptionId?: string;
  resourceGroup?: string;
  location?: string;
}

/** That a value was not written at the thing itself. */
export const fallback = (level: Node<unknown>): Through => ({ by: 'default', pointer: level.pointer });

type Level = Node<PlaceText>;

/** Where things stand: what is written of them, else what the scenarios that name them say, else what the spec says. */
export class Places {
  readonly #reading: Reading;
  /** By the object that writes it, since a scenario says it for all its machines. */
  readonly #subscriptions = new Map<object, Fact<string> | undefined>();
  readonly #fallbacks = new Map<object, Map<string, Fact<string> | undefined>>();

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  /**
   * Subscription id of a thing.
   * @param nodes what describes it
   * @param scenarios those that name it
   */
  subscriptionId(nodes: readonly Level[], scenarios: readonly Level[] = []): Fact<string> {
    return (
      this.#agreedSubscription(nodes, (node) => this.writtenSubscription(node)) ??
      this.#agreedSubscription(scenarios, (node) => this.writtenSubscription(node, fallback(node))) ??
      this.writtenSubscription(this.#reading.spec, fallback(this.#reading.spec)) ??
      unknown('subscriptionId')
    );
  }

  /** Resource group of a thing. */
  resourceGroup(nodes: readonly Level[], scenarios: readonly Level[] = []): Fact<string> {
    return this.#text('resourceGroup', nodes, scenarios);
  }

  /** Region of a machine, or of something that the plan makes. */
  location(nodes: readonly Level[], scenarios: readonly Level[] = []): Fact<string> {
    return this.#text('location', nodes, scenarios);
  }

  /** The subscription id that one object writes, by its word or as it is. */
  writtenSubscription(node: Level, by?: Through): Fact<string> | undefined {
    if (this.#subscriptions.has(node.value)) return this.#subscriptions.get(node.value);
    const fact = this.#readSubscription(node, by);
    this.#subscriptions.set(node.value, fact);
    return fact;
  }

  #readSubscription(node: Level, by?: Through): Fact<string> | undefined {
    const word = child(node, 'subscription');
    const id = child(node, 'subscriptionId');
    if (word === undefined) return id === undefined ? undefined : know(id.value, originOf(id, by));
    const words = this.#reading.spec.value.subscriptions ?? {};
    const wordId = Object.hasOwn(words, word.value) ? words[word.value] : undefined;
    if (wordId === undefined) {
      this.#reading.reportUnknown(word, 'subscriptions', Object.keys(words));
      return refused('subscription');
    }
    if (id !== undefined && !agree(id.value, wordId)) {
      this.#reading.report(contradiction, 'subscription', originOf(id), { word: word.value, wordId, id: id.value }, [originOf(word)]);
      return refused('subscription');
    }
    return know(wordId, originOf(word, by));
  }

  #agreedSubscription(nodes: readonly Level[], read: (node: Level) => Fact<string> | undefined): Fact<string> | undefined {
    let first: Fact<string> | undefined;
    for (const node of nodes) {
      const here = read(node);
      if (here === undefined) continue;
      if (first === undefined) first = here;
      if (!first.known || !here.known || agree(first.value, here.value)) continue;
      const data = { fact: 'subscription', here: here.value, there: first.value };
      this.#reading.report(contradiction, 'values', here.origin, data, [first.origin]);
      return refused('subscription');
    }
    return first;
  }

  #text(key: 'resourceGroup' | 'location', nodes: readonly Level[], scenarios: readonly Level[]): Fact<string> {
    const written = this.#reading.fact(nodes, key, key);
    if (written.known || written.reported) return written;
    if (scenarios.length > 1) {
      const agreed = this.#reading.agreed(scenarios, key, key);
      if (agreed === 'contradicted') return refused(key);
    }
    for (const level of scenarios) {
      const found = this.#fallback(level, key);
      if (found !== undefined) return found;
    }
    return this.#fallback(this.#reading.spec, key) ?? unknown(key);
  }

  /** Made once for each level, so that a fleet shares it. */
  #fallback(level: Level, key: 'resourceGroup' | 'location'): Fact<string> | undefined {
    let known = this.#fallbacks.get(level.value);
    if (known === undefined) {
      known = new Map();
      this.#fallbacks.set(level.value, known);
    }
    if (known.has(key)) return known.get(key);
    const node = child(level, key);
    const fact = node === undefined ? undefined : know(node.value, originOf(node, fallback(level)));
    known.set(key, fact);
    return fact;
  }
}
