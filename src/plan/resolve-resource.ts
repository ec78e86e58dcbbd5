import { isMapping, type Mapping } from './mapping.ts';

/** Finds resources of one template by what they are in Azure. */
export type ResourceLookup = (type: string, name: string) => unknown;

/** The resources of a template as they are deployed: parameters and variables are filled in with what template and parameter file say. */
export function resolveResources(template: unknown, parameterFile: unknown): ResourceLookup {
  if (!isMapping(template) || !Array.isArray(template.resources)) return () => undefined;
  const scope = scopeOf(template, isMapping(parameterFile) ? parameterFile : {});
  const resources = new Map<string, Mapping>();
  for (const resource of template.resources.filter(isMapping))
    resources.set(keyOf(String(resource.type), nameOf(resource, scope)), resource);
  return (type, name) => fill(resources.get(keyOf(type, name)), scope);
}

const keyOf = (type: string, name: string): string => `${type}|${name}`.toLowerCase();

/** The name as the plan has it: texts that were joined in the template are one. */
function nameOf(resource: Mapping, scope: Scope): string {
  const name = String(fill(resource.name, scope));
  const [, joined] = /^\[concat\(((?:'(?:[^']|'')*'(?:, )?)+)\)\]$/.exec(name) ?? [];
  if (joined === undefined) return name.replace(/^\[\[/, '[');
  return [...joined.matchAll(/'((?:[^']|'')*)'/g)].map(([, text]) => text?.replaceAll("''", "'")).join('');
}

interface Scope {
  /** Values of the parameter file, which are never expressions. */
  given: Mapping;
  /** Default values, and variables. */
  parameters: Mapping;
  variables: Mapping;
  /** What is being looked up: a template that somebody has edited may go in circles. */
  open: ReadonlySet<string>;
}

function scopeOf(template: Mapping, parameterFile: Mapping): Scope {
  const entries = isMapping(parameterFile.parameters) ? parameterFile.parameters : {};
  const declared = isMapping(template.parameters) ? template.parameters : {};
  const given: Record<string, unknown> = {};
  const parameters: Record<string, unknown> = {};
  for (const [name, declaration] of Object.entries(declared)) {
    const entry = entries[name];
    if (isMapping(entry)) given[name] = 'value' in entry ? entry.value : entry;
    else if (isMapping(declaration) && 'defaultValue' in declaration) parameters[name] = declaration.defaultValue;
  }
  return { given, parameters, variables: isMapping(template.variables) ? template.variables : {}, open: new Set() };
}

const whole = /^\[(parameters|variables)\('([^']+)'\)(?:\['([^']+)'\])?\]$/;
const inside = /(parameters|variables)\('([^']+)'\)(?:\['([^']+)'\])?/g;

function fill(value: unknown, scope: Scope): unknown {
  if (typeof value === 'string') return fillText(value, scope);
  if (Array.isArray(value)) return value.map((entry) => fill(entry, scope));
  if (!isMapping(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, fill(child, scope)]));
}

/** A text that is one reference becomes what it refers to; references inside a longer expression become literals in it. */
function fillText(text: string, scope: Scope): unknown {
  if (!text.startsWith('[') || text.startsWith('[[')) return text;
  const reference = whole.exec(text);
  if (reference !== null) {
    const found = lookUp(reference, scope);
    return found === undefined ? text : found.value;
  }
  return text.replaceAll(inside, (...reference: string[]) => {
    const found = lookUp(reference, scope);
    if (typeof found?.value !== 'string') return reference[0] as string;
    return found.isCode ? found.value.slice(1, -1) : `'${found.value.replaceAll("'", "''")}'`;
  });
}

interface Found {
  value: unknown;
  /** An expression of which something is not known here. */
  isCode: boolean;
}

/** What a reference leads to; undefined where nothing is known. */
function lookUp([, kind, name = '', member]: readonly (string | undefined)[], scope: Scope): Found | undefined {
  const key = `${kind}|${name}`;
  if (kind === 'parameters' && Object.hasOwn(scope.given, name)) return foundIn(scope.given[name], member, false);
  const values = kind === 'parameters' ? scope.parameters : scope.variables;
  if (!Object.hasOwn(values, name) || scope.open.has(key)) return undefined;
  return foundIn(fill(values[name], { ...scope, open: new Set([...scope.open, key]) }), member, true);
}

function foundIn(found: unknown, member: string | undefined, mayBeCode: boolean): Found | undefined {
  const value = member === undefined ? found : isMapping(found) ? found[member] : undefined;
  if (value === undefined) return undefined;
  return { value, isCode: mayBeCode && typeof value === 'string' && value.startsWith('[') && !value.startsWith('[[') };
}
