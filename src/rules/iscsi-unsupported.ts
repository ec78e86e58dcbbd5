import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { coversData, encryptsVolumes } from './terms/requests.ts';

export default defineRule({
  meta: {
    code: 'ADE2116',
    name: 'iscsi-unsupported',
    on: 'encryption',
    severity: 'error',
    since: '2026-09',
    summary: 'Azure Disk Encryption does not encrypt iSCSI disks.',
    sources: [sources.windowsScenarios],
    messages: {
      disk: 'Machine {machine} uses an iSCSI disk at {path}, which Azure Disk Encryption does not support. Use managed disks, or encrypt the disk on the iSCSI target.',
    },
  },
  check({ subject, known, report }) {
    if (!encryptsVolumes(subject) || !coversData(valueOf(subject.volumeType))) return;
    const { machine } = subject;
    for (const mount of known(machine.mounts) ?? []) {
      if (mount.type === 'iSCSI') report(mount.origin, 'disk', { machine: machine.name, path: mount.path });
    }
  },
});
