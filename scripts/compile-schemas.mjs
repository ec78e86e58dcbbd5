// Compiles every JSON Schema of src/schemas into build/validators.mjs, so that no schema is compiled at run time.
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import addFormats from 'ajv-formats';
import esbuild from 'esbuild';

const folder = new URL('../src/schemas/', import.meta.url);
const camelCase = (text) => text.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
const schemaFiles = (at) =>
  readdirSync(at, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? schemaFiles(new URL(`${entry.name}/`, at)) : entry.name.endsWith('.schema.json') ? [new URL(entry.name, at)] : [],
  );

const ajv = new Ajv({
  discriminator: true,
  allErrors: true,
  strictRequired: false,
  strictTypes: false,
  allowUnionTypes: true,
  verbose: false,
  code: { source: true, esm: true },
});
addFormats.default(ajv);

const exported = {};
for (const file of schemaFiles(folder).sort((a, b) => (a.href < b.href ? -1 : 1))) {
  const schema = JSON.parse(readFileSync(file, 'utf8'));
  ajv.addSchema(schema);
  exported[camelCase(file.href.slice(folder.href.length).replace('.schema.json', '').replaceAll('/', '-'))] = schema.$id;
}

const build = new URL('../build/', import.meta.url);
mkdirSync(build, { recursive: true });
await esbuild.build({
  stdin: { contents: standaloneCode.default(ajv, exported), resolveDir: fileURLToPath(build) },
  outfile: fileURLToPath(new URL('validators.mjs', build)),
  bundle: true,
  format: 'esm',
  platform: 'node',
  minifySyntax: true,
});
