import { ArmError, type ErrorBody, methodNotAllowed, resourceGroupNotFound, resourceNotFound } from './errors.ts';
import { bodyOf, pageOf, type Request } from './http.ts';
import type { Json } from './json.ts';
import { type Kind, kindOf } from './kinds.ts';
import { type Answer, endOperation, isRunning, operationHeaders, startOperation } from './operations.ts';
import { etagOf, present } from './present.ts';
import { checkAuthorized } from './refusals.ts';
import { groupScope, nameOf, parentOf, parseResourceId, type ResourceId, typeOf } from './resource-id.ts';
import type { Resource, World } from './world.ts';
import { startWrite } from './writes.ts';

/** GET, HEAD, PUT, PATCH and DELETE of a resource by its id. */
export function answerResource(world: World, request: Request, id: ResourceId): Answer {
  switch (request.method) {
    case 'GET':
      return getResource(world, request, id);
    case 'HEAD':
      checkAuthorized(world, `${typeOf(id)}/read`, id.id);
      return { status: world.resource(id.id) === undefined ? 404 : 204 };
    case 'PUT':
    case 'PATCH':
      return writeResource(world, request, id, request.method);
    case 'DELETE':
      return deleteResource(world, request, id);
    default:
      throw methodNotAllowed(request.method);
  }
}

/** @throws {ArmError} 404 for the outermost thing that is missing */
export function requireResource(world: World, id: ResourceId): Resource {
  if (id.resourceGroup !== '' && world.group(id.subscriptionId, id.resourceGroup) === undefined)
    throw resourceGroupNotFound(id.resourceGroup);
  const resource = world.resource(id.id);
  if (resource !== undefined) return resource;
  const parent = parentOf(id);
  if (parent !== undefined) requireResource(world, parent);
  throw resourceNotFound(typeOf(id), nameOf(id), id.resourceGroup);
}

function getResource(world: World, request: Request, id: ResourceId): Answer {
  checkAuthorized(world, `${typeOf(id)}/read`, id.id);
  const resource = requireResource(world, id);
  const body = present(world, resource, request.apiVersion, request.query.get('$expand') ?? '');
  return { status: 200, headers: body.etag === undefined ? {} : { ETag: etagOf(resource) }, body };
}

function writeResource(world: World, request: Request, id: ResourceId, method: 'PUT' | 'PATCH'): Answer {
  if (method === 'PATCH') requireResource(world, id);
  const ifMatch = request.headers['if-match'];
  const ifNoneMatch = request.headers['if-none-match'];
  const { resource, created, kind, whenDone } = startWrite(world, {
    id,
    body: bodyOf(request),
    apiVersion: request.apiVersion,
    method,
    ...(ifMatch === undefined ? {} : { ifMatch }),
    ...(ifNoneMatch === undefined ? {} : { ifNoneMatch }),
  });
  const operation = startOperation(world, operationPath(world, id, resource, kind), 'provider', {
    result: () => present(world, resource, request.apiVersion, ''),
  });
  whenDone((error) => endOperation(world, operation, error));
  const status = method === 'PATCH' ? kind.patch : kind.put[created ? 0 : 1];
  const goesOn = isRunning(operation);
  const headers = goesOn ? operationHeaders(world, request.base, operation, request.apiVersion, kind.location ? 'both' : 'status') : {};
  if (operation.error !== undefined) throw new ArmError(409, operation.error);
  return { status: status === 202 && !goesOn ? 200 : status, headers, body: present(world, resource, request.apiVersion, '') };
}

function operationPath(world: World, id: ResourceId, resource: Resource, kind: Kind): string {
  const guid = world.newGuid('operation');
  const location = String(resource.body.location ?? 'global')
    .replaceAll(' ', '')
    .toLowerCase();
  if (kind.operations === 'operationsStatus') return `${id.id}/operationsStatus/${guid}`;
  return `/subscriptions/${id.subscriptionId}/providers/${id.namespace}/locations/${location}/${kind.operations ?? 'operationStatuses'}/${guid}`;
}

