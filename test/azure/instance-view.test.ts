import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { readExtension } from '../../src/azure/extension-state.ts';
import { type MachineState, readScaleSet, readVirtualMachine } from '../../src/azure/instance-view.ts';
import type { ExtensionResource, InstanceView, VirtualMachineResource } from '../../src/azure/wire.ts';
import { shared } from '../shared.ts';

/**
 * OS volume, data volume and pass as the recording's tool showed them: `az vm encryption show` lists the disks' statuses;
 * Get-AzVMDiskEncryptionStatus sums them up, and shows the unmanaged data disks of a succeeded enable as encrypted (its own test asserts
 * that). The xplat recordings are of the previous release; az of that time read them from the machine's model.
 */
const machines: Record<string, [os: string, data: string, pass: string]> = {
  'windows-vm-encrypted--cli-2021-07-27-test_vm_disk_encryption_e2e-023': ['Encrypted', 'NoDiskFound', 'single'],
  'windows-vm-encrypted--cli-2023-06-06-test_vm_disk_encryption_e2e-030': ['Encrypted', 'NoDiskFound', 'single'],
  'windows-vm-encrypted_notEncrypted--ps-TestAzureDiskEncryptionExtensionSinglePass-050': ['Encrypted', 'Encrypted', 'single'],
  'windows-vm-encrypted_notEncrypted--ps-TestAzureDiskEncryptionExtensionSinglePassDisableAndRemove-048': [
    'Encrypted',
    'Encrypted',
    'single',
  ],
  'windows-vm-notEncrypted_disable-op--ps-TestAzureDiskEncryptionExtensionSinglePassDisableAndRemove-050': [
    'NotEncrypted',
    'NotEncrypted',
    'single',
  ],
  'windows-vm-disable-op--xplat-disable_encryption_on_the_Windows_VM-006': ['DecryptionInProgress', 'NoDiskFound', 'dual'],
  'windows-vm-disable-op--xplat-disable_encryption_on_the_Windows_VM-007': ['NotEncrypted', 'NoDiskFound', 'dual'],
  'windows-vm-disable-op--xplat-disable_encryption_on_the_Windows_VM-010': ['NotEncrypted', 'NoDiskFound', 'dual'],
  'windows-vm-none--xplat-disable_encryption_on_the_Windows_VM-000': ['Encrypted', 'NoDiskFound', 'dual'],
  'windows-vm-none--xplat-enable_encryption_on_the_Windows_VM-000': ['NotEncrypted', 'NoDiskFound', 'dual'],
  'windows-vm-none--xplat-enable_encryption_on_the_Windows_VM-006': ['NotEncrypted', 'NoDiskFound', 'dual'],
  // The machine is still being updated: its settings are merely on.
  'windows-vm-none--xplat-enable_encryption_on_the_Windows_VM-007': ['EncryptionInProgress', 'NoDiskFound', 'dual'],
  'windows-vm-none--xplat-enable_encryption_on_the_Windows_VM-010': ['Encrypted', 'NoDiskFound', 'dual'],
};

const instances: Record<string, [os: string, data: string]> = {
  'windows-vmss-instance-encrypted--cli-2021-07-27-test_vmss_disk_encryption_e2e-028': ['Encrypted', 'NoDiskFound'],
  'windows-vmss-instance-notEncrypted--cli-2021-07-27-test_vmss_disk_encryption_e2e-038': ['NotEncrypted', 'NoDiskFound'],
  'windows-vmss-instance-encrypted_notEncrypted--ps-TestDisableVirtualMachineScaleSetDiskEncryption-005': ['Encrypted', 'NotEncrypted'],
  'windows-vmss-instance-encrypted_notEncrypted--ps-TestDisableVirtualMachineScaleSetDiskEncryption-015': ['Encrypted', 'NotEncrypted'],
  'windows-vmss-instance-encrypted_notEncrypted--ps-TestDisableVirtualMachineScaleSetDiskEncryption-019': ['Encrypted', 'NotEncrypted'],
  'windows-vmss-instance-encrypted_notEncrypted--ps-TestDisableVirtualMachineScaleSetDiskEncryption-023': ['Encrypted', 'NotEncrypted'],
  'windows-vmss-instance-encrypted_notEncrypted--ps-TestDisableVirtualMachineScaleSetDiskEncryption-027': ['Encrypted', 'NotEncrypted'],
  'windows-vmss-instance-encrypted_notEncrypted--ps-TestDisableVirtualMachineScaleSetDiskEncryption-067': ['Encrypted', 'NotEncrypted'],
  'windows-vmss-instance-encrypted_notEncrypted--ps-TestGetVirtualMachineScaleSetDiskEncryptionStatus-014': ['Encrypted', 'NotEncrypted'],
};

const enabled = 'EnableEncryption';
const disabled = 'DisableEncryption';
const noMessage = 'Provisioning succeeded';
const disableDone = 'Disable Encryption completed successfully';
const secretUrl = 'https://xplattestkvoneoff.vault.azure.net/secrets/6773300B-5FB4-4984-B6B2-CC5CB05E654A/9f7520f0611b43458642dc8725feaa95';

