import { createHash } from 'node:crypto';
import { TemplateError } from './expression.ts';
import { isObject, type Json, type JsonObject, listOf, sameJson, textOf } from './json.ts';
import { composeId, groupScope } from './resource-id.ts';

/** Where a deployment runs. */
export interface DeploymentScope {
  subscriptionId: string;
  tenantId: string;
  resourceGroup: { id: string; name: string; location: string; tags: JsonObject };
  deploymentName: string;
}

type Function = (args: Json[], scope: DeploymentScope) => Json;

/** `environment()` of the public cloud, as far as templates of virtual machines and vaults ask. */
const environment: JsonObject = {
  name: 'AzureCloud',
  resourceManager: 'https://management.azure.com/',
  suffixes: { keyvaultDns: '.vault.azure.net', storage: 'core.windows.net' },
};

/**
 * The functions that generated templates use; the judge of the tests are recorded answers of Azure's own engine. `uniqueString` is
 * deterministic and has the right form, but not Azure's value.
 */
export const functions: Readonly<Record<string, Function>> = {
  concat: (args) => (args.length > 0 && args.every(Array.isArray) ? args.flat() : args.map(plainText).join('')),
  format: ([pattern, ...values]) =>
    textOf(pattern).replace(/\{\{|\}\}|\{(\d+)\}/g, (found, index) =>
      index === undefined ? found.charAt(0) : plainText(values[Number(index)] ?? null),
    ),
  tolower: ([text]) => textOf(text).toLowerCase(),
  toupper: ([text]) => textOf(text).toUpperCase(),
  trim: ([text]) => textOf(text).trim(),
  replace: ([text, from, to]) => textOf(text).replaceAll(textOf(from), textOf(to)),
  split: ([text, by]) => textOf(text).split(textOf(by)),
  join: ([list, by]) => listOf(list).map(plainText).join(textOf(by)),
  startswith: ([text, start]) => textOf(text).toLowerCase().startsWith(textOf(start).toLowerCase()),
  endswith: ([text, end]) => textOf(text).toLowerCase().endsWith(textOf(end).toLowerCase()),
  substring: ([text, start, length]) => textOf(text).substr(Number(start), length === undefined ? undefined : Number(length)),
  string: ([value]) => plainText(value ?? null),
  int: ([value]) => Number(value),
  bool: ([value]) => (typeof value === 'string' ? value.toLowerCase() === 'true' : Boolean(value)),
  json: ([text]) => JSON.parse(textOf(text)) as Json,
  base64: ([text]) => Buffer.from(textOf(text), 'utf8').toString('base64'),
  base64tostring: ([text]) => Buffer.from(textOf(text), 'base64').toString('utf8'),
  uri: ([base, relative]) => joinUri(textOf(base), textOf(relative)),
  uricomponent: ([text]) => encodeURIComponent(textOf(text)),
  guid: (args) => nameGuid(args.map(plainText).join('-')),
  uniquestring: (args) => createHash('sha256').update(args.map(plainText).join('-')).digest('hex').replace(/\d/g, 'x').slice(0, 13),
  length: ([value]) => (isObject(value) ? Object.keys(value).length : (value as string | Json[]).length),
  empty: ([value]) =>
    value === null || value === '' || (Array.isArray(value) && value.length === 0) || (isObject(value) && Object.keys(value).length === 0),
  first: ([value]) => (value as string | Json[])[0] ?? (value === '' ? '' : null),
  last: ([value]) => (value as string | Json[]).at(-1) ?? (value === '' ? '' : null),
  contains: ([container, wanted]) => contains(container ?? null, wanted ?? null),
  createarray: (args) => args,
  createobject: (args) =>
    Object.fromEntries(args.flatMap((key, index) => (index % 2 === 0 ? [[textOf(key), args[index + 1] ?? null]] : []))),
  array: ([value]) => (Array.isArray(value) ? value : [value ?? null]),
  union: (args) => (args.every(Array.isArray) ? unique(args.flat()) : args.reduce<Json>((all, next) => mergeObjects(all, next), {})),
  intersection: ([left, right]) => listOf(left).filter((value) => listOf(right).some((other) => sameJson(value, other))),
  range: ([start, count]) => Array.from({ length: Number(count) }, (_, index) => Number(start) + index),
  add: ([left, right]) => Number(left) + Number(right),
  sub: ([left, right]) => Number(left) - Number(right),
  equals: ([left, right]) => sameJson(left, right),
  not: ([value]) => value !== true,
  and: (args) => args.every((value) => value === true),
  or: (args) => args.some((value) => value === true),
  coalesce: (args) => args.find((value) => value !== null) ?? null,
  true: () => true,
  false: () => false,
  null: () => null,
  environment: () => environment,
  subscription: (_, scope) => ({
    id: `/subscriptions/${scope.subscriptionId}`,
    subscriptionId: scope.subscriptionId,
    tenantId: scope.tenantId,
    displayName: 'test subscription',
  }),
  resourcegroup: (_, scope) => ({
    ...scope.resourceGroup,
    type: 'Microsoft.Resources/resourceGroups',
    properties: { provisioningState: 'Succeeded' },
  }),
  tenant: (_, scope) => ({ tenantId: scope.tenantId }),
  deployment: (_, scope) => ({ name: scope.deploymentName }),
  resourceid: (args, scope) => resourceId(args.map(textOf), scope),
  subscriptionresourceid: (args, scope) => scopedId(args.map(textOf), `/subscriptions/${scope.subscriptionId}`, /^[0-9a-f-]{36}$/i),
  extensionresourceid: ([scope, type, ...names]) => typedId(textOf(scope), textOf(type), names.map(textOf)),
  tenantresourceid: ([type, ...names]) => typedId('', textOf(type), names.map(textOf)),
};

