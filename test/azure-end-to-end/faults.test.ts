import { expect } from 'chai';
import { acceptedByRunTag } from '../azure-server/client.ts';
import type { FaultRule, Script } from '../azure-server/script.ts';
import { type SpawnedServer, spawnServer } from '../azure-server/spawn.ts';
import { Armade, type Ended, quickly, within } from './armade.ts';
import { Estate } from './estate.ts';

/** Deployments, a wait, a restart, a PATCH and a DELETE. */
const estate = new Estate();
estate.windows('vm-1');
estate.linux('vm-2', { volumeType: 'All' });
estate.withClosedVault('vm-3');
estate.removed('vm-4');
estate.windows('vm-5', { wave: 2 });

const connectionLost = (when: 'before' | 'after' | 'body'): FaultRule['fault'] => ({ kind: 'reset', when });

/** A server of its own for each case, with a folder beside it. */
class Scene {
  readonly server: SpawnedServer;
  readonly armade: Armade;

  private constructor(server: SpawnedServer) {
    this.server = server;
    this.armade = new Armade(server);
  }

  static async open(): Promise<Scene> {
    const scene = new Scene(await spawnServer());
    await scene.server.control.seed(estate.seed);
    scene.armade.folder.write('payments.yaml', estate.spec);
    const { code, stdout } = await scene.armade.run(['generate', 'payments.yaml', '--out', 'generated']);
    expect(code, stdout).to.equal(0);
    return scene;
  }

  async close(): Promise<void> {
    this.armade.folder.remove();
    await this.server.close();
  }

  script = (more: Partial<Script>): Promise<void> => this.server.control.script(more);
  deploy = (how: readonly string[] = quickly): Promise<Ended> =>
    this.armade.azure(['deploy', 'generated/payments', '--yes', '--no-what-if', ...how]);
  resume = (): Promise<Ended> => this.armade.azure(['deploy', 'generated/payments', '--resume', ...quickly]);

  /** All is done, each change was sent once, and no machine was restarted or lost its extension twice. */
  async expectDoneOnce({ code, stdout, stderr }: Ended): Promise<void> {
    expect(code, stdout + stderr).to.equal(0);
    expect(stdout).to.match(/^(\d+) of \1 steps are done\.\n$/);
    const accepted = await this.server.control.accepted();
    expect(accepted.map(({ id }) => id.split('/').at(-1))).to.have.length(3);
    for (const [extension, times] of acceptedByRunTag(accepted)) expect(times, extension).to.equal(1);
    const log = await this.server.control.log();
    const changes = log.filter(({ event, detail }) => event === 'restart' || event === 'deleted' || detail === 'PATCH');
    expect(changes.map(({ event, id }) => `${event} ${id.split('/').at(-1)}`).sort()).to.deep.equal([
      'deleted AzureDiskEncryption',
      'restart vm-2',
      'updated kv-vm-3',
    ]);
  }

  async volumes(): Promise<Record<string, string>> {
    const { stdout } = await this.armade.azure(['status', 'generated/payments', '--format', 'json']);
    const { machines } = JSON.parse(stdout) as { machines: { name: string; osVolume: string; dataVolume: string }[] };
    return Object.fromEntries(machines.map(({ name, osVolume, dataVolume }) => [name, `${osVolume} ${dataVolume}`]));
  }
}

/** Failed in words for people, not with a trace. */
function expectFailure({ code, stdout, stderr }: Ended, ...parts: string[]): void {
  expect(code, stdout + stderr).to.equal(3);
  for (const part of parts) expect(stdout + stderr).to.contain(part);
  expect(stdout + stderr).not.to.match(/^\s+at /m);
}

const changes = ['PUT', 'PATCH', 'POST', 'DELETE'];
const lossOfEveryChange = (when: 'before' | 'after' | 'body'): FaultRule[] =>
  changes.map((method) => ({ method, times: 2, fault: connectionLost(when) }));

