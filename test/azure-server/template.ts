import { invalidTemplate } from './errors.ts';
import { type Context, Evaluator } from './evaluate.ts';
import { TemplateError } from './expression.ts';
import { isObject, type Json, type JsonObject, listOf, objectOf, textOf } from './json.ts';
import { placeOf } from './place.ts';
import { declaredId, groupScope, keyOf } from './resource-id.ts';

/** A resource as the template declares it, names and ids evaluated. */
export interface DeclaredResource {
  index: number;
  id: string;
  type: string;
  name: string;
  apiVersion: string;
  /** As written, for the evaluation when its turn comes. */
  source: JsonObject;
  /** Evaluated with what is known now. */
  body: JsonObject;
  /** Its name or apiVersion needs what is not known yet. */
  unidentifiable: boolean;
  /** Keys of ids, of resources of this template only. */
  dependsOn: string[];
}

export interface ExpandedTemplate {
  parameters: Record<string, Json>;
  /** Type as written, by parameter name. */
  types: Record<string, string>;
  resources: DeclaredResource[];
}

const limits = { parameters: 256, variables: 512, outputs: 64, resources: 800 };

/**
 * Reads a template as far as armade writes them: explicit resources, parameters, variables; no copy loops and no nested deployments.
 * @param text the request body, for places
 * @throws {ArmError} 400 InvalidTemplate
 */
export function expandTemplate(
  template: JsonObject,
  given: JsonObject,
  context: Omit<Context, 'parameters' | 'variables'>,
  text: string,
): ExpandedTemplate {
  checkLimits(template);
  const declared = objectOf(template.parameters);
  const variables = objectOf(template.variables) as Record<string, Json>;
  const parameters = parameterValues(declared, given, { ...context, parameters: {}, variables }, text);
  const types = Object.fromEntries(Object.entries(declared).map(([name, value]) => [name, textOf(objectOf(value).type)]));
  const full: Context = { ...context, parameters, variables };
  const resources = listOf(template.resources).flatMap((source, index) => {
    try {
      return declare(objectOf(source), index, full);
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      const place = placeOf(text, ['properties', 'template', 'resources', index]);
      const at = place === undefined ? '' : ` at line '${place.line}' and column '${place.column}'`;
      const path = `properties.template.resources[${index}]`;
      throw invalidTemplate(
        `The template resource '${textOf(objectOf(source).name)}'${at} is not valid: ${error.message}`,
        place === undefined ? undefined : { lineNumber: place.line, linePosition: place.column, path },
      );
    }
  });
  checkUnique(resources);
  for (const resource of resources) resource.dependsOn = dependenciesOf(resource, resources, full);
  checkAcyclic(resources);
  return { parameters, types, resources };
}

function checkLimits(template: JsonObject): void {
  if (template.copy !== undefined) throw invalidTemplate('copy loops are not played by this server');
  const counts = {
    parameters: Object.keys(objectOf(template.parameters)).length,
    variables: Object.keys(objectOf(template.variables)).length,
    outputs: Object.keys(objectOf(template.outputs)).length,
    resources: listOf(template.resources).length,
  };
  for (const [name, limit] of Object.entries(limits)) {
    const actual = counts[name as keyof typeof counts];
    if (actual <= limit) continue;
    throw invalidTemplate(
      `The number of template ${name} limit exceeded. Limit: '${limit}' and actual: '${actual}'. Please see https://aka.ms/arm-template/#${name} for usage details.`,
    );
  }
}

/** Values of all parameters: given, or defaults. Key Vault references have been resolved before. */
function parameterValues(declared: JsonObject, given: JsonObject, context: Context, text: string): Record<string, Json> {
  const names = Object.keys(declared);
  const lower = new Set(names.map((name) => name.toLowerCase()));
  const surplus = Object.keys(given).filter((name) => !lower.has(name.toLowerCase()));
  if (surplus.length > 0) {
    throw invalidTemplate(
      `The template parameters '${surplus.join(', ')}' in the parameters file are not valid; they are not present in the original template and can therefore not be provided at deployment time. The only supported parameters for this template are '${names.join(', ')}'. Please see https://aka.ms/arm-pass-parameter-values for usage details.`,
    );
  }
  const values: Record<string, Json> = {};
  for (const name of names) {
    const declaration = objectOf(declared[name]);
    const key = Object.keys(given).find((candidate) => candidate.toLowerCase() === name.toLowerCase());
    const value = key === undefined ? undefined : objectOf(given[key]).value;
    if (value === undefined && declaration.defaultValue === undefined) throw missingParameter(name, text);
    values[name] = value ?? new Evaluator({ ...context, parameters: values }).value(declaration.defaultValue as Json);
    checkParameter(name, declaration, values[name]);
  }
  return values;
}

function missingParameter(name: string, text: string) {
  const { line, column } = placeOf(text, ['properties', 'template', 'parameters', name]) ?? { line: 0, column: 0 };
  const violation = { lineNumber: line, linePosition: column, path: `properties.template.parameters.${name}` };
  return invalidTemplate(
    `The value for the template parameter '${name}' at line '${line}' and column '${column}' is not provided. Please see https://aka.ms/arm-create-parameter-file for usage details.`,
    violation,
  );
}

