import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { mountsBesideData } from './terms/mounts.ts';

export default defineRule({
  meta: {
    code: 'ADE2116',
    name: 'iscsi-unsupported',
    on: 'encryption',
    severity: 'error',
    since: '2026-09',
    summary: 'Azure Disk Encryption does not encrypt iSCSI disks of Windows machines.',
    sources: [sources.windowsScenarios],
    messages: {
      disk: 'Machine {machine} uses an iSCSI disk at {path}, which Azure Disk Encryption does not support. Use managed disks, or encrypt the disk on the iSCSI target.',
    },
  },
  check({ subject, known, report }) {
    const { machine } = subject;
    // The page for Linux does not name iSCSI.
    if (valueOf(machine.os.type) === 'Linux') return;
    const mounts = mountsBesideData(subject, ['iSCSI'], known);
    if (mounts.length === 0 || known(machine.os.type) !== 'Windows') return;
    for (const { origin, path } of mounts) report(origin, 'disk', { machine: machine.name, path });
  },
});
