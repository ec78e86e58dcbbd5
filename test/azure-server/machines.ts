import { bringUp } from './encryption.ts';
import { ArmError, notFound, resourceNotFound } from './errors.ts';
import { bodyOf, pageOf, type Request } from './http.ts';
import { instanceViewOf, scaleSetView } from './instance-view.ts';
import { listOf, objectOf, textOf } from './json.ts';
import type { Machine } from './machine.ts';
import type { Answer } from './operations.ts';
import { present, presentInstance } from './present.ts';
import { checkAuthorized } from './refusals.ts';
import { parseResourceId, type ResourceId, typeOf } from './resource-id.ts';
import { requireResource, startAction } from './resources.ts';
import { flexibleInstances, isFlexible, upgradeInstances } from './scale-sets.ts';
import type { Resource, ScaleSetInstance, World } from './world.ts';

const powerActions: Readonly<Record<string, (world: World, machine: Machine) => void>> = {
  restart: bringUp,
  start: bringUp,
  reimage: bringUp,
  redeploy: bringUp,
  poweroff: (_world, machine) => {
    machine.power = 'stopped';
  },
  deallocate: (_world, machine) => {
    machine.power = 'deallocated';
  },
};

export function answerInstanceView(world: World, id: ResourceId): Answer {
  checkAuthorized(world, `${typeOf(id)}/instanceView/read`, id.id);
  const resource = requireResource(world, id);
  if (/ScaleSets$/i.test(resource.type)) return { status: 200, body: scaleSetView(resource.instances ?? []) };
  if (resource.machine === undefined) throw notFound(`${id.id}/instanceView`);
  return { status: 200, body: instanceViewOf(world, resource.machine, objectOf(resource.body.properties)) };
}

/** `restart`, `start`, `deallocate` and the like, of a machine or of instances of a scale set; `manualupgrade` of a scale set. */
export function answerAction(world: World, request: Request, id: ResourceId, action: string): Answer {
  const name = action.toLowerCase();
  checkAuthorized(world, `${typeOf(id)}/${action}/action`, id.id);
  const resource = requireResource(world, id);
  if (name === 'manualupgrade' && /ScaleSets$/i.test(resource.type)) {
    const instances = chosenInstances(resource, request);
    return startAction(world, request, resource, (end) => upgradeInstances(world, resource, instances, end));
  }
  const power = powerActions[name];
  if (power === undefined) throw notFound(request.path);
  const machines = resource.machine === undefined ? chosenInstances(resource, request).map(({ machine }) => machine) : [resource.machine];
  return startAction(world, request, resource, (end) => {
    world.later(world.options.timing.restart, () => {
      for (const machine of machines) {
        power(world, machine);
        world.note(name, machine.id);
      }
      end();
    });
  });
}

/** The instances that the body names; all of them for `*` or none. */
function chosenInstances(set: Resource, request: Request): ScaleSetInstance[] {
  const instances = set.instances ?? [];
  const ids = listOf(bodyOf(request).instanceIds).map(textOf);
  if (ids.length === 0 || ids.includes('*')) return instances;
  return ids.map((instanceId) => requireInstance(set, instanceId));
}

function requireInstance(set: Resource, instanceId: string): ScaleSetInstance {
  const found = set.instances?.find((instance) => instance.instanceId === instanceId);
  if (found !== undefined) return found;
  const parent = parseResourceId(set.id) as ResourceId;
  throw resourceNotFound(`${set.type}/virtualMachines`, `${set.name}/${instanceId}`, parent.resourceGroup);
}

/** The list of instances of a scale set; those of a Flexible one are virtual machines of their own. */
export function answerInstances(world: World, request: Request, id: ResourceId): Answer {
  checkAuthorized(world, `${typeOf(id)}/virtualMachines/read`, id.id);
  const set = requireResource(world, id);
  const expand = request.query.get('$expand') ?? '';
  const entries = isFlexible(set)
    ? flexibleInstances(world, set).map((machine) => present(world, machine, request.apiVersion, expand))
    : (set.instances ?? []).map((instance) => presentInstance(world, set, instance, expand));
  return { status: 200, body: pageOf(request, entries, world.options.pageSize) };
}

/** One instance: itself, its view, or an action on it. */
export function answerInstance(world: World, request: Request, id: ResourceId, instanceId: string, rest: string): Answer {
  checkAuthorized(world, `${typeOf(id)}/virtualMachines/${request.method === 'GET' ? 'read' : `${rest}/action`}`, id.id);
  const set = requireResource(world, id);
  const instance = requireInstance(set, instanceId);
  if (request.method === 'GET' && rest === '') {
    return { status: 200, body: presentInstance(world, set, instance, request.query.get('$expand') ?? '') };
  }
  if (request.method === 'GET' && rest.toLowerCase() === 'instanceview') {
    const body = presentInstance(world, set, instance, 'instanceView');
    return { status: 200, body: objectOf(body.properties).instanceView };
  }
  const power = powerActions[rest.toLowerCase()];
  if (request.method !== 'POST' || power === undefined) throw new ArmError(404, notFound(request.path).error);
  return startAction(world, request, set, (end) => {
    world.later(world.options.timing.restart, () => {
      power(world, instance.machine);
      world.note(rest.toLowerCase(), instance.machine.id);
      end();
    });
  });
}
