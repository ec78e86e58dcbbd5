import { expect } from 'chai';
import { generateFrom, parametersAt, stepOf, templateAt } from './generate-from.ts';

const idOf = (name: string): string =>
  `/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-app/providers/Microsoft.KeyVault/vaults/${name}`;

describe('names that meet in the name of a parameter', () => {
  it('are two vaults still', () => {
    const generated = generateFrom(`
scenarios:
  - scenario: update-encryption-settings
    virtualMachines:
      - { name: vm-1, os: { type: Windows }, current: { keyVault: ${idOf('kv-a1')} } }
      - { name: vm-2, os: { type: Windows }, current: { keyVault: ${idOf('kv-a-1')} } }
`);
    const folder = 'rg-app/update-encryption-settings';
    const { resources, variables } = templateAt(generated, folder);
    const [first, second] = resources.map(({ properties }) => properties.settings.KeyVaultResourceId);
    expect(first).not.to.equal(second);
    const names = Object.entries(parametersAt(generated, folder)).filter(([name]) => /KeyVaultName/.test(name));
    expect(names.map(([, entry]) => (entry as { value: string }).value).sort()).to.deep.equal(['kv-a-1', 'kv-a1']);
    expect(Object.keys(variables ?? {})).to.have.length(4);
  });

  it('are two secrets still, also where only letter case differs', () => {
    const machine = (name: string, secretName: string) =>
      `{ name: ${name}, os: { type: Windows, image: { publisher: a, offer: b, sku: c } }, size: Standard_D4s_v5, adminPassword: { keyVault: shared, secretName: ${secretName} } }`;
    const generated = generateFrom(`
keyVaults: { shared: { name: kv-shared } }
networks: { app: { virtualNetwork: vnet, subnet: snet } }
scenarios:
  - scenario: new-vm-gallery-image
    keyVault: shared
    network: app
    adminUsername: azureadmin
    virtualMachines: [${machine('vm-1', 'my-secret')}, ${machine('vm-2', 'mySecret')}, ${machine('vm-3', 'mysecret')}]
`);
    const folder = 'rg-app/new-vm-gallery-image';
    const parameters = parametersAt(generated, folder) as Record<string, { reference?: { secretName: string } }>;
    const machines = templateAt(generated, folder).resources.filter(({ type }) => type === 'Microsoft.Compute/virtualMachines');
    const secrets = machines.map(({ properties }) => {
      const [, parameter] = /^\[parameters\('(\w+)'\)\]$/.exec(properties.osProfile.adminPassword) as RegExpExecArray;
      return parameters[parameter as string]?.reference?.secretName;
    });
    expect(secrets).to.deep.equal(['my-secret', 'mySecret', 'mysecret']);
    const names = Object.keys(parameters).map((name) => name.toLowerCase());
    expect(new Set(names).size).to.equal(names.length);
  });

  it('are two restored machines of one name in two groups still', () => {
    const restored = (group: string) => `{ name: vm-1, resourceGroup: ${group}, os: { type: Windows }, size: Standard_D4s_v5 }`;
    const { plan } = generateFrom(`
keyVaults: { shared: { name: kv-shared } }
networks: { app: { virtualNetwork: vnet, subnet: snet } }
recoveryServicesVaults: { backup: { name: rsv } }
scenarios:
  - scenario: restore-encrypted-vm
    keyVault: shared
    network: app
    restore: { recoveryServicesVault: backup }
    virtualMachines: [${restored('rg-1')}, ${restored('rg-2')}]
`);
    const asked = plan.steps.flatMap((step) => (step.kind === 'updateDisk' ? step.requiredParameters : []));
    expect(new Set(asked).size).to.equal(4);
  });

  const vhd = `vhd: { uri: "https://st1.blob.core.windows.net/vhds/os.vhd", storageAccountId: ${idOf('st1').replace('KeyVault/vaults', 'Storage/storageAccounts')} }`;
  const encrypted = (group: string, secretName: string): string =>
    `{ name: vm-1, resourceGroup: ${group}, os: { type: Windows }, size: Standard_D4s_v5, osDisk: { ${vhd}, diskEncryptionKey: { keyVault: made, secretName: ${secretName}, create: true } } }`;

  it('are two machines of one name in two groups still, and their secrets wait for the key that wraps them', () => {
    const generated = generateFrom(`
keyVaults: { made: { name: kv-made, resourceGroup: rg-a, create: {} }, keys: { name: kv-keys, resourceGroup: rg-b, create: {} } }
keyEncryptionKeys: { kek: { keyVault: keys, name: kek, create: {} } }
networks: { app: { virtualNetwork: vnet, subnet: snet } }
scenarios:
  - scenario: new-vm-encrypted-vhd
    keyVault: made
    keyEncryptionKey: kek
    network: app
    virtualMachines: [${encrypted('rg-1', 'secret-1')}, ${encrypted('rg-2', 'secret-2')}]
`);
    const { resources } = templateAt(generated, 'rg-a/key-vault-secrets');
    expect(resources.map(({ name }) => name)).to.have.length(2);
    expect(resources[0].properties.value).not.to.equal(resources[1].properties.value);
    expect(stepOf(generated.plan, 'rg-a/key-vault-secrets/wrap-key-file/kv-made/secret-1').after).to.deep.equal([
      'rg-a/key-vault',
      'rg-b/key-vault',
    ]);
  });
});
