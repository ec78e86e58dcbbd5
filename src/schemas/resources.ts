import { isExpression } from '../arm/literal.ts';
import { ResourceIdentities, type ResourceIdentity } from '../arm/resource-identity.ts';
import { resourceNameRules } from '../arm/resource-name-rules.ts';
import { type Finding, found } from '../model/index.ts';
import { duplicateResource, unknownDependency, wrongResourceName } from './checks.ts';
import { asList } from './json-value.ts';
import type { TemplateContext } from './template-context.ts';

/** Findings for names that Azure refuses, resources that stand twice, and dependencies on nothing. */
export function checkResources(context: TemplateContext): Finding[] {
  const { resources, variables, summaries } = context;
  const lowerCase = Object.fromEntries(Object.entries(variables).map(([name, value]) => [name.toLowerCase(), value]));
  const identities = new ResourceIdentities(summaries, lowerCase);
  const known = resources.map(({ type, name }): ResourceIdentity | undefined => {
    const names = typeof name === 'string' && typeof type === 'string' ? identities.nameSegments(name) : undefined;
    return names === undefined ? undefined : { type: String(type).toLowerCase(), names };
  });
  return [
    ...known.flatMap((identity, index) => (identity === undefined ? [] : checkName(context, index, identity))),
    ...findDuplicates(context, known),
    ...checkDependencies(context, identities, known),
  ];
}

function checkName({ resources, at }: TemplateContext, index: number, { type, names }: ResourceIdentity): Finding[] {
  const resource = resources[index];
  const written = { type: String(resource?.type), name: String(resource?.name) };
  const origin = at(`/resources/${index}/name`);
  const expected = type.split('/').length - 1;
  if (names.length !== expected) {
    // An expression may hold slashes of its own.
    return isExpression(written.name) ? [] : [found(wrongResourceName, 'segments', origin, { ...written, count: names.length, expected })];
  }
  return (Object.hasOwn(resourceNameRules, type) ? (resourceNameRules[type] ?? []) : []).flatMap(({ pattern, rule }, part) => {
    const name = names[part] ?? '';
    return name.includes('[') || pattern.test(name) ? [] : [found(wrongResourceName, 'form', origin, { type: written.type, name, rule })];
  });
}

function findDuplicates({ resources, at }: TemplateContext, known: readonly (ResourceIdentity | undefined)[]): Finding[] {
  const seen = new Map<string, number>();
  return known.flatMap((identity, index) => {
    if (identity === undefined) return [];
    const { type, name, scope } = resources[index] ?? {};
    const key = `${keyOf(identity)} ${String(scope ?? '').toLowerCase()}`;
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, index);
      return [];
    }
    const data = { type: String(type), name: String(name) };
    return [found(duplicateResource, 'twice', at(`/resources/${index}/name`), data, [at(`/resources/${first}/name`)])];
  });
}

function checkDependencies(
  { resources, at }: TemplateContext,
  identities: ResourceIdentities,
  known: readonly (ResourceIdentity | undefined)[],
): Finding[] {
  // A resource whose name cannot be told may be the one that is meant.
  if (known.includes(undefined)) return [];
  const keys = new Set(known.map((identity) => keyOf(identity as ResourceIdentity)));
  return resources.flatMap(({ dependsOn }, index) =>
    asList(dependsOn).flatMap((dependency, entry) => {
      const identity = typeof dependency === 'string' ? identities.resourceId(dependency) : undefined;
      if (identity === undefined || keys.has(keyOf(identity))) return [];
      return [found(unknownDependency, 'unknown', at(`/resources/${index}/dependsOn/${entry}`), { dependency: String(dependency) })];
    }),
  );
}

const keyOf = ({ type, names }: ResourceIdentity): string => `${type} ${names.join('/')}`;
