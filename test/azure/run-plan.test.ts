import { expect } from 'chai';
import type { Script } from '../azure-server/script.ts';
import { emptyScript } from '../azure-server/script.ts';
import { plant } from '../azure-server/seed.ts';
import { AzureServer } from '../azure-server/server.ts';
import { azureWith, clientOf, machineId, planOf, runTest, specHead, stateOf } from './fleet-run.ts';

const windows = 'os: { type: Windows, version: WindowsServer2022 }, size: Standard_D4s_v5, volumeType: All';
const twoWaves = planOf(`${specHead}
scenarios:
  - scenario: enable-existing-vm
    virtualMachines:
      - { name: vm-1, ${windows} }
      - { name: vm-2, ${windows} }
      - { name: vm-3, ${windows}, wave: 2 }
`);
const enable = 'rg-payments/enable-existing-vm';

describe('running a plan', () => {
  let server: AzureServer;
  const script = (more: Partial<Script>) => {
    server.world.script = { ...emptyScript(), ...more };
  };

  beforeEach(async () => {
    server = await AzureServer.start();
    plant(server.world, azureWith({ 'vm-1': 'Windows', 'vm-2': 'Windows', 'vm-3': 'Windows', 'vm-db': 'Linux' }));
  });
  afterEach(() => server.close());

  it('encrypts wave after wave', async () => {
    const run = await runTest({ client: clientOf(server), generated: twoWaves });
    expect(run.events.filter((event) => /^(start|done)/.test(event))).to.deep.equal([
      `start ${enable}`,
      `done ${enable}`,
      `start ${enable}/wait`,
      `done ${enable}/wait`,
      `start ${enable}/wave-2`,
      `done ${enable}/wave-2`,
      `start ${enable}/wave-2/wait`,
      `done ${enable}/wave-2/wait`,
    ]);
    expect(run.report).to.deep.include({ interrupted: false, failedMachines: new Map() });
    for (const name of ['vm-1', 'vm-2', 'vm-3']) expect(server.world.resource(machineId(name))?.machine?.osVolume).to.equal('Encrypted');
  });

  it('writes a step into the journal before it starts, and what Azure is carrying out before it waits', async () => {
    const { entries } = await runTest({ client: clientOf(server), generated: twoWaves });
    expect(entries.slice(0, 4).map(({ step, state }) => `${step} ${state}`)).to.deep.equal([
      `${enable} started`,
      `${enable} accepted`,
      `${enable} done`,
      `${enable}/wait started`,
    ]);
    expect(entries[1]?.operation?.asyncOperation).to.contain('/operationStatuses/');
  });

  it('leaves out machines that already are as asked, in a run of its own', async () => {
    const client = clientOf(server);
    await runTest({ client, generated: twoWaves });
    const again = await runTest({ client, generated: twoWaves });
    expect(server.world.accepted).to.have.lengthOf(2);
    expect(stateOf(again, enable)).to.equal('skipped');
    expect(stateOf(again, `${enable}/wait`)).to.equal('done');
  });

  it('restarts a Linux machine between the halves of encrypting its OS volume', async () => {
    const generated = planOf(`${specHead}
scenarios:
  - scenario: enable-existing-vm
    virtualMachines: [{ name: vm-db, os: { type: Linux, image: { publisher: RedHat, offer: RHEL, sku: 8_9, version: latest } }, size: Standard_E8ds_v5, volumeType: All }]
`);
    const run = await runTest({ client: clientOf(server), generated });
    expect(run.report.failedMachines.size).to.equal(0);
    expect(server.world.resource(machineId('vm-db'))?.machine).to.deep.include({ osVolume: 'Encrypted', dataVolume: 'Encrypted' });
    expect(server.recorder.requests.filter(({ url }) => url.includes('/restart')).length).to.equal(1);
  });

  it('lets a machine that fails stop its own steps and the next wave, and nothing else', async () => {
    script({
      behaviours: [
        {
          id: 'vm-1/extensions',
          behaviour: { kind: 'fails', error: { code: 'VMExtensionProvisioningError', message: 'BitLocker says no' } },
        },
      ],
    });
    const run = await runTest({ client: clientOf(server), generated: twoWaves });
    expect([...run.report.failedMachines.keys()]).to.deep.equal([machineId('vm-1')]);
    expect(run.report.failedMachines.get(machineId('vm-1'))).to.contain('VMExtensionProvisioningError: BitLocker says no');
    expect(stateOf(run, `${enable}/wait`)).to.equal('done');
    expect(stateOf(run, `${enable}/wave-2`)).to.equal('notStarted');
    expect(server.world.resource(machineId('vm-2'))?.machine?.osVolume).to.equal('Encrypted');
    const entry = run.entries.find(({ step, state }) => step === `${enable}/wait` && state === 'partly');
    expect(entry?.left).to.deep.equal([machineId('vm-1')]);
  });

  it('goes on to the next wave with as many failures as are allowed', async () => {
    script({ behaviours: [{ id: 'vm-1/extensions', behaviour: { kind: 'fails', error: { code: 'X', message: 'y' } } }] });
    const run = await runTest({ client: clientOf(server), generated: twoWaves, maxFailures: 1 });
    expect(stateOf(run, `${enable}/wave-2/wait`)).to.equal('done');
    expect(run.report.failedMachines.size).to.equal(1);
  });

  it('gives up on a machine that never gets there, and says how far it is', async () => {
    const linux = planOf(`${specHead}
scenarios:
  - scenario: enable-existing-vm
    virtualMachines:
      - { name: vm-db, os: { type: Linux, image: { publisher: RedHat, offer: RHEL, sku: 8_9, version: latest } }, size: Standard_E8ds_v5, volumeType: Data }
`);
    script({ behaviours: [{ id: 'vm-db$', behaviour: { kind: 'stuck' } }] });
    const run = await runTest({ client: clientOf(server), generated: linux, stepMinutes: 0.01 });
    expect(run.report.failedMachines.get(machineId('vm-db'))).to.match(/not as asked after 0 minutes: data volume is EncryptionInProgress/);
  });

  it('sends a deployment once when the connection is lost before or after Azure took it', async () => {
    for (const [index, when] of (['before', 'after', 'body'] as const).entries()) {
      server.world.accepted.length = 0;
      script({ faults: [{ method: 'PUT', times: 1, fault: { kind: 'reset', when } }] });
      const generated = planOf(`${specHead.replace('name: payments', `name: payments-${when}`)}
scenarios: [{ scenario: enable-existing-vm, virtualMachines: [{ name: vm-${index + 1}, ${windows} }] }]
`);
      const run = await runTest({ client: clientOf(server), generated, run: when });
      expect(run.report.failedMachines.size, when).to.equal(0);
      expect(server.world.accepted.length, when).to.equal(1);
    }
  });

  it('waits for what the interrupted run has sent, and does not send it again', async () => {
    const client = clientOf(server);
    const first = await runTest({ client, generated: twoWaves, run: 'run-1' });
    const accepted = server.world.accepted.length;
    const again = await runTest({ client, generated: twoWaves, run: 'run-1', resumed: true });
    expect(server.world.accepted.length).to.equal(accepted);
    expect(again.report.steps.map(({ state }) => state)).to.deep.equal(first.report.steps.map(({ state }) => state));
  });

  it('does not touch a deployment of the same name that somebody else runs', async () => {
    script({ behaviours: [{ id: 'deployments/', behaviour: { kind: 'neverEnds' } }] });
    const client = clientOf(server);
    const [step] = twoWaves.plan.steps;
    if (step?.kind !== 'deployment') throw new Error('the first step deploys');
    await client.deploy(
      { subscriptionId: step.subscriptionId, resourceGroup: step.resourceGroup, name: step.deploymentName },
      {
        template: {
          $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
          contentVersion: '1.0.0.0',
          resources: [],
        },
        parameters: {},
      },
    );
    const run = await runTest({ client, generated: twoWaves });
    expect(run.report.steps[0]?.message).to.contain('DeploymentActive').and.to.contain('Wait for it or cancel it');
    expect(server.world.accepted).to.have.lengthOf(1);
  });

  it('does not wait for machines whose deployment is held up by something to do by hand', async () => {
    const generated = planOf(`${specHead}
networks: { app: { virtualNetwork: vnet-app, subnet: snet-app } }
recoveryServicesVaults: { backup: { name: rsv-payments } }
scenarios:
  - scenario: restore-encrypted-vm
    network: app
    virtualMachines:
      - { name: vm-back, ${windows}, dataDisks: [], restore: { virtualMachine: vm-1, recoveryServicesVault: backup, stagingStorageAccount: strestore } }
`);
    const { report } = await runTest({ client: clientOf(server), generated });
    expect(report.steps.map(({ step, state }) => `${state} ${step.kind}`)).to.deep.equal([
      'byHand manual',
      'notStarted updateDisk',
      'notStarted deployment',
      'notStarted wait',
    ]);
    expect(report.failedMachines.size).to.equal(0);
  });

  it('stops when it is interrupted, and leaves Azure what it has accepted', async () => {
    const stop = new AbortController();
    script({ behaviours: [{ id: 'deployments/', behaviour: { kind: 'neverEnds' } }] });
    const running = runTest({ client: clientOf(server), generated: twoWaves, signal: stop.signal });
    setTimeout(() => stop.abort(new Error('Ctrl-C')), 150);
    const { report } = await running;
    expect(report.interrupted).to.equal(true);
    expect(report.steps.map(({ state }) => state)).to.deep.equal(['stopped', 'notStarted', 'notStarted', 'notStarted']);
  });
});

