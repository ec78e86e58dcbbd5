import { isObject, type JsonObject } from './json.ts';
import type { PublishedApi, PublishedOperation } from './published-api.ts';
import type { RecordedRequest } from './recorder.ts';
import { parseResourceId, typeOf } from './resource-id.ts';

/** A request that the published description does not know. */
export interface Complaint {
  number: number;
  request: string;
  problem: string;
}

/** Query parameters of the REST reference (https://learn.microsoft.com/rest/api/resources and …/compute, 2025-04-01). */
const queryParameters =
  /^(api-version|\$expand|\$filter|\$top|\$skiptoken|\$select|\$orderby|statusOnly|forceDeletion|hibernate|skipShutdown|monitor)$/;

/** POST on a resource, by type (https://learn.microsoft.com/rest/api/compute/virtual-machines and …/virtual-machine-scale-sets, 2025-04-01). */
const actions: Readonly<Record<string, RegExp>> = {
  'microsoft.compute/virtualmachines': /^(restart|start|powerOff|deallocate|redeploy|reimage|reapply)$/,
  'microsoft.compute/virtualmachinescalesets': /^(restart|start|poweroff|deallocate|redeploy|reimage|manualupgrade)$/,
  'microsoft.compute/virtualmachinescalesets/virtualmachines': /^(restart|start|poweroff|deallocate|redeploy|reimage)$/,
};

/** What can be read and is no resource of its own, with its apiVersions (same reference). */
const readablePaths: { pattern: RegExp; versionsOf: string | string[] }[] = [
  { pattern: /^\/subscriptions(\/[^/]+)?$/i, versionsOf: ['2016-06-01', '2019-11-01', '2020-01-01', '2021-01-01', '2022-12-01'] },
  { pattern: /^\/subscriptions\/[^/]+\/providers\/Microsoft\.Compute\/skus$/i, versionsOf: ['2017-09-01', '2019-04-01', '2021-07-01'] },
  {
    pattern: /^\/subscriptions\/[^/]+\/providers\/Microsoft\.Compute\/locations\/[^/]+\/(vmSizes|publishers\/.+)$/i,
    versionsOf: 'Microsoft.Compute/virtualMachines',
  },
  { pattern: /^\/subscriptions\/[^/]+\/providers\/Microsoft\.Features\/providers\/[^/]+\/features\/[^/]+$/i, versionsOf: ['2021-07-01'] },
  {
    pattern: /\/Microsoft\.RecoveryServices\/vaults\/[^/]+\/backupProtectedItems$/i,
    versionsOf: 'Microsoft.RecoveryServices/vaults/backupPolicies',
  },
];

/** Whether every request is one of the published API: path, method, apiVersion, parameters and body. Token requests and polls are not looked at. */
export function checkRequests(recorded: RecordedRequest[], api: PublishedApi): Complaint[] {
  return recorded.flatMap((request) => {
    if (request.plane !== 'arm' || request.polling) return [];
    const url = new URL(`https://localhost/${request.url.replace(/^\/+/, '')}`);
    return [...checkQuery(url), ...checkPath(request, url, api)].map((problem) => ({
      number: request.number,
      request: `${request.method} ${request.url}`,
      problem,
    }));
  });
}

const checkQuery = (url: URL): string[] =>
  [...url.searchParams.keys()].flatMap((name) => (queryParameters.test(name) ? [] : [`the query parameter ${name} is not published`]));

function checkPath(request: RecordedRequest, url: URL, api: PublishedApi): string[] {
  const path = decodeURIComponent(url.pathname).replace(/\/$/, '');
  const apiVersion = url.searchParams.get('api-version');
  if (apiVersion === null) return ['api-version is missing'];
  const body = readBody(request);
  if (body === undefined) return ['the body is not a JSON object'];
  const readable = readablePaths.find(({ pattern }) => pattern.test(path));
  if (readable !== undefined) {
    return [
      ...(request.method === 'GET' ? [] : [`${request.method} is not published`]),
      ...checkVersion(readable.versionsOf, apiVersion, api),
    ];
  }
  const operations = api.operations.filter((candidate) => isSpecific(candidate) && candidate.pattern.test(path));
  const operation = operations.find(({ method }) => method === request.method);
  if (operation === undefined && operations.length > 0) return [`${request.method} is not published`];
  if (operation !== undefined) return checkOperation(operation, path, apiVersion, request, body, api);
  return checkResource(request.method, path, apiVersion, body, api);
}

