import {
  answerDeploymentOperations,
  cancelDeployment,
  deleteDeployment,
  getDeployment,
  headDeployment,
  listDeployments,
  putDeployment,
  validateDeployment,
  whatIfDeployment,
} from './deployments.ts';
import { invalidApiVersion, invalidSubscriptionId, methodNotAllowed, missingApiVersion, notFound, subscriptionNotFound } from './errors.ts';
import { answerGroup, answerGroups } from './groups.ts';
import type { Request } from './http.ts';
import { answerAction, answerInstance, answerInstances, answerInstanceView } from './machines.ts';
import { type Answer, answerLocation, answerStatus } from './operations.ts';
import { answerFeature, answerImages, answerProvider, answerSkus, answerSubscription, answerVmSizes } from './reference-data.ts';
import { parseResourceId, type ResourceId } from './resource-id.ts';
import { answerChildren, answerList, answerResource, scopeOf } from './resources.ts';
import type { World } from './world.ts';

type Handler = (world: World, request: Request) => Answer;

interface Route {
  name: string;
  methods: string[];
  pattern: RegExp;
  answer: Handler;
}

/** `{name}` captures a segment, `{+name}` the rest; everything else matches ignoring case. */
function route(name: string, methods: string, path: string, answer: Handler): Route {
  const source = path
    .replace(/[.$]/g, '\\$&')
    .replace(/\{(\+?)(\w+)\}/g, (_, rest, key) => (rest === '+' ? `(?<${key}>.+)` : `(?<${key}>[^/]+)`));
  return { name, methods: methods.split(' '), pattern: new RegExp(`^${source}/?$`, 'i'), answer };
}

const group = '/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}';
const deployment = `${group}/providers/Microsoft.Resources/deployments/{deploymentName}`;
const scaleSet = `(?<scaleSet>${group.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}/providers/Microsoft.Compute/virtualMachineScaleSets/[^/]+)`;

/** The id that a pattern captured. */
function idOf(request: Request, key: string): ResourceId {
  const id = parseResourceId(request.values[key] ?? '');
  if (id === undefined) throw notFound(request.path);
  return id;
}

const answerById: Handler = (world, request) => {
  const id = parseResourceId(request.path.replace(/\/$/, ''));
  if (id !== undefined) return answerResource(world, request, id);
  // An odd number of segments is a list of children or an action.
  const [, parent = '', last = ''] = /^(.*)\/([^/]+)\/?$/.exec(request.path) ?? [];
  const owner = parseResourceId(parent);
  if (owner === undefined) throw notFound(request.path);
  if (request.method === 'GET')
    return /^instanceView$/i.test(last) ? answerInstanceView(world, owner) : answerChildren(world, request, owner, last);
  if (request.method === 'POST') return answerAction(world, request, owner, last);
  throw methodNotAllowed(request.method);
};

const list: Handler = (world, request) => {
  const { namespace, type } = request.values;
  return answerList(world, request, scopeOf(request.values), namespace === undefined ? undefined : `${namespace}/${type}`);
};

