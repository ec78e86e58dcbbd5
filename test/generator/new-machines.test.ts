import { expect } from 'chai';
import { generate, loadSpec } from '../../src/index.ts';

const spec = (machine: string): string => `version: 1
name: test
subscriptionId: 11111111-1111-1111-1111-111111111111
location: westeurope
resourceGroup: rg-app
supportMatrix: 2026-09
keyVaults: { shared: { name: kv-shared, location: westeurope, enabledForDiskEncryption: true } }
networks: { app: { virtualNetwork: vnet-app, subnet: snet-app } }
scenarios:
  - scenario: new-vm-gallery-image
    keyVault: shared
    network: app
    adminUsername: azureadmin
    virtualMachines:
      - { os: { type: Windows, image: { publisher: MicrosoftWindowsServer, offer: WindowsServer, sku: 2019-Datacenter } }, size: Standard_D2s_v5, ${machine} }
`;
const generated = (machine: string) => generate(loadSpec({ name: 'spec.yaml', text: spec(machine) }), { today: '2026-11-25' });

describe('name of a new Windows machine in its guest', () => {
  it('is refused where it is written and NetBIOS, with its 15 characters, cannot take it', () => {
    const { diagnostics, files } = generated('name: vm-1, computerName: payments-prod-01');
    expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ code, pointer }) => `${code} ${pointer}`)).to.deep.equal([
      'ADE3003 /scenarios/0/virtualMachines/0/computerName',
    ]);
    expect(files).to.equal(undefined);
  });

  it('is shortened where it is made of the name of the machine', () => {
    const { files } = generated('name: vm-payments-prod-01');
    const template = JSON.parse(files?.get('rg-app/new-vm-gallery-image/azuredeploy.json') ?? '{}');
    const machine = template.resources.find(({ type }: { type: string }) => type === 'Microsoft.Compute/virtualMachines');
    expect(machine.properties.osProfile.computerName).to.match(/^[A-Za-z0-9-]{1,15}$/);
    expect(machine.name).to.equal('vm-payments-prod-01');
  });
});
