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

const nameOf = (resource: Mapping, scope: Scope): string => String(fill(resource.name, scope)).replace(/^\[\[/, '[');

interface Scope {
  parameters: Mapping;
  variables: Mapping;
}

function scopeOf(template: Mapping, parameterFile: Mapping): Scope {
  const given = isMapping(parameterFile.parameters) ? parameterFile.parameters : {};
  const declared = isMapping(template.parameters) ? template.parameters : {};
  const parameters: Record<string, unknown> = {};
  for (const [name, declaration] of Object.entries(declared)) {
    const entry = given[name];
    if (isMapping(entry)) parameters[name] = 'value' in entry ? entry.value : entry;
    else if (isMapping(declaration) && 'defaultValue' in declaration) parameters[name] = declaration.defaultValue;
  }
  return { parameters, variables: isMapping(template.variables) ? template.variables : {} };
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
    return found === undefined ? text : fill(found, scope);
  }
  return text.replaceAll(inside, (...reference: string[]) => {
    const found = lookUp(reference, scope);
    if (typeof found !== 'string') return reference[0] as string;
    const filled = fill(found, scope);
    if (typeof filled !== 'string') return reference[0] as string;
    return filled.startsWith('[') && !filled.startsWith('[[') ? filled.slice(1, -1) : `'${filled.replaceAll("'", "''")}'`;
  });
}

function lookUp([, kind, name, member]: readonly (string | undefined)[], scope: Scope): unknown {
  const found = (kind === 'parameters' ? scope.parameters : scope.variables)[name as string];
  return member === undefined ? found : isMapping(found) ? found[member] : undefined;
}
