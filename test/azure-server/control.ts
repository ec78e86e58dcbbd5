import { FaultPlan } from './faults.ts';
import { bodyOf, type Request } from './http.ts';
import { objectOf, textOf } from './json.ts';
import type { Answer } from './operations.ts';
import type { Awaited } from './recorder.ts';
import { emptyScript, type Script } from './script.ts';
import type { Seed } from './seed.ts';
import { plant } from './seed.ts';
import type { AzureServer } from './server.ts';

type Control = (azure: AzureServer, request: Request) => unknown;

/** Everything a test may ask or tell the server from another process; README.md lists it. */
const controls: Readonly<Record<string, Control>> = {
  'POST /seed': (azure, request) => plant(azure.world, bodyOf(request) as Seed),
  'PUT /script': (azure, request) => {
    azure.world.script = { ...emptyScript(), ...(bodyOf(request) as Partial<Script>) };
    azure.faults = new FaultPlan(azure.world.options.seed);
  },
  'POST /advance': (azure, request) => {
    azure.world.clock.advance(Number(bodyOf(request).seconds) * 1000);
    azure.world.settle();
  },
  'POST /tokens/expire': (azure) => azure.tokens.expireAll(),
  'POST /tokens': (azure, request) => azure.tokens.issue(textOf(bodyOf(request).audience) || azure.url),
  'GET /requests': (azure) => azure.recorder.requests,
  'POST /requests/wait': (azure, request) => azure.recorder.waitFor(bodyOf(request) as unknown as Awaited),
  'DELETE /requests': (azure) => azure.recorder.clear(),
  'GET /accepted': (azure) => azure.world.accepted,
  'GET /log': (azure) => {
    azure.world.settle();
    return azure.world.log;
  },
  'GET /state': (azure) => snapshotOf(azure),
  'GET /statistics': ({ recorder, tokens, world }) => ({
    requests: recorder.requests.length,
    openConnections: recorder.openConnections,
    mostConnections: recorder.mostConnections,
    mostInFlight: recorder.mostInFlight,
    tokens: tokens.issuedTokens,
    scheduled: world.agenda.size,
    now: world.now,
  }),
};

export async function answerControl(azure: AzureServer, request: Request): Promise<Answer> {
  const control = controls[`${request.method} ${request.path.replace(/^\/_control/, '')}`];
  if (control === undefined) return { status: 404, body: { controls: Object.keys(controls) } };
  const result = await control(azure, request);
  return result === undefined ? { status: 204 } : { status: 200, body: result };
}

/** What stands in Azure now, in short. */
function snapshotOf({ world }: AzureServer) {
  world.settle();
  const machine = ({
    os,
    power,
    osVolume,
    dataVolume,
    extensions,
    disks,
  }: NonNullable<ReturnType<typeof world.resource>>['machine'] & object) => ({
    os,
    power,
    osVolume,
    dataVolume,
    disks,
    extensions: Object.fromEntries([...extensions].map(([name, { state, message, version }]) => [name, { state, message, version }])),
  });
  return {
    now: world.now,
    resourceGroups: [...world.groups.values()],
    deployments: [...world.deployments.values()].map(({ id, state, tags, error, startedAt, endedAt }) => ({
      id,
      state,
      tags,
      error,
      startedAt,
      endedAt,
    })),
    resources: [...world.resources.values()].map((resource) => ({
      id: resource.id,
      version: resource.version,
      body: resource.body,
      ...(resource.machine === undefined ? {} : { machine: machine(resource.machine) }),
      ...(resource.instances === undefined
        ? {}
        : {
            instances: resource.instances.map((instance) => ({
              instanceId: instance.instanceId,
              latestModelApplied: instance.latestModelApplied,
              machine: machine(instance.machine),
            })),
          }),
      provisioningState: objectOf(resource.body.properties).provisioningState,
    })),
  };
}