/** Operations for any resource are checked by the resource's own type. */
const isSpecific = ({ path }: PublishedOperation): boolean =>
  !/\{(resourceId|scope|resourceProviderNamespace|parentResourcePath)\}/.test(path);

function readBody(request: RecordedRequest): JsonObject | undefined {
  if (request.body.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(request.body);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function checkOperation(
  operation: PublishedOperation,
  path: string,
  apiVersion: string,
  request: RecordedRequest,
  body: JsonObject,
  api: PublishedApi,
): string[] {
  const type = /\/deployments/i.test(operation.path) ? 'Microsoft.Resources/deployments' : 'Microsoft.Resources/resourceGroups';
  const problems = checkVersion(type, apiVersion, api);
  for (const [name, value] of Object.entries(operation.pattern.exec(path)?.groups ?? {})) {
    const { pattern, minLength = 0, maxLength = Number.POSITIVE_INFINITY } = operation.parameters.get(name) ?? {};
    if (pattern !== undefined && !pattern.test(value)) problems.push(`${name} '${value}' does not match ${pattern}`);
    if (value.length < minLength || value.length > maxLength) problems.push(`${name} '${value}' has ${value.length} characters`);
  }
  if (operation.checkBody === undefined) return request.body === '' ? problems : [...problems, 'this operation takes no body'];
  if (!operation.checkBody(body))
    problems.push(...(operation.checkBody.errors ?? []).map(({ instancePath, message }) => `body ${instancePath} ${message}`));
  const { whatIfSettings: _, ...properties } = isObject(body.properties) ? body.properties : {};
  return [...problems, ...(api.surplusProperties(type, apiVersion, { ...body, properties }) ?? [])];
}

function checkVersion(versionsOf: string | string[], apiVersion: string, api: PublishedApi): string[] {
  const versions = typeof versionsOf === 'string' ? api.versionsOf(versionsOf) : versionsOf;
  if (versions === undefined) return [`the type ${String(versionsOf)} was never published`];
  return versions.includes(apiVersion) ? [] : [`apiVersion ${apiVersion} of ${String(versionsOf)} was never published`];
}

function checkResource(method: string, path: string, apiVersion: string, body: JsonObject, api: PublishedApi): string[] {
  const id = parseResourceId(path);
  if (id !== undefined) {
    const type = typeOf(id);
    const problems = checkVersion(type, apiVersion, api);
    if (!['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE'].includes(method)) problems.push(`${method} is not published`);
    if (method === 'PUT' || method === 'PATCH') problems.push(...(api.surplusProperties(type, apiVersion, body) ?? []));
    return problems;
  }
  const [, parent = '', last = ''] = /^(.*)\/([^/]+)$/.exec(path) ?? [];
  const owner = parseResourceId(parent);
  if (owner !== undefined) {
    const type = typeOf(owner);
    if (method === 'POST' && actions[type.toLowerCase()]?.test(last)) return checkVersion(type, apiVersion, api);
    if (method === 'GET' && /^instanceView$/i.test(last)) return checkVersion(type, apiVersion, api);
    return method === 'GET' ? checkVersion(`${type}/${last}`, apiVersion, api) : [`${method} ${last} of ${type} is not published`];
  }
  const list = /^\/subscriptions\/[^/]+(?:\/resourceGroups\/[^/]+)?\/providers\/([^/]+)\/([^/]+)$/i.exec(path);
  if (method === 'GET' && list !== null) return checkVersion(`${list[1]}/${list[2]}`, apiVersion, api);
  return ['no published operation has this path and method'];
}
