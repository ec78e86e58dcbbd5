import { ExpressionSummaries } from '../arm/expression-summary.ts';
import { armLimits } from '../arm/limits.ts';
import { isExpression } from '../arm/literal.ts';
import { ResourceIdentities, type ResourceIdentity } from '../arm/resource-identity.ts';
import { type Path, visitStrings } from '../arm/visit-strings.ts';
import { atKey, type Finding, written } from '../model/index.ts';
import { escapeSegment, pointerTo } from '../model/pointer.ts';
import { found } from './check.ts';
import {
  duplicateResource,
  expressionSyntax,
  functionNotInVariables,
  tooMany,
  undeclaredParameter,
  undeclaredVariable,
  unknownDependency,
  unusedParameter,
  unusedVariable,
} from './checks.ts';

type JsonObject = Readonly<Record<string, unknown>>;

/** What no schema can say of a template: limits, expressions, references, dependencies. */
export function checkTemplateDocument(template: JsonObject, file: string, text?: string): Finding[] {
  const summaries = new ExpressionSummaries();
  return [
    ...checkLimits(template, file, text),
    ...checkReferences(template, file, summaries),
    ...checkResources(template, file, summaries),
  ];
}

const counted = { parameters: 'parameters', variables: 'variables', outputs: 'outputs' } as const;

function checkLimits(template: JsonObject, file: string, text: string | undefined): Finding[] {
  const findings: Finding[] = [];
  const origin = (pointer: string) => atKey(written(file, pointer));
  if (text !== undefined && text.length * 3 > armLimits.fileBytes) {
    const count = Buffer.byteLength(text);
    if (count > armLimits.fileBytes) findings.push(found(tooMany, 'size', written(file, ''), { count, limit: armLimits.fileBytes }));
  }
  for (const [key, what] of Object.entries(counted)) {
    const count = Object.keys(objectAt(template, key)).length;
    const limit = armLimits[what];
    if (count > limit) findings.push(found(tooMany, 'count', origin(`/${key}`), { count, limit, what }));
  }
  const count = countResources(template.resources);
  if (count > armLimits.resources)
    findings.push(found(tooMany, 'count', origin('/resources'), { count, limit: armLimits.resources, what: 'resources' }));
  return findings;
}

const countResources = (resources: unknown): number =>
  Array.isArray(resources) ? resources.reduce((count: number, resource) => count + 1 + countResources(objectOf(resource).resources), 0) : 0;

/** Sections that Azure does not evaluate. */
const isEvaluated = (key: string, path: Path): boolean => {
  if (key === 'metadata') return !(path.length === 0 || path[0] === 'resources' || path[0] === 'parameters' || path[0] === 'outputs');
  if (key === 'comments') return !(path[0] === 'resources' && typeof path.at(-1) === 'number');
  return !(path.length === 0 && (key === '$schema' || key === 'contentVersion' || key === 'functions'));
};

function checkReferences(template: JsonObject, file: string, summaries: ExpressionSummaries): Finding[] {
  const findings: Finding[] = [];
  const parameters = new Declared(objectAt(template, 'parameters'));
  const variables = new Declared(objectAt(template, 'variables'));
  visitStrings(template, [], isEvaluated, (text, path, at) => {
    if (!isExpression(text)) return;
    const origin = () => (at === 'key' ? atKey(written(file, pointerTo(path))) : written(file, pointerTo(path)));
    if (text.length - 2 > armLimits.expressionLength) {
      findings.push(found(tooMany, 'expression', origin(), { count: text.length - 2, limit: armLimits.expressionLength }));
    }
    const { error, ...uses } = summaries.of(text);
    if (error !== undefined)
      findings.push(found(expressionSyntax, error.reason, origin(), { expression: text, found: error.found || 'its end' }));
    parameters.allUsed ||= uses.isDynamic.parameters;
    variables.allUsed ||= uses.isDynamic.variables;
    for (const name of uses.parameters)
      if (!parameters.use(name)) findings.push(found(undeclaredParameter, 'undeclared', origin(), { name }));
    for (const name of uses.variables) if (!variables.use(name)) findings.push(found(undeclaredVariable, 'undeclared', origin(), { name }));
    if (path[0] === 'variables') {
      for (const name of uses.functions) {
        if (/^(references?|list.*)$/.test(name)) findings.push(found(functionNotInVariables, 'asks', origin(), { function: name }));
      }
    }
  });
  for (const name of parameters.unused()) findings.push(found(unusedParameter, 'unused', keyAt(file, 'parameters', name), { name }));
  for (const name of variables.unused()) findings.push(found(unusedVariable, 'unused', keyAt(file, 'variables', name), { name }));
  return findings;
}

const keyAt = (file: string, section: string, name: string) => atKey(written(file, `/${section}/${escapeSegment(name)}`));

/** Names of one section; Azure compares them without regard to case. */
class Declared {
  readonly #names: ReadonlyMap<string, string>;
  readonly #used = new Set<string>();
  allUsed = false;

  constructor(section: JsonObject) {
    this.#names = new Map(Object.keys(section).map((name) => [name.toLowerCase(), name]));
  }

  /** Whether the name is declared. */
  use(name: string): boolean {
    const key = name.toLowerCase();
    this.#used.add(key);
    return this.#names.has(key);
  }

  unused(): string[] {
    return this.allUsed ? [] : [...this.#names].filter(([key]) => !this.#used.has(key)).map(([, name]) => name);
  }
}

function checkResources(template: JsonObject, file: string, summaries: ExpressionSummaries): Finding[] {
  const variables = Object.fromEntries(Object.entries(objectAt(template, 'variables')).map(([name, value]) => [name.toLowerCase(), value]));
  const identities = new ResourceIdentities(summaries, variables);
  const resources = (Array.isArray(template.resources) ? template.resources : []).map(objectOf);
  const findings: Finding[] = [];
  const seen = new Map<string, number>();
  let isComplete = true;
  for (const [index, { type, name, scope }] of resources.entries()) {
    const names = typeof name === 'string' ? identities.nameSegments(name) : undefined;
    if (typeof type !== 'string' || names === undefined) {
      isComplete = false;
      continue;
    }
    const key = keyOf({ type: type.toLowerCase(), names }) + (scope === undefined ? '' : `@${JSON.stringify(scope).toLowerCase()}`);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, index);
    else {
      const related = [written(file, `/resources/${first}/name`)];
      findings.push(found(duplicateResource, 'twice', written(file, `/resources/${index}/name`), { type, name: String(name) }, related));
    }
  }
  if (isComplete) findings.push(...checkDependencies(resources, file, identities, new Set(seen.keys())));
  return findings;
}

function checkDependencies(resources: JsonObject[], file: string, identities: ResourceIdentities, keys: ReadonlySet<string>): Finding[] {
  return resources.flatMap(({ dependsOn }, index) =>
    (Array.isArray(dependsOn) ? dependsOn : []).flatMap((dependency, at) => {
      const identity = typeof dependency === 'string' ? identities.resourceId(dependency) : undefined;
      if (identity === undefined || keys.has(keyOf(identity))) return [];
      return [
        found(unknownDependency, 'unknown', written(file, `/resources/${index}/dependsOn/${at}`), { dependency: String(dependency) }),
      ];
    }),
  );
}

const keyOf = ({ type, names }: ResourceIdentity): string => `${type} ${names.join('/')}`;

const objectOf = (value: unknown): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
const objectAt = (value: JsonObject, key: string): JsonObject => objectOf(value[key]);