const extensions: Record<string, [operation: string, installed: string | undefined, message: string | undefined]> = {
  'windows-extension-disable-op--cli-2021-07-27-test_vm_disk_encryption_e2e-028': [disabled, '2.2.0.39', disableDone],
  'windows-extension-disable-op--cli-2023-06-06-test_vm_disk_encryption_e2e-036': [disabled, '2.3.0.0', disableDone],
  'windows-extension-disable-op--xplat-disable_encryption_on_the_Windows_VM-005': [disabled, '1.1.0.4', disableDone],
  'windows-extension-none--cli-2021-07-27-test_vm_disk_encryption_e2e-022': [enabled, '2.2.0.39', noMessage],
  'windows-extension-none--cli-2023-06-06-test_vm_disk_encryption_e2e-029': [enabled, '2.3.0.0', noMessage],
  'windows-extension-none--ps-TestAzureDiskEncryptionExtensionSinglePass-070': [enabled, '2.2.0.2', noMessage],
  'windows-extension-none--xplat-enable_encryption_on_the_Windows_VM-005': [enabled, '1.1.0.4', secretUrl],
  'windows-vm-disable-op--xplat-disable_encryption_on_the_Windows_VM-001': [disabled, undefined, undefined],
  'windows-vm-disable-op--xplat-disable_encryption_on_the_Windows_VM-004': [disabled, undefined, undefined],
  'windows-vm-none--xplat-enable_encryption_on_the_Windows_VM-001': [enabled, undefined, undefined],
  'windows-vm-none--xplat-enable_encryption_on_the_Windows_VM-004': [enabled, undefined, undefined],
};

describe('recorded instance views', () => {
  let folder: URL;
  let files: string[] = [];
  const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'));

  before(function () {
    folder = shared(this, 'corpus/instance-views/');
    files = readdirSync(folder).map((name) => name.replace(/\.json$/, ''));
  });

  for (const [name, [os, data, pass]] of Object.entries(machines)) {
    it(name, () => {
      const state = readVirtualMachine(read(name) as VirtualMachineResource);
      expect([state.osVolume, state.dataVolume, state.pass]).to.deep.equal([os, data, pass]);
    });
  }

  for (const [name, [os, data]] of Object.entries(instances)) {
    it(name, () => {
      const recorded = read(name) as { value?: VirtualMachineResource[] } & InstanceView;
      const [instance = { properties: { instanceView: recorded } }] = recorded.value ?? [];
      const state = readVirtualMachine(instance);
      expect([state.osVolume, state.dataVolume, state.pass]).to.deep.equal([os, data, 'single']);
    });
  }

  for (const [name, [operation, installed, message]] of Object.entries(extensions)) {
    it(name, () => {
      const state = readExtension(read(name) as ExtensionResource);
      expect([state?.operation, state?.installedVersion, state?.message]).to.deep.equal([operation, installed, message]);
    });
  }

  it('names every recording, but for the summaries, which say nothing of encryption', () => {
    const tested = [machines, instances, extensions].flatMap((table) => Object.keys(table));
    expect(files.filter((name) => !name.includes('vmss-summary')).sort()).to.deep.equal(tested.sort());
  });

  it('takes vault, key and versions of a single-pass machine from its disks and its extension', () => {
    const state = readVirtualMachine(
      read('windows-vm-encrypted--cli-2021-07-27-test_vm_disk_encryption_e2e-023') as VirtualMachineResource,
    );
    expect(state).to.deep.include({
      name: 'vm1',
      osType: 'Windows',
      keyVault:
        '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/cli_test_vm_encryption000001/providers/Microsoft.KeyVault/vaults/vault000002',
      keyEncryptionKey: undefined,
      message: 'Provisioning succeeded',
      powerState: 'running',
    });
    expect(state.extension).to.deep.include({
      name: 'AzureDiskEncryption',
      typeHandlerVersion: '2.2',
      installedVersion: '2.2.0.39',
      runTags: ['0bd511b8-8946-4c57-8b83-dc5f6491324f'],
    });
    expect(state.disks).to.deep.equal([
      { name: 'vm1_disk1_a1e78fc9af84429fb44ae8d5efd03a1e', role: 'os', state: 'Encrypted', settingsEnabled: true },
    ]);
  });
});

/** A Linux machine on managed disks whose agent reports this substatus. */
function linuxMachine(substatus: string | undefined): VirtualMachineResource {
  return {
    name: 'vm-db-01',
    properties: {
      provisioningState: 'Succeeded',
      storageProfile: { osDisk: { osType: 'Linux', name: 'os' }, dataDisks: [{ lun: 0 }] },
      instanceView: {
        disks: [
          { name: 'os', encryptionSettings: [{ enabled: true }], statuses: [{ code: 'EncryptionState/encrypted' }] },
          { name: 'data', encryptionSettings: [{ enabled: true }], statuses: [{ code: 'EncryptionState/encrypted' }] },
        ],
        extensions: [
          {
            name: 'AzureDiskEncryptionForLinux',
            type: 'Microsoft.Azure.Security.AzureDiskEncryptionForLinux',
            typeHandlerVersion: '1.4.0.12',
            statuses: [{ code: 'ProvisioningState/succeeded', message: 'Encryption succeeded for all volumes' }],
            ...(substatus === undefined ? {} : { substatuses: [{ code: 'ComponentStatus/x/succeeded', message: substatus }] }),
          },
        ],
      },
    },
  };
}

