import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { allDisks, diskName } from './terms/disks.ts';

export default defineRule({
  meta: {
    code: 'ADE2206',
    name: 'disk-encryption-set-conflict',
    on: 'encryptedMachine',
    severity: 'error',
    since: '2026-09',
    summary: 'A machine with a disk that has a customer-managed key cannot use Azure Disk Encryption.',
    azureError: 'disk encrypted with Azure Disk Encryption cannot be encrypted using customer managed key',
    sources: [sources.windowsScenarios, sources.linuxScenarios],
    messages: {
      customerKey:
        'Machine {machine}: {disk} has disk encryption set {diskEncryptionSet}, and Azure does not combine server-side encryption with a customer-managed key with Azure Disk Encryption. Leave the machine out, or use disks without a disk encryption set.',
    },
  },
  check({ subject, known, report }) {
    const { machine } = subject;
    for (const disk of allDisks(machine, known)) {
      const diskEncryptionSet = known(disk.diskEncryptionSet);
      if (diskEncryptionSet === undefined) continue;
      report(disk.diskEncryptionSet, 'customerKey', { machine: machine.name, disk: diskName(disk), diskEncryptionSet });
    }
  },
});
