import { readFileSync } from 'node:fs';
import type { Finding } from '../../src/model/index.ts';

export const everythingText = readFileSync(new URL('../fixtures/templates/everything.json', import.meta.url), 'utf8');

// biome-ignore lint/suspicious/noExplicitAny: tests change it in many places.
export type Json = any;

/** A template with one resource of every kind that armade writes; made by hand and held to Microsoft's published schemas. */
export const everything = (): Json => JSON.parse(everythingText);

/** `everything()` with one change. */
export function everythingBut(change: (template: Json) => void): Json {
  const template = everything();
  change(template);
  return template;
}

/** What a finding says, in one line: code, message, place. */
export function told({ code, messageId, origin }: Finding): string {
  if (origin.kind !== 'written') throw new Error('a finding about a file stands in it');
  return `${code} ${messageId} ${origin.at === 'key' ? 'key ' : ''}${origin.pointer}`;
}

/** The resource of this name. */
export const named = (template: Json, name: string): Json => template.resources.find((resource: Json) => resource.name.startsWith(name));

/** Pointer of the resource of this name. */
export const pointerOf = (template: Json, name: string): string =>
  `/resources/${template.resources.findIndex((resource: Json) => resource.name.startsWith(name))}`;
