import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { coversData, encryptsVolumes } from './terms/requests.ts';

const sharedFileSystems = new Set(['SMB', 'DFS', 'GFS', 'DRBD', 'CephFS', 'ACFS']);

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
    if (!encryptsVolumes(subject) || !coversData(valueOf(subject.volumeType))) return;
    const { machine } = subject;
    for (const mount of known(machine.mounts) ?? []) {
      if (!sharedFileSystems.has(mount.type)) continue;
      report(mount.origin, 'mount', { machine: machine.name, type: mount.type, path: mount.path });
    }
  },
});