const volumes = ({ osVolume, dataVolume }: MachineState): string => `${osVolume}, ${dataVolume}`;

describe('encryption state', () => {
  it('of Linux is what the agent reports, whatever the disks say', () => {
    const states: [string, string][] = [
      ['{"os": "EncryptionInProgress", "data": "NotMounted"}', 'EncryptionInProgress, NotMounted'],
      ['{"os": "VMRestartPending", "data": "NotEncrypted"}', 'VMRestartPending, NotEncrypted'],
      ['{"os": "NotEncrypted", "data": "DecryptionInProgress"}', 'NotEncrypted, DecryptionInProgress'],
      ['{"os": "Encrypted", "data": "SomethingNew"}', 'Encrypted, Unknown'],
    ];
    for (const [substatus, expected] of states) expect(volumes(readVirtualMachine(linuxMachine(substatus)))).to.equal(expected);
  });

  it('of Linux falls back to the disks where the agent reports nothing that can be read', () => {
    for (const substatus of [undefined, 'Encryption in progress', '"os"', 'null']) {
      expect(volumes(readVirtualMachine(linuxMachine(substatus)))).to.equal('Encrypted, Encrypted');
    }
  });

  it('is not "Encrypted" where settings are on and the disk is not encrypted', () => {
    const vm = linuxMachine(undefined);
    for (const disk of vm.properties?.instanceView?.disks ?? []) disk.statuses = [{ code: 'EncryptionState/notEncrypted' }];
    expect(volumes(readVirtualMachine(vm))).to.equal('NotEncrypted, NotEncrypted');
  });

  it('of data volumes is "Encrypted" only when every data disk is', () => {
    const vm = linuxMachine(undefined);
    vm.properties?.instanceView?.disks?.push({ name: 'data2', statuses: [{ code: 'EncryptionState/notEncrypted' }] });
    expect(readVirtualMachine(vm).dataVolume).to.equal('EncryptionInProgress');
  });

  it('is unknown for a status code that nobody knows, and without an instance view', () => {
    const vm = linuxMachine(undefined);
    for (const disk of vm.properties?.instanceView?.disks ?? []) disk.statuses = [{ code: 'EncryptionState/halfEncrypted' }];
    expect(volumes(readVirtualMachine(vm))).to.equal('Unknown, Unknown');
    delete vm.properties?.instanceView;
    vm.resources = [{ name: 'ade', properties: { type: 'AzureDiskEncryptionForLinux', typeHandlerVersion: '1.1' } }];
    expect(volumes(readVirtualMachine(vm))).to.equal('Unknown, Unknown');
  });

  it('of a machine without extension and settings is "NotEncrypted"', () => {
    const state = readVirtualMachine({ name: 'vm', properties: { storageProfile: { osDisk: { osType: 'Linux' } }, instanceView: {} } });
    expect([volumes(state), state.pass, state.message]).to.deep.equal([
      'NotEncrypted, NotEncrypted',
      'none',
      'Azure Disk Encryption is not on this machine',
    ]);
  });

  it('of a dual-pass Linux machine without a report is unknown, though its settings are on', () => {
    const vm = linuxMachine(undefined);
    const osDisk = vm.properties?.storageProfile?.osDisk;
    if (osDisk !== undefined) osDisk.encryptionSettings = { enabled: true, diskEncryptionKey: { secretUrl: 'https://kv/secrets/a/b' } };
    const state = readVirtualMachine(vm);
    expect([volumes(state), state.pass]).to.deep.equal(['Unknown, Unknown', 'dual']);
  });

  it('finds the extension under any name', () => {
    const vm = linuxMachine('{"os": "Encrypted", "data": "Encrypted"}');
    for (const extension of vm.properties?.instanceView?.extensions ?? []) extension.name = 'diskEncryption';
    expect(readVirtualMachine(vm).extension?.name).to.equal('diskEncryption');
  });

  it('of a scale set is that of its instances, where they agree', () => {
    const set = { name: 'vmss', properties: { virtualMachineProfile: { extensionProfile: { extensions: [] } } } };
    const encrypted = linuxMachine('{"os": "NotEncrypted", "data": "Encrypted"}');
    const running = linuxMachine('{"os": "NotEncrypted", "data": "EncryptionInProgress"}');
    expect(volumes(readScaleSet(set, [encrypted, encrypted]))).to.equal('NotEncrypted, Encrypted');
    const mixed = readScaleSet(set, [encrypted, running]);
    expect([volumes(mixed), mixed.instances?.length]).to.deep.equal(['NotEncrypted, Unknown', 2]);
    expect(readScaleSet(set, []).message).to.equal('The scale set has no instances');
  });
});
