import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { contentHash, contentOf, openParameters } from '../../src/azure/deployment-content.ts';
import { machinesOf, type Selection, select } from '../../src/azure/selection.ts';
import type { DeploymentPlan, DeploymentStep } from '../../src/plan/types.ts';
import { machineId, planOf, specHead, subscriptionId } from './fleet-run.ts';

const windows = 'os: { type: Windows, version: WindowsServer2022 }, size: Standard_D4s_v5, volumeType: All';
const fleet =
  planOf(`${specHead.replace('keyVaults: { disks: { name: kv-payments, location: westeurope, enabledForDiskEncryption: true } }', 'keyVaults: { disks: { name: kv-payments, create: { sku: premium } } }\nnetworks: { app: { virtualNetwork: v, subnet: s } }')}
scenarios:
  - scenario: enable-existing-vm
    virtualMachines: [{ name: vm-1, ${windows} }, { name: vm-2, ${windows} }, { name: vm-3, ${windows}, wave: 2 }]
  - scenario: disable-vm
    virtualMachines: [{ name: vm-4, ${windows} }]
  - scenario: new-vm-gallery-image
    virtualMachines:
      - { name: vm-5, os: { type: Windows, image: { publisher: MicrosoftWindowsServer, offer: WindowsServer, sku: 2022-datacenter-g2, version: latest } }, size: Standard_D4s_v5, network: app, adminUsername: azureadmin, volumeType: All }
      - { name: vm-6, os: { type: Windows, image: { publisher: MicrosoftWindowsServer, offer: WindowsServer, sku: 2022-datacenter-g2, version: latest } }, size: Standard_D4s_v5, network: app, adminUsername: azureadmin, volumeType: All }
`);
const nothing: Selection = { machines: [], scenarios: [], waves: [], subscriptions: [] };
const chosen = (selection: Partial<Selection>): DeploymentPlan => {
  const plan = select(fleet.plan, { ...nothing, ...selection });
  if (typeof plan === 'string') throw new Error(plan);
  return plan;
};
const wholeStep = (id: string): DeploymentStep => fleet.plan.steps.find((step) => step.id === id) as DeploymentStep;

describe('selecting from a plan', () => {
  it('takes all when nothing is asked for', () => {
    expect(chosen({})).to.equal(fleet.plan);
  });

  it('by machine keeps the steps about it and what machines share', () => {
    const plan = chosen({ machines: ['VM-2'] });
    expect(plan.steps.map(({ id }) => id)).to.deep.equal([
      'rg-payments/key-vault',
      'rg-payments/enable-existing-vm',
      'rg-payments/enable-existing-vm/wait',
    ]);
    expect(plan.steps.flatMap(machinesOf)).to.deep.equal([machineId('vm-2'), machineId('vm-2')]);
    expect(plan.steps[1]?.skipWhen?.map(({ machine }) => machine)).to.deep.equal([machineId('vm-2')]);
  });

  it('by group and name, or by id', () => {
    expect(chosen({ machines: ['rg-payments/vm-2'] })).to.deep.equal(chosen({ machines: [machineId('vm-2').toLowerCase()] }));
    expect(select(fleet.plan, { ...nothing, machines: ['rg-other/vm-2'] })).to.equal('The plan has no machine rg-other/vm-2.');
  });

  it('by scenario and by wave', () => {
    expect(chosen({ scenarios: ['disable-vm'] }).steps.map(({ id }) => id)).to.deep.equal([
      'rg-payments/key-vault',
      'rg-payments/disable-vm',
      'rg-payments/disable-vm/wait',
    ]);
    expect(chosen({ waves: [2] }).steps.map(({ id }) => id)).to.deep.equal([
      'rg-payments/enable-existing-vm/wave-2',
      'rg-payments/enable-existing-vm/wave-2/wait',
    ]);
    expect(chosen({ waves: [1], scenarios: ['disable-vm'] }).steps.map(({ id }) => id)).to.deep.equal([
      'rg-payments/disable-vm',
      'rg-payments/disable-vm/wait',
    ]);
  });

  it('by subscription', () => {
    expect(chosen({ subscriptions: [subscriptionId.toUpperCase()] }).steps.length).to.equal(fleet.plan.steps.length);
    const other = '22222222-2222-2222-2222-222222222222';
    expect(select(fleet.plan, { ...nothing, subscriptions: [other] })).to.equal(`The plan does nothing in the subscription ${other}.`);
  });

  it('says what the plan does not have', () => {
    const complaints: [Partial<Selection>, string][] = [
      [{ machines: ['vm-9'] }, 'The plan has no machine vm-9.'],
      [{ scenarios: ['new-scale-set'] }, 'The plan has no scenario new-scale-set. It has '],
      [{ waves: [3] }, 'The plan has no wave 3. Its last is 2.'],
    ];
    for (const [selection, text] of complaints) expect(select(fleet.plan, { ...nothing, ...selection })).to.contain(text);
  });
});