/** Faults of the wire after which all is done, and nothing twice. */
const wire: Readonly<Record<string, FaultRule[]>> = {
  'a 500 is asked again': [{ probability: 0.3, times: 12, fault: { kind: 'status', status: 500 } }],
  'a 503 is asked again': [{ probability: 0.3, times: 12, fault: { kind: 'status', status: 503 } }],
  'a 504 is asked again': [{ probability: 0.3, times: 12, fault: { kind: 'status', status: 504 } }],
  'a connection that is reset before every change': lossOfEveryChange('before'),
  'a connection that is reset before the answer to every change': lossOfEveryChange('after'),
  'a connection that is reset in the body of the answer to every change': lossOfEveryChange('body'),
  'half of all connections dropped': (['before', 'after', 'body'] as const).map((when) => ({
    probability: 0.5 / 3,
    fault: connectionLost(when),
  })),
  'answers that come late, in pieces and out of order': [
    { probability: 0.3, fault: { kind: 'slow', milliseconds: 200, trickle: true } },
    { fault: { kind: 'shuffle', milliseconds: 200 } },
  ],
  'JSON that is cut off': [{ probability: 0.3, times: 20, fault: { kind: 'truncate' } }],
  'a token endpoint that stumbles': [{ plane: 'token', times: 2, fault: { kind: 'status', status: 503, retryAfter: 0 } }],
  'half of the connections to the login host dropped, and tokens that Azure takes no more': [
    ...(['before', 'after', 'body'] as const).map(
      (when): FaultRule => ({ plane: 'token', probability: 0.5 / 3, fault: connectionLost(when) }),
    ),
    ...[5, 15, 25].map((skip): FaultRule => ({ skip, times: 1, fault: { kind: 'expiredToken' } })),
  ],
  'a resource that somebody changes meanwhile': [
    { method: 'PATCH', times: 2, fault: { kind: 'status', status: 412, code: 'PreconditionFailed', message: 'The condition is not met.' } },
  ],
  'all of it at once': [
    { probability: 0.1, fault: { kind: 'status', status: 503, retryAfter: 0 } },
    { probability: 0.1, fault: { kind: 'status', status: 500 } },
    { probability: 0.1, fault: { kind: 'truncate' } },
    { probability: 0.1, fault: connectionLost('after') },
    { probability: 0.05, fault: { kind: 'expiredToken' } },
    { fault: { kind: 'shuffle', milliseconds: 50 } },
  ],
};

