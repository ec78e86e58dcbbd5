import { expect } from 'chai';
import { generateFrom, templateAt } from './generate-from.ts';

const storageAccountId =
  '/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st1';
const disk = (name: string) =>
  `vhd: { uri: "https://st1.blob.core.windows.net/vhds/${name}.vhd", storageAccountId: ${storageAccountId} }, diskEncryptionKey: { keyVault: shared, secretUrl: "https://kv-shared.vault.azure.net/secrets/${name}/0123456789abcdef0123456789abcdef" }`;

describe('machines from encrypted VHDs', () => {
  it('import every disk of a machine that has data disks', () => {
    const generated = generateFrom(`
keyVaults: { shared: { name: kv-shared, location: westeurope } }
networks: { app: { virtualNetwork: vnet, subnet: snet } }
scenarios:
  - scenario: new-vm-encrypted-vhd
    keyVault: shared
    network: app
    virtualMachines:
      - { name: vm-1, os: { type: Windows }, size: Standard_D4s_v5, osDisk: { ${disk('os')} }, dataDisks: [{ lun: 0, ${disk('data-0')} }, { lun: 1, ${disk('data-1')} }] }
`);
    const { resources } = templateAt(generated, 'rg-app/new-vm-encrypted-vhd');
    expect(resources.map(({ type, name }) => `${type} ${name}`)).to.deep.equal([
      'Microsoft.Compute/disks vm-1-os',
      'Microsoft.Compute/disks vm-1-data-0',
      'Microsoft.Compute/disks vm-1-data-1',
      'Microsoft.Network/networkInterfaces vm-1-nic',
      'Microsoft.Compute/virtualMachines vm-1',
    ]);
  });
});