const routes: Route[] = [
  route('subscriptions', 'GET', '/subscriptions', answerSubscription),
  route('subscription', 'GET', '/subscriptions/{subscriptionId}', answerSubscription),
  route('resource groups', 'GET', '/subscriptions/{subscriptionId}/resourceGroups', answerGroups),
  route('resource group', 'GET HEAD PUT PATCH DELETE', group, answerGroup),
  route('resources', 'GET', '/subscriptions/{subscriptionId}/resources', list),
  route('resources of a group', 'GET', `${group}/resources`, list),
  route('deployments', 'GET', `${group}/providers/Microsoft.Resources/deployments`, listDeployments),
  route('put deployment', 'PUT', deployment, putDeployment),
  route('get deployment', 'GET', deployment, getDeployment),
  route('head deployment', 'HEAD', deployment, headDeployment),
  route('delete deployment', 'DELETE', deployment, deleteDeployment),
  route('validate', 'POST', `${deployment}/validate`, validateDeployment),
  route('what-if', 'POST', `${deployment}/whatIf`, whatIfDeployment),
  route('cancel', 'POST', `${deployment}/cancel`, cancelDeployment),
  route('deployment operations', 'GET', `${group}/deployments/{deploymentName}/operations`, answerDeploymentOperations),
  route('deployment operation', 'GET', `${group}/deployments/{deploymentName}/operations/{operationId}`, answerDeploymentOperations),
  route('deployment operations', 'GET', `${deployment}/operations`, answerDeploymentOperations),
  route('deployment operation', 'GET', `${deployment}/operations/{operationId}`, answerDeploymentOperations),
  route('skus', 'GET', '/subscriptions/{subscriptionId}/providers/Microsoft.Compute/skus', answerSkus),
  route(
    'images',
    'GET',
    '/subscriptions/{subscriptionId}/providers/Microsoft.Compute/locations/{location}/publishers/{+image}',
    answerImages,
  ),
  route('sizes', 'GET', '/subscriptions/{subscriptionId}/providers/Microsoft.Compute/locations/{location}/vmSizes', answerVmSizes),
  route(
    'feature',
    'GET',
    '/subscriptions/{subscriptionId}/providers/Microsoft.Features/providers/{namespace}/features/{feature}',
    answerFeature,
  ),
  route('provider', 'GET', '/subscriptions/{subscriptionId}/providers/{namespace}', answerProvider),
  route('list of a type', 'GET', '/subscriptions/{subscriptionId}/providers/{namespace}/{type}', list),
  route('list of a type', 'GET', `${group}/providers/{namespace}/{type}`, list),
  route('instances', 'GET', `${scaleSet}/virtualMachines`, (world, request) => answerInstances(world, request, idOf(request, 'scaleSet'))),
  route('instance', 'GET POST', `${scaleSet}/virtualMachines/{instanceId}`, (world, request) =>
    answerInstance(world, request, idOf(request, 'scaleSet'), request.values.instanceId ?? '', ''),
  ),
  route('instance', 'GET POST', `${scaleSet}/virtualMachines/{instanceId}/{rest}`, (world, request) =>
    answerInstance(world, request, idOf(request, 'scaleSet'), request.values.instanceId ?? '', request.values.rest ?? ''),
  ),
  route('resource', 'GET HEAD PUT PATCH DELETE POST', '/subscriptions/{subscriptionId}/{+rest}', answerById),
];

/** Answers a request to Azure Resource Manager. @throws {ArmError} for what it refuses */
export function answer(world: World, request: Request): Answer {
  const operation = runningOperation(world, request);
  if (operation !== undefined) return operation;
  if (request.apiVersion === '') throw missingApiVersion();
  if (!/^\d{4}-\d{2}-\d{2}(-\w+)?$/.test(request.apiVersion)) throw invalidApiVersion(request.apiVersion);
  const fitting = routes.flatMap((candidate) => {
    const match = candidate.pattern.exec(request.path);
    return match === null ? [] : [{ candidate, values: { ...match.groups } }];
  });
  const found = fitting.find(({ candidate }) => candidate.methods.includes(request.method));
  if (found === undefined) throw fitting.length === 0 ? notFound(request.path) : methodNotAllowed(request.method);
  request.values = found.values;
  checkSubscription(world, request.values.subscriptionId);
  return found.candidate.answer(world, request);
}

/** The URLs of Azure-AsyncOperation and Location end in the id of an operation. */
function runningOperation(world: World, request: Request): Answer | undefined {
  const operation = request.method === 'GET' ? world.operations.get((request.path.split('/').at(-1) ?? '').toLowerCase()) : undefined;
  if (operation === undefined || operation.path.toLowerCase() !== request.path.toLowerCase()) return undefined;
  const url = `${request.base}${operation.path}?${request.query}`;
  const isLocation = request.query.get('monitor') === 'true' || /\/operationresults\//i.test(operation.path);
  return isLocation ? answerLocation(world, operation, url) : answerStatus(world, operation);
}

function checkSubscription(world: World, id: string | undefined): void {
  if (id === undefined) return;
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) throw invalidSubscriptionId(id);
  if (!world.subscriptions.has(id.toLowerCase())) throw subscriptionNotFound(id);
}
