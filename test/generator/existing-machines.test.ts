import { expect } from 'chai';
import { sharedJson } from '../shared.ts';
import { deployments, generateFrom, parametersAt, stepOf, templateAt } from './generate-from.ts';

const registries = `
keyVaults:
  disks: { name: kv-fleet-disks, resourceGroup: rg-security, create: { sku: premium } }
  shared: { name: kv-shared, location: westeurope, enabledForDiskEncryption: true }
keyEncryptionKeys:
  disks: { keyVault: disks, name: kek-disks, create: { keyType: RSA-HSM, keySize: 4096 } }
  shared: { keyVault: shared, name: kek, version: "0123456789abcdef0123456789abcdef", keyType: RSA, keySize: 4096 }
`;
const windows = 'os: { type: Windows, version: WindowsServer2019 }, size: Standard_D4s_v5';
const linux = 'os: { type: Linux, image: { publisher: RedHat, offer: RHEL, sku: "8_9" } }, size: Standard_E8ds_v5';

describe('existing machines', () => {
  it('gives the settings of the hand-made template of the design', function () {
    const wanted = sharedJson(this, 'shape/azuredeploy.json');
    const generated = generateFrom(`${registries}
scenarios:
  - scenario: enable-existing-vm
    virtualMachines:
      - { name: vm-web-01, ${windows}, keyVault: disks, keyEncryptionKey: disks }
      - { name: vm-db-01, ${linux}, volumeType: Data, keyVault: shared, keyEncryptionKey: shared }
`);
    const template = templateAt(generated, 'rg-app/enable-existing-vm');
    const settingsOf = (name: string, from: typeof wanted) => {
      const { SequenceVersion, ...settings } = from.resources.find((resource: { name: string }) => resource.name.startsWith(name))
        .properties.settings;
      return settings;
    };
    for (const name of ['vm-web-01', 'vm-db-01']) expect(settingsOf(name, template)).to.deep.equal(settingsOf(name, wanted));
    expect(template.variables).to.deep.equal(wanted.variables);
    expect(Object.keys(template.parameters).sort()).to.deep.equal(Object.keys(wanted.parameters).sort());
  });

  it('leaves vault settings out when it disables, and repeats the run tag', () => {
    const generated = generateFrom(`
scenarios:
  - scenario: disable-vm
    virtualMachines: [{ name: vm-1, os: { type: Windows }, volumeType: All }]
`);
    const { name, properties } = templateAt(generated, 'rg-app/disable-vm').resources[0];
    expect(name).to.equal('vm-1/AzureDiskEncryption');
    expect(properties.settings).to.deep.equal({
      EncryptionOperation: 'DisableEncryption',
      VolumeType: 'All',
      SequenceVersion: properties.forceUpdateTag,
    });
  });

  it('uses the previous release with an application only on a machine that has it', () => {
    const generated = generateFrom(`${registries}
scenarios:
  - scenario: update-encryption-settings
    keyVault: shared
    aad: { clientId: 44444444-4444-4444-4444-444444444444, clientSecret: { keyVault: shared, secretName: ade-app } }
    virtualMachines: [{ name: vm-old, ${windows}, current: { osVolume: Encrypted, extension: { typeHandlerVersion: "1.1" } } }]
`);
    const folder = 'rg-app/update-encryption-settings';
    const { properties } = templateAt(generated, folder).resources[0];
    expect(properties.typeHandlerVersion).to.equal('1.1');
    expect(properties.settings.AADClientID).to.equal('44444444-4444-4444-4444-444444444444');
    expect(properties.protectedSettings.AADClientSecret).to.match(/^\[parameters\('/);
    const [secret] = Object.values(parametersAt(generated, folder)).filter((entry) => 'reference' in (entry as object));
    expect(secret).to.deep.include({
      reference: {
        keyVault: {
          id: '/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-app/providers/Microsoft.KeyVault/vaults/kv-shared',
        },
        secretName: 'ade-app',
      },
    });
    const kinds = generated.plan.steps.filter((step) => step.wave === 1).map((step) => step.kind);
    expect(kinds).to.deep.equal(['deployment', 'deallocate', 'updateVirtualMachine', 'start', 'wait']);
  });

  it('restarts a Linux machine between the halves of its OS volume', () => {
    const { plan } = generateFrom(`${registries}
scenarios:
  - scenario: enable-existing-vm
    virtualMachines: [{ name: vm-os, ${linux}, volumeType: OS, keyVault: shared }]
`);
    const restart = stepOf(plan, 'rg-app/enable-existing-vm/restart/vm-os');
    expect(restart.after).to.deep.equal(['rg-app/enable-existing-vm/wait']);
    const wait = stepOf(plan, 'rg-app/enable-existing-vm/wait');
    expect(wait.doneWhen?.[0]?.osVolume).to.deep.equal(['Encrypted', 'VMRestartPending']);
    expect(stepOf(plan, 'rg-app/enable-existing-vm/wait-after-restart/vm-os').doneWhen?.[0]?.osVolume).to.deep.equal(['Encrypted']);
  });

  it('takes snapshots one step earlier, named by disk and run', () => {
    const generated = generateFrom(`${registries}
scenarios:
  - scenario: enable-existing-vm
    snapshotBefore: true
    virtualMachines: [{ name: vm-1, ${windows}, keyVault: shared, osDisk: { name: os-1 }, dataDisks: [{ lun: 0, name: data-1 }] }]
`);
    const [snapshots, enable] = deployments(generated.plan).filter(({ wave }) => wave === 1);
    expect(snapshots?.deployment).to.equal('snapshots');
    expect(enable?.after).to.deep.equal([snapshots?.id]);
    const tag = enable?.resources[0]?.runTag?.slice(0, 8);
    expect(templateAt(generated, 'rg-app/snapshots').resources.map(({ name }) => name)).to.deep.equal([
      `os-1-before-${tag}`,
      `data-1-before-${tag}`,
    ]);
  });

  it('removes by disabling, waiting and deleting; deletes alone what is decrypted', () => {
    const { plan } = generateFrom(`
scenarios:
  - scenario: remove-encryption-extension
    virtualMachines:
      - { name: vm-on, os: { type: Windows }, volumeType: All, current: { osVolume: Encrypted, dataVolume: Encrypted } }
      - { name: vm-off, os: { type: Windows }, volumeType: All, current: { osVolume: NotEncrypted, dataVolume: NotEncrypted } }
`);
    const folder = 'rg-app/remove-encryption-extension';
    expect(stepOf(plan, `${folder}/delete-extension/vm-on`).after).to.deep.equal([`${folder}/wait`]);
    expect(stepOf(plan, `${folder}/delete-extension/vm-off`).after).to.deep.equal([]);
    expect(deployments(plan)[0]?.resources.map(({ name }) => name)).to.deep.equal(['vm-on/AzureDiskEncryption']);
  });
});
