/** A resource id taken apart; an id of an extension resource (a role assignment) has the resource it extends as `scope`. */
export interface ResourceId {
  id: string;
  subscriptionId: string;
  resourceGroup: string;
  namespace: string;
  types: string[];
  names: string[];
  scope: string;
}

/** Undefined when the text is not the id of a resource in a resource group or subscription. */
export function parseResourceId(text: string): ResourceId | undefined {
  const segments = text.split('/').slice(1);
  if (segments[0]?.toLowerCase() !== 'subscriptions' || segments.some((segment) => segment === '')) return undefined;
  const lower = segments.map((segment) => segment.toLowerCase());
  const last = lower.lastIndexOf('providers');
  const rest = segments.slice(last + 2);
  const namespace = segments[last + 1];
  if (last < 2 || namespace === undefined || rest.length < 2 || rest.length % 2 === 1) return undefined;
  return {
    id: text,
    subscriptionId: segments[1] ?? '',
    resourceGroup: lower[2] === 'resourcegroups' ? (segments[3] ?? '') : '',
    namespace,
    types: rest.filter((_, index) => index % 2 === 0),
    names: rest.filter((_, index) => index % 2 === 1),
    scope: `/${segments.slice(0, last).join('/')}`,
  };
}

export const typeOf = (id: ResourceId): string => [id.namespace, ...id.types].join('/');
/** As a template writes it: `vm-web-01/AzureDiskEncryption`. */
export const nameOf = (id: ResourceId): string => id.names.join('/');

/** The resource that a child stands in; undefined for a top-level resource. */
export function parentOf(id: ResourceId): ResourceId | undefined {
  if (id.types.length < 2) return undefined;
  const types = id.types.slice(0, -1);
  const names = id.names.slice(0, -1);
  return { ...id, types, names, id: composeId(id.scope, id.namespace, types, names) };
}

export function composeId(scope: string, namespace: string, types: string[], names: string[]): string {
  const pairs = types.map((type, index) => `${type}/${names[index]}`);
  return `${scope}/providers/${namespace}/${pairs.join('/')}`;
}

/** The id of a resource as a template declares it: type `A.B/c/d`, name `x/y`. */
export function declaredId(scope: string, type: string, name: string): string {
  const [namespace = '', ...types] = type.split('/');
  return composeId(scope, namespace, types, name.split('/'));
}

export const groupScope = (subscriptionId: string, resourceGroup: string): string =>
  `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}`;

/** What ids are compared by: Azure ignores case. */
export const keyOf = (id: string): string => id.toLowerCase();

/** `West Europe` is `westeurope`. */
export const sameRegion = (left: string, right: string): boolean =>
  left.toLowerCase().replaceAll(' ', '') === right.toLowerCase().replaceAll(' ', '');