describe('azure end to end: faults', function () {
  this.timeout(180_000);
  const cases = new Map<string, Promise<void>>();

  // They wait most of the time, so they run beside the others and are asked for in the end.
  before(() => {
    for (const [name, faults] of Object.entries(wire)) {
      const work = async (): Promise<void> => {
        const scene = await Scene.open();
        try {
          await scene.script({ faults });
          await scene.expectDoneOnce(await scene.deploy());
        } finally {
          await scene.close();
        }
      };
      const running = work();
      running.catch(() => {});
      cases.set(name, running);
    }
  });

  describe('one at a time', () => {
    let scene: Scene;

    beforeEach(async () => {
      scene = await Scene.open();
    });

    afterEach(() => scene.close());

    it('throttling is waited for as long as Azure asks', async () => {
      await scene.script({ faults: [{ method: 'PUT', times: 1, fault: { kind: 'status', status: 429, retryAfter: 1 } }] });
      await scene.expectDoneOnce(await scene.deploy());
      const puts = (await scene.server.control.requests()).filter(({ method }) => method === 'PUT');
      const [throttled] = puts;
      const again = puts.find(({ url, number }) => url === throttled?.url && number > throttled.number);
      expect([throttled?.status, again?.status]).to.deep.equal([429, 201]);
      // The server's time runs 2000 times as fast.
      expect((again?.at ?? 0) - (throttled?.at ?? 0)).to.be.at.least(2000 * 1000);
    });

    it('throttling that asks for more than ten minutes ends with its error', async () => {
      await scene.script({ faults: [{ method: 'PUT', fault: { kind: 'status', status: 429, retryAfter: 3600 } }] });
      expectFailure(
        await scene.deploy(),
        'SubscriptionRequestsThrottled',
        'run again later, or with a lower --concurrency',
        'Correlation id',
      );
      expect(await scene.server.control.accepted()).to.have.length(0);
      await scene.script({});
      await scene.expectDoneOnce(await scene.resume());
    });

    it('a token that expires in the middle of the run', async () => {
      await scene.script({ faults: [5, 15, 25].map((skip) => ({ skip, times: 1, fault: { kind: 'expiredToken' } })) });
      await scene.expectDoneOnce(await scene.deploy());
      expect((await scene.server.control.statistics()).tokens).to.be.greaterThan(1);
    });

    it('a deployment that never ends is given up at the deadline, and can be gone on with', async () => {
      await scene.script({ behaviours: [{ id: 'deployments/payments-enable-existing-vm', times: 1, behaviour: { kind: 'neverEnds' } }] });
      const ended = await scene.deploy(within('0.02'));
      expectFailure(ended, 'TimedOut', 'did not end within', 'Go on with: armade deploy generated/payments --resume');
    });

    it('a deployment that fails in the middle stops its machine and the next wave, and is sent again for that machine alone', async () => {
      const error = {
        code: 'VMExtensionProvisioningError',
        message: 'VM has reported a failure when processing extension \'AzureDiskEncryption\'. Error message: "BitLocker says no".',
      };
      await scene.script({ behaviours: [{ id: 'vm-1/extensions/', times: 1, behaviour: { kind: 'fails', error } }] });
      const ended = await scene.deploy();
      expectFailure(ended, 'Failed machines (1):', 'vm-1: VMExtensionProvisioningError', 'BitLocker says no', 'Correlation id: ');
      expect(ended.stdout).to.contain('rg-payments/enable-existing-vm/wave-2 (its wave did not start)');
      expect(await scene.volumes()).to.include({
        'vm-2': 'Encrypted Encrypted',
        'vm-3': 'Encrypted Encrypted',
        'vm-4': 'NotEncrypted NotEncrypted',
      });
      const { code, stdout } = await scene.resume();
      expect(code, stdout).to.equal(0);
      const sent = (await scene.server.control.accepted()).map(({ runTags }) => Object.keys(runTags).map((id) => id.split('/').at(-3)));
      expect(sent.filter((machines) => machines.includes('vm-1'))).to.deep.equal([['vm-1', 'vm-2', 'vm-3'], ['vm-1']]);
      expect(await scene.volumes()).to.include({ 'vm-1': 'Encrypted Encrypted', 'vm-5': 'Encrypted Encrypted' });
    });

    it('as many machines may fail as --max-failures says', async () => {
      const error = { code: 'VMExtensionProvisioningError', message: 'no' };
      await scene.script({ behaviours: [{ id: 'vm-1/extensions/', behaviour: { kind: 'fails', error } }] });
      const ended = await scene.deploy([...quickly, '--max-failures', '1']);
      expectFailure(ended, 'vm-1: VMExtensionProvisioningError');
      expect(await scene.volumes()).to.include({ 'vm-1': 'NotEncrypted NotEncrypted', 'vm-5': 'Encrypted Encrypted' });
    });

    it('a machine that never reports is given up at the deadline', async () => {
      await scene.script({ behaviours: [{ id: 'vm-2$', behaviour: { kind: 'neverReports' } }] });
      const ended = await scene.deploy(within('0.1'));
      expectFailure(ended, 'vm-2: not as asked after');
      expect(await scene.volumes()).to.include({ 'vm-1': 'Encrypted Encrypted' });
    });

    it('an encryption that fails inside the machine ends with the agent’s words', async () => {
      const message = 'Encryption failed for data volumes';
      await scene.script({ behaviours: [{ id: 'vm-2$', behaviour: { kind: 'encryptionFails', message } }] });
      expectFailure(await scene.deploy(within('0.1')), 'vm-2', message);
    });

    it('a denied right names the action and what to do, before anything is deployed', async () => {
      await scene.script({ refusals: [{ kind: 'AuthorizationFailed', scope: 'deployments', action: 'whatIf' }] });
      const ended = await scene.armade.azure(['deploy', 'generated/payments', '--yes', ...quickly]);
      expectFailure(ended, 'AuthorizationFailed', 'whatIf/action', 'docs/azure.md', 'Nothing was deployed');
      expect(await scene.server.control.accepted()).to.have.length(0);
    });

    it('a policy is named', async () => {
      await scene.script({ refusals: [{ kind: 'RequestDisallowedByPolicy', scope: 'vm-1/extensions', policy: 'no-extensions' }] });
      expectFailure(await scene.deploy(), 'RequestDisallowedByPolicy', 'no-extensions', 'Ask its owner for an exemption');
    });

    it('a resource group that is not there', async () => {
      scene.armade.folder.write('other.yaml', estate.spec.replaceAll('"rg-payments"', '"rg-nowhere"').replace('"payments"', '"other"'));
      const ended = await scene.armade.azure(['what-if', 'other.yaml']);
      expectFailure(ended, "Resource group 'rg-nowhere' could not be found", 'armade makes no resource groups');
    });

    it('a login that fails says what was tried and what to do', async () => {
      const ended = await scene.armade.azure(['status', 'generated/payments'], { env: { AZURE_CLIENT_SECRET: 'wrong-secret' } });
      expectFailure(ended, 'Could not sign in to Azure. Tried:', 'environment variables: ', 'AZURE_CLIENT_SECRET');
      expect(ended.stderr).not.to.contain('wrong-secret');
    });
  });

  describe('of the wire', () => {
    for (const name of Object.keys(wire)) it(`${name}: all is done, and nothing twice`, () => cases.get(name));
  });
});