describe('content of a deployment', () => {
  const step = wholeStep('rg-payments/new-vm-gallery-image');

  it('is the generated files when nothing is cut', () => {
    const content = contentOf(step, step.resources, fleet.files);
    expect(content.template).to.deep.equal(JSON.parse(fleet.files.get(step.template) as string));
    expect(content.parameters).to.deep.equal(JSON.parse(fleet.files.get(step.parameters) as string).parameters);
  });

  it('that is cut has the resources that are kept, in their order, and the parameters and variables those need', () => {
    const kept = step.resources.filter(({ machine }) => machine === machineId('vm-6'));
    const content = contentOf(step, kept, fleet.files);
    const { resources, parameters, variables } = content.template as {
      resources: { name: string }[];
      parameters: object;
      variables: object;
    };
    expect(resources.map(({ name }) => name)).to.deep.equal(['vm-6-nic', 'vm-6', 'vm-6/AzureDiskEncryption']);
    expect(Object.keys(parameters)).to.include('vm6AdminPassword').and.not.to.include('vm5AdminPassword');
    const text = JSON.stringify(content.template);
    for (const name of [...Object.keys(parameters)]) expect(text).to.contain(`parameters('${name}')`);
    for (const name of Object.keys(variables)) expect(text).to.contain(`variables('${name}')`);
    expect(Object.keys(content.parameters).every((name) => name in parameters)).to.equal(true);
    expect(openParameters(content)).to.deep.equal([
      { name: 'vm6AdminPassword', secure: true, description: 'Password of the administrator of vm-6.' },
    ]);
  });

  it('has a hash that follows the files and nothing else', () => {
    const other = new Map(fleet.files);
    expect(contentHash(step, other)).to.equal(contentHash(step, fleet.files));
    other.set(step.parameters, (other.get(step.parameters) as string).replaceAll('\n', '\r\n'));
    expect(contentHash(step, other)).to.equal(contentHash(step, fleet.files));
    other.set(step.parameters, `${other.get(step.parameters)} `);
    expect(contentHash(step, other)).not.to.equal(contentHash(step, fleet.files));
  });

  it('lists its resources in the plan as the template does, for every example', () => {
    const examples = readdirSync('examples').filter((name) => name.endsWith('.yaml'));
    expect(examples).to.have.lengthOf.above(5);
    for (const example of examples) {
      const text = readFileSync(`examples/${example}`, 'utf8');
      // Facts files are the business of the command line.
      if (/^facts:/m.test(text)) continue;
      const { plan, files } = planOf(text);
      for (const deployment of plan.steps.filter((candidate): candidate is DeploymentStep => candidate.kind === 'deployment')) {
        const { resources } = JSON.parse(files.get(deployment.template) as string) as { resources: { type: string }[] };
        expect(resources.map(({ type }) => type)).to.deep.equal(deployment.resources.map(({ type }) => type));
        contentOf(deployment, deployment.resources.slice(0, 1), files);
      }
    }
  });
});
