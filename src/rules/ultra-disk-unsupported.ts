import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { diskName, encryptedDisks } from './terms/disks.ts';
import { endsEncrypted } from './terms/requests.ts';

export default defineRule({
  meta: {
    code: 'ADE2201',
    name: 'ultra-disk-unsupported',
    on: 'encryption',
    severity: 'error',
    since: '2026-09',
    summary: 'Azure Disk Encryption does not encrypt Ultra disks.',
    sources: [sources.windowsScenarios, sources.linuxScenarios],
    messages: {
      ultra:
        'Machine {machine}: {disk} is UltraSSD_LRS, which Azure Disk Encryption does not support. Use Premium_LRS, or encryption at host, which encrypts Ultra disks.',
    },
  },
  check({ subject, known, report }) {
    if (!endsEncrypted(subject)) return;
    for (const disk of encryptedDisks(subject, known)) {
      if (disk.role !== 'data' || known(disk.storageAccountType) !== 'UltraSSD_LRS') continue;
      report(disk.storageAccountType, 'ultra', { machine: subject.machine.name, disk: diskName(disk) });
    }
  },
});
