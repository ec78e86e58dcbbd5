import { expect } from 'chai';
import { readFailure } from '../../src/azure/errors.ts';
import { apiVersionsIn, MachineReader } from '../../src/azure/machine-reader.ts';
import { GivenValues } from '../../src/azure/parameter-values.ts';
import { neededParameters, preflightPlan } from '../../src/azure/preflight.ts';
import { makersOfMissing, type PreviewContext, previewPlan } from '../../src/azure/preview.ts';
import { select } from '../../src/azure/selection.ts';
import type { DeploymentPlan, DeploymentStep } from '../../src/plan/types.ts';
import { emptyScript } from '../azure-server/script.ts';
import { plant } from '../azure-server/seed.ts';
import { AzureServer } from '../azure-server/server.ts';
import { azureWith, clientOf, machineId, planOf, runTest, specHead } from './fleet-run.ts';

const windows = 'os: { type: Windows, version: WindowsServer2022 }, size: Standard_D4s_v5, volumeType: All';
const head = specHead.replace('keyVaults: { ', 'keyVaults: { made: { name: kv-made, create: { sku: premium } }, ');
const { plan, files } = planOf(`${head}
keyEncryptionKeys: { made: { keyVault: made, name: kek, create: { keyType: RSA, keySize: 4096 } } }
recoveryServicesVaults: { backup: { name: rsv-1, create: {} } }
backupPolicies: { daily: { recoveryServicesVault: backup, name: daily-30, create: { time: "02:00", timeZone: UTC, retentionDays: 30 } } }
backupServicePrincipalObjectId: 99999999-9999-9999-9999-999999999999
networks: { app: { virtualNetwork: vnet-app, subnet: snet-app } }
scenarios:
  - scenario: enable-existing-vm
    virtualMachines: [{ name: vm-1, ${windows}, keyVault: made, keyEncryptionKey: made }, { name: vm-2, ${windows} }]
  - scenario: backup-encrypted-vm
    backupPolicy: daily
    virtualMachines: [{ name: vm-1 }]
  - scenario: new-vm-gallery-image
    virtualMachines: [{ name: vm-3, os: { type: Windows, image: { publisher: MicrosoftWindowsServer, offer: WindowsServer, sku: 2022-datacenter-g2, version: latest } }, size: Standard_D4s_v5, network: app, adminUsername: azureadmin, volumeType: All }]
`);
const deployment = (name: string): DeploymentStep => {
  const step = plan.steps.find(
    (candidate): candidate is DeploymentStep => candidate.kind === 'deployment' && candidate.deployment === name,
  );
  if (step === undefined) throw new Error(`the plan has no deployment ${name}`);
  return step;
};

describe('previewing a plan', () => {
  let server: AzureServer;
  let context: PreviewContext;

  beforeEach(async () => {
    server = await AzureServer.start();
    plant(server.world, azureWith({ 'vm-1': 'Windows', 'vm-2': 'Windows' }));
    const client = clientOf(server);
    const apiVersion = apiVersionsIn('AzureCloud');
    context = {
      client,
      reader: new MachineReader(client, apiVersion),
      apiVersion,
      texts: files,
      whole: new Map(plan.steps.filter((step): step is DeploymentStep => step.kind === 'deployment').map((step) => [step.id, step])),
      values: new GivenValues({}, new Map(), undefined, new Set()),
      selection: '',
      concurrency: 4,
      at: () => {},
    };
  });
  afterEach(() => server.close());

  it('asks about every deployment, changes nothing, and needs no secret', async () => {
    const report = await previewPlan(plan, context);
    expect(report.deployments.map(({ outcome }) => outcome.kind)).to.deep.equal(report.deployments.map(() => 'previewed'));
    expect(server.world.accepted).to.have.lengthOf(0);
    expect(report.steps.map(({ kind }) => kind)).to.deep.equal(plan.steps.flatMap(({ kind }) => (kind === 'deployment' ? [] : [kind])));
  });

  it('shows a deployment cut by the selection and by what already is as asked', async () => {
    const selected = select(plan, { machines: ['vm-1', 'vm-2'], scenarios: ['enable-existing-vm'], waves: [], subscriptions: [] });
    await runTest({ client: context.client, generated: { plan, files }, plan: onlyMachine(selected as DeploymentPlan, 'vm-2') });
    const report = await previewPlan(selected as DeploymentPlan, { ...context, selection: '--machine vm-1' });
    const preview = report.deployments.find(({ step }) => step === deployment('enable-existing-vm').id);
    expect(preview?.cut).to.deep.equal({ kept: 1, of: 2, why: 'the other machines already are as asked' });
  });

  it('tells what an earlier deployment has not made yet from what is simply wrong', async () => {
    const backup = deployment('backup-encrypted-vm');
    const missing = (message: string, code = 'ResourceNotFound') =>
      makersOfMissing(readFailure({ error: { code, message } }), backup, plan);
    expect(missing("The Resource 'Microsoft.RecoveryServices/vaults/rsv-1' was not found.")).to.deep.equal([
      deployment('recovery-services-vault').id,
    ]);
    expect(missing('nothing named', 'ParentResourceNotFound')).to.include(deployment('recovery-services-vault').id);
    expect(missing("Resource group 'rg-payments' could not be found.", 'ResourceGroupNotFound')).to.deep.equal([]);
    expect(missing('The name is too long.', 'InvalidParameter')).to.deep.equal([]);
    expect(makersOfMissing(readFailure({ error: { code: 'NotFound', message: 'x' } }), deployment('key-vault'), plan)).to.deep.equal([]);
  });

  it('marks such a deployment, and goes on with the others', async () => {
    const message = "The Resource 'Microsoft.RecoveryServices/vaults/rsv-1' under resource group 'rg-payments' was not found.";
    const fault = { kind: 'status' as const, status: 404, code: 'ResourceNotFound', message };
    server.world.script = { ...emptyScript(), faults: [{ url: 'backup-encrypted-vm.*(whatIf|validate)', fault }] };
    const report = await previewPlan(plan, context);
    const kinds = new Map(report.deployments.map(({ step, outcome }) => [step, outcome.kind]));
    expect(kinds.get(deployment('backup-encrypted-vm').id)).to.equal('notPreviewableYet');
    expect(kinds.get(deployment('enable-existing-vm').id)).to.equal('previewed');
    const preflight = await preflightPlan(plan, context);
    expect(preflight.find(({ step }) => step.deployment === 'backup-encrypted-vm')?.outcome).to.equal('later');
  });

  it('lists what Azure refuses as failed', async () => {
    server.world.script = {
      ...emptyScript(),
      refusals: [{ kind: 'AuthorizationFailed', scope: 'vm-2/extensions' }],
    };
    const report = await preflightPlan(plan, context);
    const refused = report.filter(({ outcome }) => outcome === 'refused');
    expect(refused.map(({ step, about }) => [step.deployment, about?.machine])).to.deep.equal([['enable-existing-vm', machineId('vm-2')]]);
    expect(refused[0]?.reason).to.contain('vm-2').and.to.contain('docs/azure.md');
  });

  it('knows which values have to be given before a run begins', async () => {
    expect((await neededParameters(plan, context)).map(({ name, secure }) => [name, secure])).to.deep.equal([['vm3AdminPassword', true]]);
  });
});

const onlyMachine = (plan: DeploymentPlan, machine: string): DeploymentPlan => {
  const only = select(plan, { machines: [machine], scenarios: [], waves: [], subscriptions: [] });
  if (typeof only === 'string') throw new Error(only);
  return only;
};
