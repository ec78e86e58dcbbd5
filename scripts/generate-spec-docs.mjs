// Makes docs/spec.md from the schema of the spec and from the specs that use its keys. With --check it only compares.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { exampleOf, resolve, schema, specFiles, usedKeys } from './spec-usage.mjs';

const file = fileURLToPath(new URL('../docs/spec.md', import.meta.url));
const used = usedKeys();

/** A value as one line of flow YAML. */
function flow(value) {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (value !== null && typeof value === 'object' && Object.keys(value).length === 0) return '{}';
  if (value !== null && typeof value === 'object') {
    return `{ ${Object.entries(value)
      .map(([key, child]) => `${key}: ${flow(child)}`)
      .join(', ')} }`;
  }
  const needsQuotes =
    typeof value === 'string' &&
    ((/^$|^[\d.]+$|^(true|false|null|yes|no)$|[:#{}[\],&*?|<>=!%@`"']|^[-\s]|\s$/.test(value) && !/^[\w-]+$/.test(value)) ||
      /^\d+$/.test(value));
  return needsQuotes && !/^https:\/\/[\w./-]+$|^\/[\w./-]+$/.test(value) ? JSON.stringify(value) : String(value);
}

const shorten = (text) => (text.length <= 100 ? text : `${text.slice(0, 97)}…`);
const cell = (text) => text.replaceAll('|', '\\|');

function typeOf(node, path) {
  const [target] = resolve(node, path);
  if (target.const !== undefined) return `\`${target.const}\``;
  if (target.format === 'date') return 'date';
  if (target.enum !== undefined) return target.enum.map((value) => `\`${value}\``).join(', ');
  const bounds = [target.minimum, target.maximum].some((bound) => bound !== undefined)
    ? ` ${target.minimum ?? ''}–${target.maximum ?? ''}`
    : '';
  const names = { string: 'text', integer: 'number', number: 'number', boolean: 'true or false', array: 'list', object: 'map' };
  return (
    [target.type]
      .flat()
      .map((type) => names[type])
      .join(' or ') + bounds
  );
}

function table(target, at) {
  const required = new Set(target.required ?? []);
  const rows = Object.entries(target.properties).map(([name, node]) => {
    const path = `${at}/properties/${name}`;
    const description = node.description ?? resolve(node, path)[0].description;
    const example = exampleOf(used, name, node, path);
    const shown = example === undefined ? '' : `\`${shorten(`${name}: ${flow(example.value)}`)}\``;
    return `| \`${name}\`${required.has(name) ? ' (required)' : ''} | ${typeOf(node, path)} | ${cell(description)} | ${cell(shown)} |`;
  });
  return ['| key | value | what it says | example |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

const sections = [];
const seen = new Set();

/** A section for each map, in the order in which a reader meets them. */
function section(node, path, title, level) {
  const [target, at] = resolve(node, path);
  if (seen.has(at)) return;
  seen.add(at);
  const children = Object.entries(target.properties ?? {});
  if (children.length > 0) sections.push(`${'#'.repeat(level)} ${title}\n\n${target.description}\n\n${table(target, at)}`);
  for (const [name, child] of children)
    below(
      child,
      `${at}/properties/${name}`,
      level === 2 && title === 'The spec' ? `\`${name}\`` : `${title.replaceAll('`', '')}: \`${name}\``,
    );
  if (target.items) below(target.items, `${at}/items`, title);
}

function below(node, path, title) {
  const [target, at] = resolve(node, path);
  for (const option of target.oneOf ?? []) {
    const [scenario] = resolve(option, at);
    section(option, at, `Scenario \`${scenario.properties.scenario.const}\``, 2);
  }
  if (typeof target.additionalProperties === 'object') below(target.additionalProperties, `${at}/additionalProperties`, title);
  else if (target.properties || target.items) section(node, path, title, 2);
}

section(schema, '#', 'The spec', 2);

const text = `<!-- Made by scripts/generate-spec-docs.mjs from src/schemas/encryption-spec.schema.json; change that. -->

# The spec

Every key, what it takes and an example out of a spec that generates. \`armade schema\` prints the same as a JSON Schema for your editor:
begin the file with \`# yaml-language-server: $schema=PATH\`.

What is asked of a machine falls back from the machine to its scenario, then to \`defaults\`; so do its subscription, group and region, and from
there to the spec. What is known of a thing that exists falls back to nothing: a fact that is not written is not known, and what needs it is
"not checked". A registry key is the name of the thing unless \`name\` is written. \`null\` is an error, and objects are replaced whole.

The examples come from ${specFiles.map((path) => `[${path.replace(/^.*\//, '').replace('.yaml', '')}](${path.startsWith('docs/') ? path.slice(5) : `../${path}`})`).join(', ')}.

${sections.join('\n\n')}

Next: \`armade init\` writes a spec to start from; [the rules](rules/README.md) say what it is held to.
`;

if (process.argv.includes('--check')) {
  if (readFileSync(file, 'utf8') !== text) {
    console.error('docs/spec.md is stale: run npm run generate');
    process.exitCode = 1;
  }
} else writeFileSync(file, text);
