import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';

/** Most disks of one machine whose encryption settings Azure Backup restores. */
const mostDisks = 16;

export default defineRule({
  meta: {
    code: 'ADE2704',
    name: 'backup-too-many-disks',
    on: 'backup',
    severity: 'warning',
    since: '2026-09',
    summary: 'An encrypted machine that is backed up should not have more than 16 disks.',
    sources: [sources.restoreEncrypted],
    messages: {
      tooMany:
        'Machine {machine} has {count} disks; for machines with more than 16 Azure Backup does not restore the encryption settings, so they have to be set by hand after a restore. Use fewer, larger disks.',
    },
  },
  check({ subject, known, report }) {
    const { machine } = subject;
    const dataDisks = known(machine.dataDisks);
    const count = (dataDisks ?? []).length + 1;
    if (count > mostDisks) report(machine.dataDisks, 'tooMany', { machine: machine.name, count });
  },
});