describe('removal', () => {
  let server: AzureServer;
  const generated = planOf(`${specHead}
scenarios:
  - scenario: remove-encryption-extension
    virtualMachines: [{ name: vm-1, ${windows}, current: { osVolume: Encrypted, dataVolume: Encrypted } }]
`);
  const enabling = planOf(`${specHead}
scenarios: [{ scenario: enable-existing-vm, virtualMachines: [{ name: vm-1, ${windows} }] }]
`);
  const remove = 'rg-payments/remove-encryption-extension';

  beforeEach(async () => {
    server = await AzureServer.start();
    plant(server.world, azureWith({ 'vm-1': 'Windows' }));
    await runTest({ client: clientOf(server), generated: enabling });
  });
  afterEach(() => server.close());

  it('disables, waits until the machine is decrypted, and deletes the extension', async () => {
    const run = await runTest({ client: clientOf(server), generated });
    expect(run.report.steps.map(({ step, state }) => `${state} ${step.kind}`)).to.deep.equal([
      'done deployment',
      'done wait',
      'done deleteExtension',
    ]);
    expect(server.world.resource(`${machineId('vm-1')}/extensions/AzureDiskEncryption`)).to.equal(undefined);
  });

  it('is refused while a volume still is encrypted', async () => {
    const steps = generated.plan.steps.filter(({ kind }) => kind === 'deleteExtension').map((step) => ({ ...step, after: [] }));
    const run = await runTest({ client: clientOf(server), generated, plan: { ...generated.plan, steps } });
    expect(run.report.steps[0]?.message).to.contain('StillEncrypted: vm-1 still is encrypted: OS volume Encrypted');
    expect(server.world.resource(`${machineId('vm-1')}/extensions/AzureDiskEncryption`)).not.to.equal(undefined);
    expect(run.report.steps[0]?.step.id).to.equal(`${remove}/delete-extension/vm-1`);
  });
});
