import {
  ArmError,
  conflict,
  type ErrorBody,
  invalidLocation,
  operationNotAllowed,
  parentResourceNotFound,
  preconditionFailed,
  resourceGroupNotFound,
} from './errors.ts';
import { type JsonObject, mergePatch, objectOf, textOf } from './json.ts';
import { type Kind, kindOf } from './kinds.ts';
import { applyProvider, type Effect } from './providers.ts';
import { checkReferences } from './references.ts';
import { checkAuthorized, refusalsOf, writeAction } from './refusals.ts';
import { composeId, nameOf, parentOf, type ResourceId, sameRegion, typeOf } from './resource-id.ts';
import type { Resource, World } from './world.ts';

export interface Write {
  id: ResourceId;
  body: JsonObject;
  apiVersion: string;
  method: 'PUT' | 'PATCH';
  ifMatch?: string;
  ifNoneMatch?: string;
}

/** What became of a write; `whenDone` is called once, at once for a write that is over already. */
export interface StartedWrite {
  resource: Resource;
  created: boolean;
  kind: Kind;
  whenDone(callback: (error?: ErrorBody) => void): void;
}

/** Writes a resource: checks what Azure checks, changes the state, and lets the work go on. @throws {ArmError} when it is refused */
export function startWrite(world: World, write: Write): StartedWrite {
  const { id } = write;
  const type = typeOf(id);
  const kind = kindOf(type);
  const before = world.resource(id.id);
  checkWrite(world, write, kind, before);
  const body = bodyAfter(write, before);
  checkReferences(world, id, body);
  const resource: Resource = before ?? { id: id.id, name: id.names.at(-1) ?? '', type, body, version: 0 };
  const effect = applyProvider(world, resource, body, before !== undefined, write.apiVersion);
  resource.version += 1;
  if (before === undefined && effect.stored !== false) world.add(resource);
  world.note(before === undefined ? 'created' : 'updated', resource.id, write.method);
  return { resource, created: before === undefined, kind, whenDone: runToEnd(world, resource, kind, effect, before !== undefined) };
}

function runToEnd(world: World, resource: Resource, kind: Kind, effect: Effect, existed: boolean): StartedWrite['whenDone'] {
  const token = world.newGuid(resource.id);
  let ended: { error?: ErrorBody } | undefined;
  const waiting: ((error?: ErrorBody) => void)[] = [];
  const setState = (state: string) => {
    const properties = objectOf(resource.body.properties);
    resource.body.properties = { ...properties, provisioningState: state };
  };
  const end = (error?: ErrorBody) => {
    delete resource.busy;
    if (effect.hasState !== false) setState(error === undefined ? 'Succeeded' : 'Failed');
    world.note(error === undefined ? 'write succeeded' : 'write failed', resource.id, error?.code);
    ended = error === undefined ? {} : { error };
    for (const callback of waiting) callback(error);
  };
  const seconds = world.options.timing.writes[resource.type.toLowerCase()] ?? kind.seconds;
  const failure = world.behaviour(resource.id, 'fails');
  const never = world.behaviour(resource.id, 'neverEnds');
  if (seconds > 0 || failure !== undefined || never !== undefined || effect.run !== undefined) {
    resource.busy = token;
    if (effect.hasState !== false) setState(existed ? 'Updating' : 'Creating');
    if (failure !== undefined) world.later(Math.max(1, seconds), () => end(failure.error));
    else if (never === undefined && effect.run !== undefined) effect.run(end);
    else if (never === undefined) world.later(seconds, () => end());
  } else {
    end();
  }
  return (callback) => {
    if (ended === undefined) waiting.push(callback);
    else callback(ended.error);
  };
}

function checkWrite(world: World, { id, body, ifMatch, ifNoneMatch, apiVersion }: Write, kind: Kind, before: Resource | undefined): void {
  const group = id.resourceGroup === '' ? undefined : world.group(id.subscriptionId, id.resourceGroup);
  if (id.resourceGroup !== '' && group === undefined) throw resourceGroupNotFound(id.resourceGroup);
  checkAuthorized(world, writeAction(id), id.id);
  const refusals = refusalsOf(world, id);
  if (refusals[0] !== undefined) throw new ArmError(refusals[0].code === 'QuotaExceeded' ? 409 : 403, refusals[0]);
  checkParent(world, id);
  const current = `"${before?.version ?? 0}"`;
  const honoursEtag = kind.etagSince !== undefined && apiVersion >= kind.etagSince;
  if (honoursEtag && ifMatch !== undefined && ifMatch !== '*' && ifMatch !== current) throw preconditionFailed(ifMatch);
  if (honoursEtag && ifMatch !== undefined && before === undefined) throw preconditionFailed(ifMatch);
  if (honoursEtag && ifNoneMatch === '*' && before !== undefined) throw preconditionFailed(ifNoneMatch);
  if (before?.busy !== undefined) throw conflict();
  const existing = textOf(before?.body.location);
  const asked = textOf(body.location);
  if (existing !== '' && asked !== '' && !sameRegion(existing, asked)) throw invalidLocation(nameOf(id), existing, id.resourceGroup, asked);
}

function checkParent(world: World, id: ResourceId): void {
  // Containers of protected items come into being with them.
  const parent = /\/protectedItems$/i.test(typeOf(id)) ? vaultOfItem(id) : parentOf(id);
  if (parent === undefined) return;
  const found = world.resource(parent.id);
  if (found === undefined) throw parentResourceNotFound(id.types.join('/'), parent.id);
  if (!/\/virtualMachines\/extensions$/i.test(typeOf(id)) || found.machine === undefined) return;
  if (found.machine.power !== 'running') throw operationNotAllowed('Cannot modify extensions in the VM when the VM is not running.');
}

const vaultOfItem = (id: ResourceId): ResourceId => ({
  ...id,
  types: id.types.slice(0, 1),
  names: id.names.slice(0, 1),
  id: composeId(id.scope, id.namespace, id.types.slice(0, 1), id.names.slice(0, 1)),
});

/** PUT replaces, PATCH merges; what only Azure sets stays. */
function bodyAfter({ body, method }: Write, before: Resource | undefined): JsonObject {
  const { id: _id, name: _name, type: _type, apiVersion: _apiVersion, ...written } = body;
  if (method === 'PATCH') return mergePatch(before?.body ?? {}, written) as JsonObject;
  return structuredClone(written);
}