function checkParameter(name: string, declaration: JsonObject, value: Json): void {
  const type = textOf(declaration.type).toLowerCase();
  const actual = { string: 'String', number: 'Integer', boolean: 'Boolean', object: Array.isArray(value) ? 'Array' : 'Object' }[
    typeof value as 'string'
  ];
  const expected = {
    string: 'String',
    securestring: 'String',
    int: 'Integer',
    bool: 'Boolean',
    array: 'Array',
    object: 'Object',
    secureobject: 'Object',
  }[type];
  if (value !== null && expected !== actual) {
    throw invalidTemplate(
      `Template parameter JToken type is not valid. Expected '${expected}'. Actual '${actual}'. Please see https://aka.ms/arm-create-parameter-file for usage details.`,
    );
  }
  const allowed = listOf(declaration.allowedValues);
  if (allowed.length > 0 && !allowed.includes(value)) {
    throw invalidTemplate(
      `The provided value for the template parameter '${name}' is not valid. The value '${String(value)}' is not part of the allowed value(s): '${allowed.join(',')}'.`,
    );
  }
}

function declare(source: JsonObject, index: number, context: Context): DeclaredResource[] {
  const evaluator = new Evaluator(context);
  if (source.condition !== undefined && evaluator.value(source.condition) === false) return [];
  if (source.copy !== undefined) throw new TemplateError('copy loops are not played by this server');
  if (/^Microsoft\.Resources\/deployments$/i.test(textOf(source.type)))
    throw new TemplateError('nested deployments are not played by this server');
  const name = textOf(evaluator.value(source.name ?? ''));
  const apiVersion = textOf(evaluator.value(source.apiVersion ?? ''));
  const unidentifiable = evaluator.unresolved > 0;
  const { condition: _c, dependsOn: _d, comments: _m, metadata: _e, scope, resources: _r, ...rest } = source;
  const body = evaluator.value(rest) as JsonObject;
  const type = textOf(source.type);
  const deploymentScope = groupScope(context.scope.subscriptionId, context.scope.resourceGroup.name);
  const extended = scope === undefined ? deploymentScope : extendedScope(textOf(evaluator.value(scope)), deploymentScope);
  if (!unidentifiable && name.split('/').length !== type.split('/').length - 1) {
    throw new TemplateError(
      `A nested resource type must have identical number of segments as its resource name. A root resource type must have segment length one greater than its resource name. Please see https://aka.ms/arm-syntax-resources for usage details.`,
    );
  }
  return [{ index, id: declaredId(extended, type, name), type, name, apiVersion, source, body, unidentifiable, dependsOn: [] }];
}

/** `scope` of an extension resource: an id, or type and name within the group. */
function extendedScope(scope: string, group: string): string {
  if (scope.startsWith('/')) return scope;
  const segments = scope.split('/');
  return `${group}/providers/${segments.join('/')}`;
}

function checkUnique(resources: DeclaredResource[]): void {
  const seen = new Set<string>();
  for (const { id, type, name, unidentifiable } of resources) {
    if (!unidentifiable && seen.has(keyOf(id))) {
      throw invalidTemplate(
        `The resource '${type}/${name}' is defined multiple times in a template. Please see https://aka.ms/arm-syntax-resources for usage details.`,
      );
    }
    seen.add(keyOf(id));
  }
}

/** What `dependsOn` names, and the parent of a child where the template declares it and the child refers to it. */
function dependenciesOf({ source, name }: DeclaredResource, resources: DeclaredResource[], context: Context): string[] {
  const evaluator = new Evaluator(context);
  const named = listOf(source.dependsOn).map((entry) => textOf(evaluator.value(entry)));
  const explicit = named.map((text) => {
    const found = resources.find((other) => keyOf(other.id) === keyOf(text) || other.name.toLowerCase() === text.toLowerCase());
    if (found === undefined && !text.startsWith('/')) {
      throw invalidTemplate(
        `The resource '${text}' is not defined in the template, needed by '${name}'. Please see https://aka.ms/arm-syntax for usage details.`,
      );
    }
    return found?.id;
  });
  const referred = referencesOf(source).map((argument) => {
    const text = textOf(evaluator.value(`[${argument}]`));
    return resources.find((other) => keyOf(other.id) === keyOf(text) || other.name.toLowerCase() === text.toLowerCase())?.id;
  });
  return [...new Set([...explicit, ...referred].flatMap((id) => (id === undefined ? [] : [keyOf(id)])))];
}

/** The first arguments of the `reference` calls in a resource: an implicit dependency each. */
function referencesOf(value: Json | undefined): string[] {
  if (typeof value === 'string')
    return [...value.matchAll(/\breference\((resourceId\((?:[^()]|\([^()]*\))*\)|'[^']*')/gi)].map((match) => match[1] ?? '');
  if (Array.isArray(value)) return value.flatMap(referencesOf);
  return isObject(value) ? Object.values(value).flatMap(referencesOf) : [];
}

function checkAcyclic(resources: DeclaredResource[]): void {
  const byKey = new Map(resources.map((resource) => [keyOf(resource.id), resource]));
  const done = new Set<string>();
  const visit = (key: string, path: string[]): void => {
    if (path.includes(key)) {
      throw invalidTemplate(
        `Circular dependency detected on resource: '${byKey.get(key)?.id}'. Please see https://aka.ms/arm-syntax-resources for usage details.`,
      );
    }
    if (done.has(key)) return;
    for (const dependency of byKey.get(key)?.dependsOn ?? []) visit(dependency, [...path, key]);
    done.add(key);
  };
  for (const key of byKey.keys()) visit(key, []);
}
