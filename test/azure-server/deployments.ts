import { createHash } from 'node:crypto';
import { type Deployment, isActive } from './deployment.ts';
import { type DeploymentPlan, planDeployment, preflight } from './deployment-plan.ts';
import { runDeployment } from './deployment-run.ts';
import { presentDeployment, presentPlan, presentStep } from './deployment-view.ts';
import {
  ArmError,
  deploymentActive,
  deploymentNotActive,
  deploymentNotFound,
  deploymentQuotaExceeded,
  resourceGroupNotFound,
} from './errors.ts';
import { pageOf, type Request } from './http.ts';
import { type Json, type JsonObject, objectOf, textOf } from './json.ts';
import { type Answer, endOperation, operationHeaders, startOperation } from './operations.ts';
import { digits } from './random.ts';
import { checkAuthorized } from './refusals.ts';
import { groupScope, keyOf } from './resource-id.ts';
import { whatIf } from './what-if.ts';
import type { ResourceGroup, World } from './world.ts';

const action = (verb: string) => `Microsoft.Resources/deployments/${verb}`;

function groupOf(world: World, request: Request): ResourceGroup {
  const { subscriptionId = '', resourceGroupName = '' } = request.values;
  const group = world.group(subscriptionId, resourceGroupName);
  if (group === undefined) throw resourceGroupNotFound(resourceGroupName);
  return group;
}

const idOf = (group: ResourceGroup, name: string) =>
  `${groupScope(group.subscriptionId, group.name)}/providers/Microsoft.Resources/deployments/${name}`;

export function requireDeployment(world: World, request: Request): Deployment {
  const group = groupOf(world, request);
  const name = request.values.deploymentName ?? '';
  checkAuthorized(world, action('read'), idOf(group, name));
  const found = world.deployments.get(keyOf(idOf(group, name)));
  if (found === undefined) throw deploymentNotFound(name);
  return found;
}

/** PUT: 201, or 200 when it replaces one; both with Azure-AsyncOperation. */
export function putDeployment(world: World, request: Request): Answer {
  const group = groupOf(world, request);
  const name = request.values.deploymentName ?? '';
  const id = idOf(group, name);
  checkAuthorized(world, action('write'), id);
  const before = world.deployments.get(keyOf(id));
  if (before !== undefined && isActive(before)) throw deploymentActive(id, before.startedAt, before.correlationId);
  const plan = planDeployment(world, request, group, name);
  preflight(world, name, plan, request.correlationId);
  if (before === undefined) makeRoom(world, group, name);
  const operationId = digits(world.options.seed, `${id} ${world.accepted.length}`);
  const path = `/subscriptions/${group.subscriptionId}/resourcegroups/${group.name}/providers/Microsoft.Resources/deployments/${name}/operationStatuses/${operationId}`;
  const deployment: Deployment = {
    id,
    name,
    tags: objectOf(plan.body.tags),
    plan,
    correlationId: request.correlationId,
    startedAt: world.now,
    state: 'Accepted',
    outputResources: [],
    operation: startOperation(world, path, 'deployment'),
    steps: [],
  };
  world.deployments.set(keyOf(id), deployment);
  world.accepted.push({ at: world.now, id, tags: deployment.tags, hash: sha256(request.text), runTags: runTagsOf(plan) });
  world.note('deployment accepted', id);
  runDeployment(world, deployment);
  const headers = operationHeaders(world, request.base, deployment.operation, request.apiVersion, 'status');
  return { status: before === undefined ? 201 : 200, headers, body: presentDeployment(deployment, world.now) };
}

