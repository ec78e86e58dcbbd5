import { expect } from 'chai';
import { pointerInSpec } from '../../src/plan/spec-lines.ts';

const spec = {
  virtualMachines: { web: { name: 'vm-web-01' }, 'vm-a/b': {} },
  keyVaults: { disks: { name: 'kv-disks' } },
  scenarios: [
    { scenario: 'enable-existing-vm', virtualMachines: ['web', { name: 'vm-db-01' }] },
    { scenario: 'disable-vm', virtualMachines: [{ name: 'vm-old-07' }] },
    { scenario: 'enable-existing-vm', virtualMachines: [{ name: 'VM-App-01' }, 'vm-a/b'] },
    { scenario: 'backup-encrypted-vm', virtualMachines: { select: { os: 'Linux' }, wave: 3 } },
  ],
};

describe('a pointer of a plan', () => {
  const cases: [what: string, pointer: string, found: string][] = [
    ['finds a machine by its name', '/scenarios/disable-vm/virtualMachines/vm-old-07', '/scenarios/1/virtualMachines/0'],
    [
      'finds a machine of the registry by its name',
      '/scenarios/enable-existing-vm/virtualMachines/vm-web-01',
      '/scenarios/0/virtualMachines/0',
    ],
    [
      'finds the scenario that has the machine',
      '/scenarios/enable-existing-vm/virtualMachines/vm-app-01',
      '/scenarios/2/virtualMachines/0',
    ],
    ['finds names with slashes', '/scenarios/enable-existing-vm/virtualMachines/vm-a~1b', '/scenarios/2/virtualMachines/1'],
    ['finds things by their key', '/keyVaults/disks', '/keyVaults/disks'],
    [
      'leads to the selection that found the machine',
      '/scenarios/backup-encrypted-vm/virtualMachines/vm-x',
      '/scenarios/3/virtualMachines/select',
    ],
    ['leads to the list where the machine is gone', '/scenarios/disable-vm/virtualMachines/vm-gone', '/scenarios/1/virtualMachines'],
    ['leads to the scenarios where the scenario is gone', '/scenarios/key-vault', '/scenarios'],
    ['leads to the document where nothing fits', '/networks/app', ''],
    ['may be the document', '', ''],
  ];
  for (const [what, pointer, found] of cases) {
    it(what, () => {
      expect(pointerInSpec(spec, pointer)).to.equal(found);
    });
  }
});
