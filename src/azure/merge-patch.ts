export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** Whether a resource already is as a merge patch (RFC 7386) would make it. Keys and ids are compared as Azure does, ignoring case. */
export function patchHolds(resource: Json | undefined, patch: Json): boolean {
  if (patch === null) return resource === undefined || resource === null;
  if (Array.isArray(patch)) {
    return Array.isArray(resource) && resource.length === patch.length && patch.every((entry, index) => patchHolds(resource[index], entry));
  }
  if (typeof patch === 'object') {
    if (!isObject(resource)) return false;
    return Object.entries(patch).every(([key, value]) =>
      key === 'type' && isIdentityType(value) ? hasIdentityTypes(resource[key], value) : patchHolds(valueOf(resource, key), value),
    );
  }
  if (typeof patch === 'string' && typeof resource === 'string') return sameText(patch, resource);
  return resource === patch;
}

/** Keeps the identities a machine has: a patch that names one kind would take away the other. */
export function mergeIdentity(resource: Json, patch: { [key: string]: Json }): { [key: string]: Json } {
  const identity = patch.identity;
  const current = isObject(resource) ? resource.identity : undefined;
  if (!isObject(identity) || !isObject(current)) return patch;
  const types = new Set([...identityTypes(current.type), ...identityTypes(identity.type)]);
  return { ...patch, identity: { ...identity, type: [...types].sort().join(', ') } };
}

/** The changes a patch makes, as what-if would name them: dotted path, before and after. */
export function patchChanges(
  resource: Json | undefined,
  patch: Json,
  path = '',
): { path: string; before: Json | undefined; after: Json }[] {
  if (patchHolds(resource, patch)) return [];
  if (!isObject(patch)) return [{ path, before: resource, after: patch }];
  return Object.entries(patch).flatMap(([key, value]) =>
    patchChanges(isObject(resource) ? valueOf(resource, key) : undefined, value, path === '' ? key : `${path}.${key}`),
  );
}

const identityKinds = ['SystemAssigned', 'UserAssigned'];
const identityTypes = (type: Json | undefined): string[] =>
  typeof type === 'string'
    ? type
        .split(',')
        .map((kind) => kind.trim())
        .filter((kind) => identityKinds.includes(kind))
    : [];
const isIdentityType = (type: Json): boolean => identityTypes(type).length > 0;
const hasIdentityTypes = (current: Json | undefined, asked: Json): boolean =>
  identityTypes(asked).every((kind) => identityTypes(current).includes(kind));

const isObject = (value: Json | undefined): value is { [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function valueOf(object: { [key: string]: Json }, key: string): Json | undefined {
  if (Object.hasOwn(object, key)) return object[key];
  const found = Object.keys(object).find((candidate) => sameText(candidate, key));
  return found === undefined ? undefined : object[found];
}

/** Ids and URLs are kept by Azure in whatever case they came. */
const sameText = (a: string, b: string): boolean => a === b || (/^(\/|https:)/i.test(a) && a.toLowerCase() === b.toLowerCase());
