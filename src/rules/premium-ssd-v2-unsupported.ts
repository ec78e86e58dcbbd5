import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { diskName, encryptedDisks } from './terms/disks.ts';
import { endsEncrypted } from './terms/requests.ts';

export default defineRule({
  meta: {
    code: 'ADE2202',
    name: 'premium-ssd-v2-unsupported',
    on: 'encryption',
    severity: 'error',
    since: '2026-09',
    summary: 'Azure Disk Encryption does not encrypt Premium SSD v2 disks.',
    sources: [sources.windowsScenarios, sources.linuxScenarios],
    messages: {
      premiumV2:
        'Machine {machine}: {disk} is PremiumV2_LRS, which Azure Disk Encryption does not support. Use Premium_LRS, or encryption at host, which encrypts Premium SSD v2 disks.',
    },
  },
  check({ subject, known, report }) {
    if (!endsEncrypted(subject)) return;
    for (const disk of encryptedDisks(subject, known)) {
      if (disk.role !== 'data' || known(disk.storageAccountType) !== 'PremiumV2_LRS') continue;
      report(disk.storageAccountType, 'premiumV2', { machine: subject.machine.name, disk: diskName(disk) });
    }
  },
});
