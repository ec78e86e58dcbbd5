import { ArmError, resourceGroupNotFound } from './errors.ts';
import { bodyOf, pageOf, type Request } from './http.ts';
import { type JsonObject, mergePatch, objectOf, textOf } from './json.ts';
import { type Answer, endOperation, operationHeaders, startOperation } from './operations.ts';
import { checkAuthorized } from './refusals.ts';
import { groupScope, keyOf } from './resource-id.ts';
import { scopeOf } from './resources.ts';
import type { ResourceGroup, World } from './world.ts';

/** GET, HEAD, PUT, PATCH and DELETE of a resource group. */
export function answerGroup(world: World, request: Request): Answer {
  const { subscriptionId = '', resourceGroupName = '' } = request.values;
  const scope = scopeOf(request.values);
  const verb = { GET: 'read', HEAD: 'read', DELETE: 'delete' }[request.method] ?? 'write';
  checkAuthorized(world, `Microsoft.Resources/subscriptions/resourceGroups/${verb}`, scope);
  const group = world.group(subscriptionId, resourceGroupName);
  if (request.method === 'HEAD') return { status: group === undefined ? 404 : 204 };
  if (request.method === 'PUT') return putGroup(world, request, group, subscriptionId, resourceGroupName);
  if (group === undefined) throw resourceGroupNotFound(resourceGroupName);
  if (request.method === 'PATCH') group.tags = objectOf(mergePatch(group.tags, objectOf(bodyOf(request).tags)));
  return request.method === 'DELETE' ? deleteGroup(world, request, group) : { status: 200, body: presentGroup(group) };
}

function putGroup(world: World, request: Request, group: ResourceGroup | undefined, subscriptionId: string, name: string): Answer {
  const body = bodyOf(request);
  const location = textOf(body.location);
  if (location === '')
    throw new ArmError(400, { code: 'LocationRequired', message: 'The location property is required for this definition.' });
  if (group === undefined) {
    const made = newGroup(subscriptionId, name, location, objectOf(body.tags));
    world.groups.set(keyOf(made.id), made);
    return { status: 201, body: presentGroup(made) };
  }
  group.tags = objectOf(body.tags);
  return { status: 200, body: presentGroup(group) };
}

export const newGroup = (subscriptionId: string, name: string, location: string, tags: JsonObject): ResourceGroup => ({
  id: groupScope(subscriptionId, name),
  name,
  subscriptionId,
  location,
  tags,
});

function deleteGroup(world: World, request: Request, group: ResourceGroup): Answer {
  const path = `/subscriptions/${group.subscriptionId}/operationresults/${Buffer.from(world.newGuid('job')).toString('base64url')}`;
  const operation = startOperation(world, path, 'provider');
  world.later(60, () => {
    for (const resource of world.below(group.id)) world.remove(resource.id);
    world.groups.delete(keyOf(group.id));
    endOperation(world, operation);
  });
  return { status: 202, headers: operationHeaders(world, request.base, operation, request.apiVersion, 'location') };
}

const presentGroup = (group: ResourceGroup): JsonObject => ({
  id: group.id,
  name: group.name,
  type: 'Microsoft.Resources/resourceGroups',
  location: group.location,
  tags: group.tags,
  properties: { provisioningState: 'Succeeded' },
});

export function answerGroups(world: World, request: Request): Answer {
  const id = (request.values.subscriptionId ?? '').toLowerCase();
  const groups = [...world.groups.values()].filter(({ subscriptionId }) => subscriptionId.toLowerCase() === id);
  return { status: 200, body: pageOf(request, groups.map(presentGroup), world.options.pageSize) };
}
