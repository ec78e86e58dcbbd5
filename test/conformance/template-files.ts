import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AnyJson } from '../shared.ts';

/** JSON as Azure reads it: with a byte order mark, comments and trailing commas. */
export function readLenientJson(path: string): AnyJson {
  const text = readFileSync(path, 'utf8').replace(/^\ufeff/, '');
  const plain = text.replace(/("(?:\\.|[^"\\])*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (_, string) => string ?? '');
  return JSON.parse(plain.replace(/,(\s*[}\]])/g, '$1'));
}

export const filesBelow = (folder: string, wanted: (name: string) => boolean): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesBelow(path, wanted) : wanted(entry.name) ? [path] : [];
    });

const placeholders: Record<string, unknown> = {
  string: 'x',
  securestring: 'x',
  object: {},
  secureobject: {},
  array: [],
  int: 1,
  bool: true,
};

/** Values for every parameter that has neither a value nor a default: what a person or Key Vault would give. */
export function parametersOf(template: AnyJson, given: AnyJson = {}): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [name, definition] of Object.entries<AnyJson>(template.parameters ?? {})) {
    if (given[name] !== undefined && 'value' in given[name]) values[name] = given[name].value;
    else if (given[name] !== undefined || !('defaultValue' in definition)) {
      const value = definition.allowedValues?.[0] ?? placeholders[definition.type.toLowerCase()];
      values[name] = typeof value === 'string' ? value.padEnd(definition.minLength ?? 1, 'x') : value;
    }
  }
  return values;
}
