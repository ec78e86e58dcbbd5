import { expect } from 'chai';
import { generateFrom, stepOf, templateAt } from './generate-from.ts';

const vault = `
keyVaults: { shared: { name: kv-shared, location: westeurope, enabledForDiskEncryption: true } }
defaults: { keyVault: shared }
`;
const set = (rest: string): string => `{ name: vmss-1, os: { type: Windows }, size: Standard_D2s_v5, volumeType: All, ${rest} }`;

describe('scale sets', () => {
  it('takes the settings that a public template sends, without a region, which scale-set extensions do not have', () => {
    const generated = generateFrom(`${vault}
scenarios:
  - scenario: enable-scale-set
    virtualMachineScaleSets: [${set('orchestrationMode: Uniform, upgradePolicy: Automatic, provisionAfterExtensions: [PrepareDisks]')}]
`);
    const [resource] = templateAt(generated, 'rg-app/enable-scale-set').resources;
    expect(resource.type).to.equal('Microsoft.Compute/virtualMachineScaleSets/extensions');
    expect(resource).not.to.have.property('location');
    expect(resource.properties.provisionAfterExtensions).to.deep.equal(['PrepareDisks']);
    expect(generated.plan.steps.map((step) => step.kind)).to.deep.equal(['deployment', 'wait']);
  });

  it('updates the instances of a Manual set before it waits, and again after the extension is deleted', () => {
    const { plan } = generateFrom(`
scenarios:
  - scenario: remove-encryption-extension
    virtualMachineScaleSets: [${set('orchestrationMode: Uniform, upgradePolicy: Manual, current: { osVolume: Encrypted, dataVolume: Encrypted }')}]
`);
    expect(plan.steps.map((step) => step.kind)).to.deep.equal([
      'deployment',
      'upgradeInstances',
      'wait',
      'deleteExtension',
      'upgradeInstances',
    ]);
    const upgrade = stepOf(plan, 'rg-app/remove-encryption-extension/upgrade-instances/vmss-1');
    expect(upgrade.commands).to.deep.equal([
      "az vmss update-instances --subscription 11111111-1111-1111-1111-111111111111 --resource-group rg-app --name vmss-1 --instance-ids '*'",
    ]);
  });

  it('leaves the old instances of a Flexible set to a person', () => {
    const { plan } = generateFrom(`${vault}
scenarios:
  - scenario: enable-scale-set
    virtualMachineScaleSets: [${set('orchestrationMode: Flexible, upgradePolicy: Manual')}]
`);
    expect(plan.steps.map((step) => step.kind)).to.deep.equal(['deployment', 'manual', 'wait']);
  });

  it('puts the extension into the profile of a new set', () => {
    const generated = generateFrom(`${vault}
networks: { app: { virtualNetwork: vnet-app, subnet: snet-app } }
scenarios:
  - scenario: new-scale-set
    network: app
    adminUsername: azureadmin
    virtualMachineScaleSets:
      - { name: vmss-new, os: { type: Windows, image: { publisher: MicrosoftWindowsServer, offer: WindowsServer, sku: 2019-Datacenter } }, size: Standard_D2s_v5, volumeType: All, capacity: 2, orchestrationMode: Flexible }
`);
    const [{ properties, sku }] = templateAt(generated, 'rg-app/new-scale-set').resources as [
      { properties: Record<string, never>; sku: unknown },
    ];
    expect(sku).to.deep.equal({ name: "[parameters('vmSizes')['vmss-new']]", tier: 'Standard', capacity: 2 });
    const { extensions } = (properties as Record<string, { extensionProfile: { extensions: { name: string }[] } }>).virtualMachineProfile
      ?.extensionProfile ?? { extensions: [] };
    expect(extensions.map(({ name }) => name)).to.deep.equal(['AzureDiskEncryption']);
  });
});
