import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { allDisks, diskName } from './terms/disks.ts';

/** Largest disk, in GB, whose encryption settings Azure Backup restores. */
const largestGB = 4097;

export default defineRule({
  meta: {
    code: 'ADE2703',
    name: 'backup-disk-too-large',
    on: 'backup',
    severity: 'warning',
    since: '2026-09',
    summary: 'Disks of an encrypted machine that is backed up should not be larger than 4,097 GB.',
    sources: [sources.restoreEncrypted],
    messages: {
      tooLarge:
        'Machine {machine}: {disk} has {size} GB; for disks above 4,097 GB Azure Backup does not restore the encryption settings, so they have to be set by hand after a restore. Use smaller disks.',
    },
  },
  check({ subject, known, report }) {
    const { machine } = subject;
    for (const disk of allDisks(machine, known)) {
      // OS disks end at 4,095 GB.
      const size = disk.role === 'os' ? valueOf(disk.diskSizeGB) : known(disk.diskSizeGB);
      if (size === undefined || size <= largestGB) continue;
      report(disk.diskSizeGB, 'tooLarge', { machine: machine.name, disk: diskName(disk), size });
    }
  },
});