function deleteResource(world: World, request: Request, id: ResourceId): Answer {
  checkAuthorized(world, `${typeOf(id)}/delete`, id.id);
  const resource = world.resource(id.id);
  if (resource === undefined) return { status: 204 };
  const owner = parentOf(id);
  const machine = owner === undefined ? undefined : world.resource(owner.id)?.machine;
  if (machine !== undefined && machine.power !== 'running') {
    throw new ArmError(409, { code: 'OperationNotAllowed', message: 'Cannot modify extensions in the VM when the VM is not running.' });
  }
  const kind = kindOf(typeOf(id));
  const never = world.behaviour(id.id, 'neverEnds');
  const remove = () => {
    machine?.extensions.delete(resource.name);
    world.remove(id.id);
    world.note('deleted', id.id);
  };
  if (kind.deleteSeconds === 0 && never === undefined) {
    remove();
    return { status: 200 };
  }
  const operation = startOperation(
    world,
    operationPath(world, id, resource, { ...kind, operations: kind.operations ?? 'operations' }),
    'provider',
  );
  resource.busy = operation.id;
  resource.body.properties = { ...(resource.body.properties as object), provisioningState: 'Deleting' };
  if (never === undefined) {
    world.later(kind.deleteSeconds, () => {
      remove();
      endOperation(world, operation);
    });
  }
  return { status: 202, headers: operationHeaders(world, request.base, operation, request.apiVersion, 'both') };
}

/** Something done to a resource with POST: 202, both headers, and no body in the end. */
export function startAction(world: World, request: Request, resource: Resource, run: (end: (error?: ErrorBody) => void) => void): Answer {
  const id = parseResourceId(resource.id) as ResourceId;
  const operation = startOperation(world, operationPath(world, id, resource, kindOf(resource.type)), 'provider');
  if (world.behaviour(resource.id, 'neverEnds') === undefined) run((error) => endOperation(world, operation, error));
  return { status: 202, headers: operationHeaders(world, request.base, operation, request.apiVersion, 'both') };
}

/** Resources of a type in a group or subscription, or all of them with a `$filter`. */
export function answerList(world: World, request: Request, scope: string, type: string | undefined): Answer {
  const segments = scope.split('/');
  const [, , subscriptionId = '', , resourceGroup] = segments;
  if (resourceGroup !== undefined && world.group(subscriptionId, resourceGroup) === undefined) throw resourceGroupNotFound(resourceGroup);
  checkAuthorized(world, `${type ?? 'Microsoft.Resources/subscriptions/resources'}/read`, scope);
  const wanted = (type ?? filteredType(request.query.get('$filter') ?? ''))?.toLowerCase();
  const found = world.below(scope).filter((resource) => wanted === undefined || resource.type.toLowerCase() === wanted);
  const expand = request.query.get('$expand') ?? '';
  const entries: Json[] = found.map((resource) =>
    type === undefined ? summaryOf(resource) : present(world, resource, request.apiVersion, expand),
  );
  return { status: 200, body: pageOf(request, entries, world.options.pageSize) };
}

/** `resourceType eq 'Microsoft.Compute/virtualMachines'` */
const filteredType = (filter: string): string | undefined => /resourceType eq '([^']+)'/i.exec(filter)?.[1];

const summaryOf = ({ id, name, type, body }: Resource): Json => ({
  id,
  name,
  type,
  ...Object.fromEntries(
    ['kind', 'sku', 'location', 'tags', 'identity', 'managedBy'].flatMap((key) => (body[key] === undefined ? [] : [[key, body[key]]])),
  ),
});

/** Children of a resource, by type. */
export function answerChildren(world: World, request: Request, parent: ResourceId, childType: string): Answer {
  requireResource(world, parent);
  // Protected items are listed across all containers of a vault.
  const type = /^backupProtectedItems$/i.test(childType)
    ? 'microsoft.recoveryservices/vaults/backupfabrics/protectioncontainers/protecteditems'
    : `${typeOf(parent)}/${childType}`.toLowerCase();
  const found = world.below(parent.id).filter((resource) => resource.type.toLowerCase() === type);
  const entries = found.map((resource) => present(world, resource, request.apiVersion, request.query.get('$expand') ?? ''));
  return { status: 200, body: pageOf(request, entries, world.options.pageSize) };
}

export const scopeOf = (values: Record<string, string>): string =>
  values.resourceGroupName === undefined
    ? `/subscriptions/${values.subscriptionId}`
    : groupScope(values.subscriptionId ?? '', values.resourceGroupName);
