// Which keys of the spec's schema are used by which specs: the examples of the reference, and what its test counts.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { load } from 'js-yaml';

const root = fileURLToPath(new URL('..', import.meta.url));
export const schema = JSON.parse(readFileSync(`${root}src/schemas/encryption-spec.schema.json`, 'utf8'));

const specsIn = (folder) =>
  readdirSync(root + folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => `${folder}/${name}`);

/** The small specs of the reference first: their examples are shorter. */
export const specFiles = [...specsIn('docs/spec-examples'), ...specsIn('examples')];
export const readSpec = (file) => load(readFileSync(root + file, 'utf8'));

/** The place a `$ref` leads to, and its path: `#/$defs/os`. */
export function resolve(node, path) {
  let [target, at] = [node, path];
  while (target.$ref !== undefined) {
    at = target.$ref;
    target = at
      .slice(2)
      .split('/')
      .reduce((place, key) => place[key], schema);
  }
  return [target, at];
}

/** Keys of one name and description are one key, wherever they may stand. */
const keyOf = (name, node, path) => `${name}: ${node.description ?? resolve(node, path)[0].description}`;

/** Every key that a writer can write. */
export function allKeys() {
  const keys = new Set();
  const seen = new Set();
  const visit = (node, path) => {
    const [target, at] = resolve(node, path);
    if (seen.has(at)) return;
    seen.add(at);
    for (const [name, child] of Object.entries(target.properties ?? {})) {
      keys.add(keyOf(name, child, `${at}/properties/${name}`));
      visit(child, `${at}/properties/${name}`);
    }
    for (const part of ['items', 'additionalProperties']) if (typeof target[part] === 'object') visit(target[part], `${at}/${part}`);
    for (const [index, option] of (target.oneOf ?? []).entries()) visit(option, `${at}/oneOf/${index}`);
  };
  visit(schema, '#');
  return keys;
}

/** The first use of each key: its value, and the spec it stands in. */
export function usedKeys(files = specFiles) {
  const used = new Map();
  for (const file of files) {
    const visit = (node, path, value) => {
      const [target, at] = resolve(node, path);
      if (Array.isArray(value)) for (const entry of value) if (target.items) visit(target.items, `${at}/items`, entry);
      if (value === null || typeof value !== 'object' || Array.isArray(value)) return;
      for (const option of target.oneOf ?? []) {
        const [scenario, place] = resolve(option, at);
        if (scenario.properties.scenario.const === value.scenario) visit(scenario, place, value);
      }
      for (const [name, child] of Object.entries(value)) {
        const known = target.properties?.[name];
        if (known === undefined) {
          if (typeof target.additionalProperties === 'object') visit(target.additionalProperties, `${at}/additionalProperties`, child);
          continue;
        }
        const key = keyOf(name, known, `${at}/properties/${name}`);
        if (!used.has(key)) used.set(key, { value: child, file });
        visit(known, `${at}/properties/${name}`, child);
      }
    };
    visit(schema, '#', readSpec(file));
  }
  return used;
}

/** The example of a key in a section of the reference. */
export const exampleOf = (used, name, node, path) => used.get(keyOf(name, node, path));
