// Compiles the JSON Schemas of src/schemas into modules of build/, so that no schema is compiled at run time.
// Several modules, since a command loads only what it needs: `validate spec.yaml` knows nothing of ARM.
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import addFormats from 'ajv-formats';
import esbuild from 'esbuild';

const folder = new URL('../src/schemas/', import.meta.url);
const build = new URL('../build/', import.meta.url);

const schemaFiles = (at) =>
  readdirSync(at, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? schemaFiles(new URL(`${entry.name}/`, at)) : entry.name.endsWith('.schema.json') ? [new URL(entry.name, at)] : [],
  );

/** Every schema by its path below src/schemas, without the ending. */
const schemas = new Map(
  schemaFiles(folder)
    .sort((a, b) => (a.href < b.href ? -1 : 1))
    .map((file) => [file.href.slice(folder.href.length).replace('.schema.json', ''), JSON.parse(readFileSync(file, 'utf8'))]),
);
const inFolder = (name) => [...schemas.keys()].filter((path) => path.startsWith(`${name}/`) && !path.endsWith('/common'));
const identifier = (path) => path.replace(/[^A-Za-z0-9]+(.)/g, (_, letter) => letter.toUpperCase());

const prose = new Set(['$comment', 'description', 'title']);

/** The schema without what only people read: Ajv writes whole schemas into its code. */
function withoutProse(value) {
  if (Array.isArray(value)) return value.map(withoutProse);
  if (value === null || typeof value !== 'object') return value;
  const kept = Object.entries(value).filter(([key, entry]) => !(prose.has(key) && typeof entry === 'string'));
  return Object.fromEntries(kept.map(([key, entry]) => [key, withoutProse(entry)]));
}

const fail = `function fail(errors, instancePath, keyword, params, propertyName) {
  const error = { instancePath, keyword, params, propertyName };
  if (errors === null) return [error];
  errors.push(error);
  return errors;
}`;
const parents = /,\s?parentData(?::\w+)?,\s?parentDataProperty(?::(?:"(?:[^"\\]|\\.)*"|\w+))?,\s?rootData\}/g;
const parentParameters = /, parentData, parentDataProperty, rootData=data\}=\{\}/g;
const failure = new RegExp(
  [
    /const (err\d+) = \{instancePath(?::(?<path>.*?))?,schemaPath:"(?:[^"\\]|\\.)*",keyword:(?<keyword>"[^"]*"),/,
    /params:(?<params>.*?)(?:,propertyName:(?<name>key\d+))?\};/,
    /if\(vErrors === null\)\{vErrors = \[\1\];\}else \{vErrors\.push\(\1\);\}errors\+\+;/,
  ]
    .map(({ source }) => source)
    .join(''),
  'g',
);

/** Ajv writes out the making of each error, and passes values on that only its own extensions use; a call says the same in a third of the text. */
const shorten = (code) =>
  code
    .replace(parents, '}')
    .replace(parentParameters, '}={}')
    .replace(failure, (...match) => {
      const { path = 'instancePath', keyword, params, name } = match.at(-1);
      return `vErrors = fail(vErrors, ${path}, ${keyword}, ${params}${name === undefined ? '' : `, ${name}`});errors++;`;
    });

/** Values of the discriminators in a schema, by property; Ajv's errors do not name them. */
function tagsOf(root, schema = root, tags = {}) {
  if (schema === null || typeof schema !== 'object') return tags;
  const tag = schema.discriminator?.propertyName;
  if (tag !== undefined) {
    const branches = schema.oneOf.map((branch) => root.definitions?.[branch.$ref?.replace('#/definitions/', '')] ?? branch);
    tags[tag] = branches.flatMap(({ properties }) => properties[tag].enum ?? [properties[tag].const]);
  }
  for (const entry of Object.values(schema)) tagsOf(root, entry, tags);
  return tags;
}

/** Keys that lead to the values that a schema marks as secrets. */
const secretsOf = ({ properties = {} }, keys = []) =>
  Object.entries(properties).flatMap(([name, schema]) => (schema.writeOnly ? [[...keys, name]] : secretsOf(schema, [...keys, name])));

const compiled = (path) => {
  const schema = schemas.get(path);
  return `{ validate: ${identifier(path)}, tags: ${JSON.stringify(tagsOf(schema))}, secrets: ${JSON.stringify(secretsOf(schema))} }`;
};
const table = (name, paths, key) =>
  `export const ${name} = {${paths.map((path) => `${JSON.stringify(key(schemas.get(path).properties))}: ${compiled(path)}`).join(', ')}};`;

/** Writes one module of validators for these schemas; `statements` make its exports from them. */
async function compile(module, paths, statements) {
  const ajv = new Ajv({
    discriminator: true,
    allErrors: true,
    // A part that is used in many places becomes one function instead of a copy in each place.
    inlineRefs: false,
    messages: false,
    strictRequired: false,
    strictTypes: false,
    allowUnionTypes: true,
    code: { source: true, esm: true },
  });
  addFormats.default(ajv);
  for (const schema of schemas.values()) ajv.addSchema(withoutProse(schema));
  const code = standaloneCode.default(ajv, Object.fromEntries(paths.map((path) => [identifier(path), schemas.get(path).$id])));
  // Only what the statements export is kept.
  const inner = code.replace(/^(?:"use strict";)?/, '').replaceAll(/export const (\w+) = /g, 'const $1 = ');
  const { outputFiles } = await esbuild.build({
    stdin: { contents: [fail, shorten(inner), ...statements].join('\n'), resolveDir: fileURLToPath(build) },
    outfile: fileURLToPath(new URL(module, build)),
    bundle: true,
    format: 'esm',
    platform: 'node',
    minify: true,
    write: false,
  });
  // By rename, so that a test that runs meanwhile sees the old file or the new one.
  const temporary = new URL(`.${process.pid}.${module}`, build);
  writeFileSync(temporary, outputFiles[0].contents);
  renameSync(temporary, new URL(module, build));
}

/** Text of the schemas that people write by, for what a message says is allowed; parsed only when there is something to say. */
const textOf = (path) => JSON.stringify(JSON.stringify(withoutProse(schemas.get(path))));
const schemaTexts = `{ encryptionSpec: ${textOf('encryption-spec')}, facts: ${textOf('facts')} }`;

mkdirSync(build, { recursive: true });
const resources = inFolder('arm').filter((path) => schemas.get(path).properties?.type?.const !== undefined);
const handlers = inFolder('ade');
await Promise.all([
  compile(
    'validators.mjs',
    ['encryption-spec', 'facts'],
    ['export { encryptionSpec, facts };', `export const schemaTexts = ${schemaTexts};`],
  ),
  compile('plan-validator.mjs', ['plan'], [`export const planSchema = ${compiled('plan')};`]),
  compile(
    'arm-validators.mjs',
    [...inFolder('arm'), ...handlers],
    [
      `export const templateSchema = ${compiled('arm/template')};`,
      `export const parametersSchema = ${compiled('arm/parameters')};`,
      table('resourceSchemas', resources, ({ type }) => type.const.toLowerCase()),
      table('handlerSchemas', handlers, ({ type, typeHandlerVersion }) => `${type.const}@${typeHandlerVersion.const}`),
    ],
  ),
]);
