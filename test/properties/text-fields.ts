import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { ScenarioName } from '../../src/model/index.ts';
import { escapeSegment, pointerSegments, pointerTo } from '../../src/model/pointer.ts';
import type { AnyJson } from '../shared.ts';
import { baseSpec } from './base-spec.ts';

const schema: AnyJson = JSON.parse(readFileSync(new URL('../../src/schemas/encryption-spec.schema.json', import.meta.url), 'utf8'));

/** A place of the schema where a writer writes text of his own: a value, or a key of a mapping. */
export interface TextField {
  /** The definition, by its path in the schema; fields that share one are one kind of text. */
  definition: string;
  /** Keys from the root of a spec; `*` stands for a key of the writer's own, 0 for an entry of a list. */
  path: (string | number)[];
  at: 'key' | 'value';
  /** The scenario that the field belongs to. */
  scenario?: ScenarioName;
  /** What the schema wants there. */
  node: AnyJson;
}

function resolve(node: AnyJson, at: string): [node: AnyJson, at: string] {
  if (node.$ref === undefined) return [node, at];
  const target = node.$ref
    .slice(2)
    .split('/')
    .reduce((place: AnyJson, key: string) => place[key], schema);
  return resolve(target, node.$ref);
}

/** Every text field of the schema, wherever it can stand: a new one is found without a change here. */
export function textFields(): TextField[] {
  const fields: TextField[] = [];
  const visit = (unresolved: AnyJson, unresolvedAt: string, path: TextField['path'], scenario?: ScenarioName): void => {
    const [node, definition] = resolve(unresolved, unresolvedAt);
    const add = (at: TextField['at'], extra: TextField['path'] = []) =>
      fields.push({ definition: `${definition} ${at}`, path: [...path, ...extra], at, node, ...(scenario && { scenario }) });
    if ([node.type].flat().includes('string') || typeof node.const === 'string') add('value');
    for (const [key, child] of Object.entries(node.properties ?? {}))
      visit(child, `${definition}/properties/${key}`, [...path, key], scenario);
    if (typeof node.additionalProperties === 'object') {
      add('key', ['*']);
      visit(node.additionalProperties, `${definition}/additionalProperties`, [...path, '*'], scenario);
    } else if (node.additionalProperties === false) {
      add('key', ['*']);
    }
    if (node.items !== undefined) visit(node.items, `${definition}/items`, [...path, 0], scenario);
    for (const branch of node.oneOf ?? []) {
      const [target, at] = resolve(branch, '');
      visit(target, at, path, target.properties.scenario.const);
    }
  };
  visit(schema, '#', []);
  return fields;
}

/** Keys that the base spec has in its registries. */
const registered: Record<string, string> = {
  keyVault: 'shared',
  keyEncryptionKey: 'shared',
  recoveryServicesVault: 'backup',
  backupPolicy: 'daily',
};

/** The least that the schema takes at a place, under this key. */
function least(unresolved: AnyJson, name = ''): AnyJson {
  const [node] = resolve(unresolved, '');
  if (node.const !== undefined) return node.const;
  if (node.enum !== undefined) return node.enum[0];
  switch ([node.type].flat()[0]) {
    case 'object':
      return Object.fromEntries((node.required ?? []).map((key: string) => [key, least(node.properties[key], key)]));
    case 'array':
      return node.minItems === undefined ? [] : [least(node.items)];
    case 'boolean':
      return false;
    case 'string':
      return registered[name] ?? leastText(node);
    default:
      return node.minimum ?? 0;
  }
}

function leastText({ pattern, format }: AnyJson): string {
  if (format === 'date') return '2027-12-31';
  return pattern === undefined || new RegExp(pattern, 'u').test('text') ? 'text' : matching(pattern);
}

const matching = (pattern: string): string =>
  fc.sample(fc.stringMatching(new RegExp(pattern), { maxLength: 40 }), { numRuns: 1, seed: 1 })[0] as string;

/** A spec with a text in it. */
export interface Planted {
  spec: AnyJson;
  /** JSON pointer of the text. */
  pointer: string;
}

