import type { Mount } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { mountsBesideData } from './terms/mounts.ts';

const sharedFileSystems: readonly Mount['type'][] = ['SMB', 'DFS', 'GFS', 'DRBD', 'CephFS', 'ACFS'];

export default defineRule({
  meta: {
    code: 'ADE2117',
    name: 'shared-file-system-unsupported',
    on: 'encryption',
    severity: 'error',
    since: '2026-09',
    summary: 'Azure Disk Encryption does not encrypt shared or distributed file systems.',
    sources: [sources.windowsScenarios, sources.linuxScenarios],
    messages: {
      mount:
        'Machine {machine} mounts {type} at {path}; Azure Disk Encryption does not support shared or distributed file systems. Encrypt it where its data is stored, or keep the data on a disk of the machine.',
    },
  },
  check({ subject, known, report }) {
    const { machine } = subject;
    for (const { origin, type, path } of mountsBesideData(subject, sharedFileSystems, known)) {
      report(origin, 'mount', { machine: machine.name, type, path });
    }
  },
});
