import { expect } from 'chai';
import { evaluate } from '../../src/azure/conditions.ts';
import type { ExtensionState } from '../../src/azure/extension-state.ts';
import type { MachineState } from '../../src/azure/instance-view.ts';
import type { Condition } from '../../src/plan/types.ts';

const machine = '/subscriptions/1/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm-1';
const vault = '/subscriptions/1/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv-1';

const extension = (more: Partial<ExtensionState> = {}): ExtensionState => ({
  name: 'AzureDiskEncryption',
  osType: 'Windows',
  typeHandlerVersion: '2.2',
  installedVersion: '2.4.0.4',
  provisioningState: 'Succeeded',
  failed: false,
  operation: 'EnableEncryption',
  volumeType: 'All',
  keyVault: undefined,
  keyEncryptionKey: undefined,
  runTags: ['tag-1'],
  message: undefined,
  volumes: undefined,
  ...more,
});

const state = (more: Partial<MachineState> = {}): MachineState => ({
  id: machine,
  name: 'vm-1',
  osType: 'Windows',
  osVolume: 'Encrypted',
  dataVolume: 'Encrypted',
  pass: 'single',
  extension: extension(),
  keyVault: vault,
  keyEncryptionKey: 'https://kv-1.vault.azure.net/keys/kek/0123456789abcdef0123456789abcdef',
  message: '',
  powerState: 'running',
  provisioningState: 'Succeeded',
  disks: [],
  ...more,
});

const done: Condition = {
  machine,
  osVolume: ['Encrypted'],
  dataVolume: ['Encrypted', 'NotMounted', 'NoDiskFound'],
  keyVault: vault.toUpperCase(),
  keyEncryptionKey: 'https://kv-1.vault.azure.net/keys/kek/0123456789abcdef0123456789abcdef',
  typeHandlerVersion: '2.2',
  runTag: 'tag-1',
};

describe('conditions on machines', () => {
  it('hold when every field does, ids in any case', () => {
    expect(evaluate(done, state())).to.deep.equal({ holds: true, differences: [] });
  });

  it('on volumes of Linux do not hold before its agent has reported, whatever the disks say', () => {
    const linux = extension({ osType: 'Linux', name: 'AzureDiskEncryptionForLinux', typeHandlerVersion: '1.1' });
    const volumes: Condition = { machine, dataVolume: ['Encrypted'] };
    expect(evaluate(volumes, state({ osType: 'Linux', extension: linux })).differences).to.deep.equal(['its agent has not reported']);
    const reported = { ...linux, volumes: { os: 'NotEncrypted', data: 'Encrypted' } as const };
    expect(evaluate(volumes, state({ osType: 'Linux', extension: reported })).holds).to.equal(true);
    expect(evaluate({ machine, typeHandlerVersion: '1.1' }, state({ osType: 'Linux', extension: linux })).holds).to.equal(true);
  });

  it('say what differs', () => {
    const differing: [Partial<MachineState>, string][] = [
      [{ osVolume: 'EncryptionInProgress' }, 'OS volume is EncryptionInProgress'],
      [{ dataVolume: 'NotEncrypted' }, 'data volume is NotEncrypted'],
      [{ keyVault: undefined }, 'key vault is none'],
      [
        { keyEncryptionKey: 'https://kv-1.vault.azure.net/keys/kek/ffffffffffffffffffffffffffffffff' },
        'key encryption key is https://kv-1',
      ],
      [{ keyEncryptionKey: undefined }, 'key encryption key is none'],
      [{ extension: extension({ typeHandlerVersion: '1.1', installedVersion: '1.1.0.4' }) }, 'extension version is 1.1.0.4'],
      [{ extension: extension({ runTags: ['tag-0'] }) }, 'the extension has not been given this run'],
      [{ extension: undefined }, 'extension version is none'],
    ];
    for (const [more, text] of differing) {
      const verdict = evaluate(done, state(more));
      expect(verdict.holds, text).to.equal(false);
      expect(verdict.differences[0]).to.contain(text);
    }
  });

  it('without a version of the key are met by any version of that key, and of no other', () => {
    const asked = { machine, keyEncryptionKey: 'https://KV-1.vault.azure.net/keys/kek' };
    expect(evaluate(asked, state()).holds).to.equal(true);
    expect(
      evaluate(asked, state({ keyEncryptionKey: 'https://kv-1.vault.azure.net/keys/kek2/0123456789abcdef0123456789abcdef' })).holds,
    ).to.equal(false);
  });

  it('that ask for no key are met only without one', () => {
    const asked = { machine, keyEncryptionKey: '' };
    expect(evaluate(asked, state()).holds).to.equal(false);
    expect(evaluate(asked, state({ keyEncryptionKey: undefined })).holds).to.equal(true);
  });

  it('warn of a data volume that never reaches a state', () => {
    const waiting: Condition = { machine, dataVolume: ['Encrypted'], warnWhenDataVolume: ['NotMounted', 'NoDiskFound'] };
    expect(evaluate(waiting, state())).to.deep.equal({ holds: true, differences: [] });
    expect(evaluate(waiting, state({ dataVolume: 'NotMounted' }))).to.deep.equal({
      holds: true,
      differences: [],
      warning: 'no data volume is mounted',
    });
    expect(evaluate(waiting, state({ dataVolume: 'EncryptionInProgress' })).holds).to.equal(false);
  });

  it('on a scale set hold when they hold for every instance', () => {
    const set = (...instances: MachineState[]) => state({ osVolume: 'Unknown', dataVolume: 'Unknown', instances });
    expect(evaluate(done, set(state(), state())).holds).to.equal(true);
    expect(
      evaluate(done, set(state(), state({ osVolume: 'NotEncrypted' }), state({ osVolume: 'NotEncrypted' }))).differences,
    ).to.deep.equal(['OS volume is NotEncrypted on 2 of 3 instances']);
  });
});
