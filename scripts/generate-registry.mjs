// Writes src/rules/index.ts, the list of all rules, from the files of that folder. `--check` only says whether it is fresh.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = new URL('../src/rules/', import.meta.url);
const registry = new URL('index.ts', folder);

/** Names of the rules: files that define one, in order of their codes. */
export function ruleNames() {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && file !== 'index.ts')
    .map((file) => ({
      name: file.slice(0, -'.ts'.length),
      code: /^ {4}code: '(ADE[0-9]{4})'/m.exec(readFileSync(new URL(file, folder), 'utf8'))?.[1],
    }))
    .filter(({ code }) => code !== undefined)
    .sort((one, other) => (one.code < other.code ? -1 : one.code > other.code ? 1 : one.name < other.name ? -1 : 1))
    .map(({ name }) => name);
}

const identifier = (name) => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());

export function registryText() {
  const names = ruleNames();
  const imports = [...names].sort().map((name) => `import ${identifier(name)} from './${name}.ts';`);
  const files = [...imports, "import type { Rule } from './rule.ts';"].sort((one, other) => {
    const [a, b] = [one, other].map((line) => line.slice(line.indexOf("'./")));
    return a < b ? -1 : 1;
  });
  return [
    '// Made by scripts/generate-registry.mjs from the files of this folder; do not edit.',
    ...files,
    '',
    '/** All support rules, in order of their codes. */',
    'export const rules: readonly Rule[] = [',
    ...names.map((name) => `  ${identifier(name)},`),
    '];',
    '',
  ].join('\n');
}

/** Writes the registry, or says whether it is fresh. */
export function refreshRegistry({ check }) {
  const text = registryText();
  if (readFileSync(registry, 'utf8') === text) return true;
  if (!check) writeFileSync(registry, text);
  return false;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const check = process.argv.includes('--check');
  if (!refreshRegistry({ check }) && check) {
    console.error('src/rules/index.ts is stale: run `npm run generate`.');
    process.exitCode = 1;
  }
}
