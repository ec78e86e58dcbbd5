import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the published schemas, the recordings and Microsoft's engine lie; not part of the project. */
export const sharedFolder = fileURLToPath(new URL('../../../shared/', import.meta.url));

/** Skips a test, saying so, where its material is missing. */
export function needs(test: Mocha.Context, path: string): void {
  if (existsSync(join(sharedFolder, path))) return;
  console.log(`      skipped: ${path} is not beside the project`);
  test.skip();
}

// biome-ignore lint/suspicious/noExplicitAny: third-party JSON of any shape.
export type AnyJson = any;

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

export interface Engine {
  expand(template: string, parameters: object, scope?: object): Promise<{ predictedResources: AnyJson[]; outputs: AnyJson }>;
  evaluate(expression: string): Promise<{ value: AnyJson }>;
  close(): void;
}

/** Microsoft's engine, or nothing after saying why. */
export async function openEngine(test: Mocha.Context): Promise<Engine> {
  needs(test, 'arm-engine/engine.mjs');
  const module = await import(join(sharedFolder, 'arm-engine/engine.mjs'));
  if (module.findBicep() === undefined) {
    console.log('      skipped: no Bicep CLI here; arm-engine/install.sh brings it');
    test.skip();
  }
  return module.openEngine();
}

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