/** From 25 below the limit on, the oldest go until there is room for 50 (deployment-history-deletions, 2021-03-23). */
function makeRoom(world: World, group: ResourceGroup, name: string): void {
  const { limit, deleteOldest } = world.options.deploymentHistory;
  const prefix = keyOf(idOf(group, ''));
  const known = [...world.deployments].filter(([key]) => key.startsWith(prefix));
  if (known.length >= limit) throw deploymentQuotaExceeded(name, limit);
  if (!deleteOldest || known.length < limit - 25) return;
  const oldest = known.filter(([, deployment]) => !isActive(deployment)).sort(([, left], [, right]) => left.startedAt - right.startedAt);
  for (const [key] of oldest.slice(0, known.length - (limit - 50))) world.deployments.delete(key);
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

function runTagsOf(plan: DeploymentPlan): Record<string, string> {
  const tags: Record<string, string> = {};
  for (const { id, body, type } of plan.expanded.resources) {
    const properties = objectOf(body.properties);
    if (!/\/extensions$/i.test(type)) continue;
    tags[id] = textOf(properties.forceUpdateTag) || textOf(objectOf(properties.settings).SequenceVersion);
  }
  return tags;
}

export const getDeployment = (world: World, request: Request): Answer => ({
  status: 200,
  body: presentDeployment(requireDeployment(world, request), world.now),
});

export function headDeployment(world: World, request: Request): Answer {
  const group = groupOf(world, request);
  return { status: world.deployments.has(keyOf(idOf(group, request.values.deploymentName ?? ''))) ? 204 : 404 };
}

export function listDeployments(world: World, request: Request): Answer {
  const group = groupOf(world, request);
  checkAuthorized(world, action('read'), group.id);
  const prefix = keyOf(idOf(group, ''));
  const state = /provisioningState eq '(\w+)'/i.exec(request.query.get('$filter') ?? '')?.[1];
  const found = [...world.deployments].filter(
    ([key, deployment]) => key.startsWith(prefix) && (state === undefined || deployment.state === state),
  );
  const newestFirst = found.map(([, deployment]) => deployment).sort((left, right) => right.startedAt - left.startedAt);
  return {
    status: 200,
    body: pageOf(
      request,
      newestFirst.map((deployment) => presentDeployment(deployment, world.now)),
      world.options.pageSize,
    ),
  };
}

/** DELETE: 202 with Location, which ends in 204. */
export function deleteDeployment(world: World, request: Request): Answer {
  const deployment = requireDeployment(world, request);
  checkAuthorized(world, action('delete'), deployment.id);
  if (isActive(deployment)) throw deploymentActive(deployment.id, deployment.startedAt, deployment.correlationId);
  const operation = startOperation(world, resultPath(world, request), 'provider', { emptyStatus: 204 });
  world.later(15, () => {
    world.deployments.delete(keyOf(deployment.id));
    endOperation(world, operation);
  });
  return { status: 202, headers: operationHeaders(world, request.base, operation, request.apiVersion, 'location') };
}

/** Path of an answer that is fetched later; its id looks like the recorded ones. */
export function resultPath(world: World, request: Request): string {
  const job = Buffer.from(JSON.stringify({ jobId: world.newGuid('job'), jobLocation: 'westeurope' })).toString('base64url');
  return `/subscriptions/${request.values.subscriptionId}/operationresults/${job}`;
}

export function cancelDeployment(world: World, request: Request): Answer {
  const deployment = requireDeployment(world, request);
  checkAuthorized(world, action('cancel/action'), deployment.id);
  if (!isActive(deployment)) throw deploymentNotActive(deployment.name);
  deployment.state = 'Canceled';
  deployment.endedAt = world.now;
  deployment.operation.status = 'Canceled';
  deployment.operation.endedAt = world.now;
  world.note('deployment canceled', deployment.id);
  return { status: 204 };
}

/** 200 with what would be deployed, or the error; 202 and Location where the options say so. */
export function validateDeployment(world: World, request: Request): Answer {
  const group = groupOf(world, request);
  const name = request.values.deploymentName ?? '';
  checkAuthorized(world, action('validate/action'), idOf(group, name));
  const plan = planDeployment(world, request, group, name);
  preflight(world, name, plan, request.correlationId);
  const shown = presentPlan(plan, idOf(group, name), name, {
    provisioningState: 'Succeeded',
    timestamp: '0001-01-01T00:00:00Z',
    duration: 'PT0S',
    correlationId: request.correlationId,
  });
  objectOf(shown.properties).validatedResources = plan.expanded.resources.map(({ id }) => ({ id }));
  if (!world.options.asyncValidate) return { status: 200, body: shown };
  return answerLater(world, request, () => shown);
}

export function whatIfDeployment(world: World, request: Request): Answer {
  const group = groupOf(world, request);
  const name = request.values.deploymentName ?? '';
  checkAuthorized(world, action('whatIf/action'), idOf(group, name));
  const plan = planDeployment(world, request, group, name);
  preflight(world, name, plan, request.correlationId);
  const idsOnly = objectOf(objectOf(plan.body.properties).whatIfSettings).resultFormat === 'ResourceIdOnly';
  return answerLater(world, request, () => ({
    status: 'Succeeded',
    properties: { correlationId: request.correlationId, changes: whatIf(world, plan, idsOnly) as unknown as Json },
  }));
}

function answerLater(world: World, request: Request, result: () => JsonObject): Answer {
  const operation = startOperation(world, resultPath(world, request), 'provider', { result });
  if (world.behaviour(request.path, 'neverEnds') === undefined)
    world.later(world.options.timing.whatIf, () => endOperation(world, operation));
  return { status: 202, headers: operationHeaders(world, request.base, operation, request.apiVersion, 'location') };
}

/** The operations of a deployment, or one of them. */
export function answerDeploymentOperations(world: World, request: Request): Answer {
  const deployment = requireDeployment(world, request);
  const { operationId } = request.values;
  const steps = deployment.steps.map((step) => presentStep(deployment, step, world.now));
  if (operationId === undefined) return { status: 200, body: pageOf(request, steps, world.options.pageSize) };
  const found = steps.find((step) => step.operationId === operationId);
  if (found === undefined)
    throw new ArmError(404, { code: 'DeploymentOperationNotFound', message: `Deployment operation '${operationId}' could not be found.` });
  return { status: 200, body: found };
}