const plainText = (value: Json): string => {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return JSON.stringify(value);
};

/** A relative part that begins or a base that ends without a slash replaces the last segment, as .NET's Uri does. */
function joinUri(base: string, relative: string): string {
  if (!/^https?:\/\//i.test(base))
    throw new TemplateError(`Unable to evaluate template language function 'uri': '${base}' is not a valid absolute URI`);
  return new URL(relative, base).href;
}

/** Version 5 of a UUID, in the name space of Azure's engine (found by its recorded answers). */
function nameGuid(name: string): string {
  const space = Buffer.from('11fb06fb712d4ddd98c7e71bbd588830', 'hex');
  const hash = createHash('sha1').update(space).update(name, 'utf8').digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = hash.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}

const unique = (values: Json[]): Json[] => values.filter((value, index) => values.findIndex((other) => sameJson(value, other)) === index);

function mergeObjects(left: Json, right: Json): Json {
  if (!isObject(left) || !isObject(right)) return right;
  const merged: JsonObject = { ...left };
  for (const [key, value] of Object.entries(right)) merged[key] = isObject(value) ? mergeObjects(merged[key] ?? {}, value) : value;
  return merged;
}

function contains(container: Json, wanted: Json): boolean {
  if (typeof container === 'string') return container.includes(plainText(wanted));
  if (Array.isArray(container)) return container.some((value) => sameJson(value, wanted));
  return isObject(container) && Object.keys(container).some((key) => key.toLowerCase() === textOf(wanted).toLowerCase());
}

/** `resourceId([subscription], [group], type, name, …)`. */
function resourceId(args: string[], scope: DeploymentScope): string {
  const typeAt = Math.max(
    0,
    args.findIndex((text) => text.includes('/')),
  );
  const [type = '', ...names] = args.slice(typeAt);
  const before = args.slice(0, typeAt);
  const group = before.at(-1) ?? scope.resourceGroup.name;
  const subscriptionId = before.length > 1 ? (before[0] ?? '') : scope.subscriptionId;
  return typedId(groupScope(subscriptionId, group), type, names);
}

function scopedId(args: string[], scope: string, first: RegExp): string {
  const [given = '', ...others] = args;
  if (first.test(given)) return typedId(`/subscriptions/${given}`, others[0] ?? '', others.slice(1));
  return typedId(scope, given, others);
}

function typedId(scope: string, type: string, names: string[]): string {
  const [namespace = '', ...types] = type.replace(/\/$/, '').split('/');
  if (types.length !== names.length) {
    throw new TemplateError(
      `Unable to evaluate template language function 'resourceId': the type '${type}' requires '${types.length}' resource name argument(s)`,
    );
  }
  return composeId(scope, namespace, types, names);
}