/** Where a path of the schema leads in a spec: to the entry that has what comes next, else to the first, else to one of its own. */
function keyFor(value: AnyJson, segment: string | number, next: string | number | undefined): string {
  if (typeof segment === 'string' && segment !== '*') return segment;
  const keys = Object.keys(value);
  return keys.find((key) => next !== undefined && Object.hasOwn(Object(value[key]), next)) ?? keys[0] ?? (segment === '*' ? 'own' : '0');
}

/** Whether a part of a path leads into a selection of machines, in place of a list of them. */
export const isSelection = (path: TextField['path'], index = 2): boolean =>
  path[0] === 'scenarios' &&
  index === 2 &&
  /^virtualMachine(s|ScaleSets)$/.test(String(path[index])) &&
  typeof path[index + 1] === 'string';

/** Writes a text into a field of a spec, and what has to stand around it. The scenario of the field has to be in the spec. */
export function plant(spec: AnyJson, { path, at, scenario }: TextField, text: string): Planted {
  let node: AnyJson = schema;
  let value = spec;
  let pointer = '';
  for (const [index, segment] of path.entries()) {
    const isLast = index === path.length - 1;
    let key = isLast && at === 'key' ? text : keyFor(value, segment, path[index + 1]);
    if (index === 1 && scenario !== undefined) key = String(spec.scenarios.findIndex((entry: AnyJson) => entry.scenario === scenario));
    [node] = resolve(node, '');
    node = childOf(node, segment);
    if (index === 1 && scenario !== undefined) node = schema.$defs[`scenario-${scenario}`];
    pointer += `/${escapeSegment(key)}`;
    if (isLast) define(value, key, at === 'key' ? least(node) : text);
    else if (isSelection(path, index) && Array.isArray(value[key])) value[key] = { select: { name: '*' } };
    else if (typeof value[key] !== 'object') define(value, key, container(node, path[index + 1]));
    value = value[key];
  }
  return { spec, pointer };
}

/** What the schema wants below a place; a key that it does not know takes any text. */
const childOf = (node: AnyJson, segment: string | number): AnyJson =>
  node.properties?.[segment] ??
  (typeof segment === 'number'
    ? node.items
    : typeof node.additionalProperties === 'object'
      ? node.additionalProperties
      : { type: 'string' });

/** Assigned, `__proto__` would change the object's prototype. */
const define = (object: AnyJson, key: string, value: AnyJson): void => {
  Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
};

function container(unresolved: AnyJson, next: string | number | undefined): AnyJson {
  const [node] = resolve(unresolved, '');
  return typeof next === 'number' ? [] : { ...least({ ...node, type: 'object' }) };
}

/** Scenarios that use every registry between them. */
const ofRegistries: readonly ScenarioName[] = [
  'key-vault',
  'enable-existing-vm',
  'enable-scale-set',
  'encrypted-managed-disk',
  'new-vm-gallery-image',
  'backup-encrypted-vm',
];

/** The base spec that a field is tried in: its own scenario, or some that use what all share. */
export const specFor = (field: TextField): AnyJson => baseSpec(field.scenario === undefined ? ofRegistries : [field.scenario]);

/** What stands at a JSON pointer; undefined where nothing does. */
export const valueAt = (spec: AnyJson, pointer: string): AnyJson =>
  pointerSegments(pointer).reduce((value, segment) => (Object.hasOwn(Object(value), segment) ? value[segment] : undefined), spec);

/** Where a field stands in a spec, or would stand. */
export function pointerIn(spec: AnyJson, { path, scenario }: TextField): string {
  let value = spec;
  return pointerTo(
    path.map((segment, index) => {
      const isScenario = index === 1 && scenario !== undefined;
      const key = isScenario
        ? String(spec.scenarios.findIndex((entry: AnyJson) => entry.scenario === scenario))
        : keyFor(value ?? {}, segment, path[index + 1]);
      value = Object(value)[key];
      return key;
    }),
  );
}
