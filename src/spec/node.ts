import { type Through, type Written, written } from '../model/index.ts';
import { escapeSegment } from '../model/pointer.ts';
import type { SourceDocument } from './parse.ts';

/** A value of a document, and where it stands. */
export interface Node<T> {
  value: T;
  source: SourceDocument;
  pointer: string;
  /** The alias that the value stands behind, if any. */
  through?: Through[];
}

/** What a key holds where it is written. */
export type Present<T> = Exclude<T, undefined | null>;

/** The document itself. The schema check has to have found nothing: it vouches for the type. */
export const rootNode = <T>(source: SourceDocument): Node<T> => ({ value: source.value as T, source, pointer: '' });

function nodeAt<T>(parent: Node<unknown>, segment: string, value: T): Node<T> {
  const pointer = `${parent.pointer}/${segment}`;
  const { source } = parent;
  if (source.aliases.size === 0) return { value, source, pointer };
  const target = source.aliases.get(pointer);
  const through = target === undefined ? parent.through : [...(parent.through ?? []), { by: 'alias' as const, pointer: target }];
  return { value, source, pointer, ...(through && { through }) };
}

/** The value under a key; undefined where it is not written. Keys are those of the schema: none needs escaping or stands in a prototype. */
export function child<T extends object, K extends keyof T & string>(parent: Node<T>, key: K): Node<Present<T[K]>> | undefined {
  const value = parent.value[key];
  return value === undefined ? undefined : nodeAt(parent, key, value as Present<T[K]>);
}

/** The entries of a list. */
export const items = <T>(list: Node<readonly T[]> | undefined): Node<T>[] =>
  list === undefined ? [] : list.value.map((value, index) => nodeAt(list, String(index), value));

/** The entries of a registry with their keys. */
export const entries = <T>(registry: Node<Record<string, T>> | undefined): [key: string, node: Node<T>][] =>
  registry === undefined ? [] : Object.entries(registry.value).map(([key, value]) => [key, nodeAt(registry, escapeSegment(key), value)]);

/**
 * Where a value is written.
 * @param by what it came through besides, such as the defaults
 */
export function originOf(node: Node<unknown>, by?: Through): Written {
  const through = by === undefined ? node.through : [by, ...(node.through ?? [])];
  return written(node.source.file, node.pointer, through);
}
