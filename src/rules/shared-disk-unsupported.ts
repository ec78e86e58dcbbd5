import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { diskName, encryptedDisks } from './terms/disks.ts';
import { endsEncrypted } from './terms/requests.ts';

export default defineRule({
  meta: {
    code: 'ADE2205',
    name: 'shared-disk-unsupported',
    on: 'encryption',
    severity: 'error',
    since: '2026-09',
    summary: 'Azure Disk Encryption does not encrypt shared disks.',
    sources: [sources.sharedDisks],
    messages: {
      shared:
        'Machine {machine}: {disk} may be attached to {maxShares} machines at a time, and Azure Disk Encryption does not support shared disks. Set maxShares to 1, or use server-side encryption for it.',
    },
  },
  check({ subject, known, report }) {
    if (!endsEncrypted(subject)) return;
    for (const disk of encryptedDisks(subject, known)) {
      const maxShares = known(disk.maxShares);
      if (maxShares === undefined || maxShares < 2) continue;
      report(disk.maxShares, 'shared', { machine: subject.machine.name, disk: diskName(disk), maxShares });
    }
  },
});
