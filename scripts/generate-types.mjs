// Makes src/spec/spec-types.generated.ts from the schema of the spec, so that its shape has one source. With --check it only compares.
import { readFileSync, writeFileSync } from 'node:fs';
import { compile } from 'json-schema-to-typescript';

const output = new URL('../src/spec/spec-types.generated.ts', import.meta.url);
const readSchema = (name) => JSON.parse(readFileSync(new URL(`../src/schemas/${name}.schema.json`, import.meta.url), 'utf8'));

// The schema is where the descriptions are read; without them the types fit on a few pages.
const withoutDescriptions = (value, isSchema = true) => {
  if (Array.isArray(value)) return value.map((entry) => withoutDescriptions(entry));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !(isSchema && key === 'description'))
      .map(([key, entry]) => [key, withoutDescriptions(entry, !(isSchema && (key === 'properties' || key === '$defs')))]),
  );
};

const types = await compile(withoutDescriptions({ ...readSchema('encryption-spec'), title: 'SpecText' }), 'SpecText', {
  additionalProperties: false,
  bannerComment: '// Made by scripts/generate-types.mjs from src/schemas/encryption-spec.schema.json; do not edit.',
  ignoreMinAndMaxItems: true,
  unreachableDefinitions: true,
  style: { singleQuote: true, printWidth: 140 },
});
const text = types.replace(/\/\*\*[^/]*?\*\/\n/g, '');

if (process.argv.includes('--check')) {
  if (readFileSync(output, 'utf8') !== text) {
    console.error('src/spec/spec-types.generated.ts is stale; run: node scripts/generate-types.mjs');
    process.exitCode = 1;
  }
} else {
  writeFileSync(output, text);
}
