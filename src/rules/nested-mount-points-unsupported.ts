import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { diskName, encryptedDisks } from './terms/disks.ts';
import { encryptsVolumes } from './terms/requests.ts';

export default defineRule({
  meta: {
    code: 'ADE2112',
    name: 'nested-mount-points-unsupported',
    on: 'encryption',
    severity: 'error',
    since: '2026-09',
    summary: 'Data disks of a Linux machine must not be mounted below each other.',
    sources: [sources.linuxScenarios],
    messages: {
      nested:
        'Machine {machine} mounts {disk} at {path}, below the disk mounted at {parent}; Azure Disk Encryption does not support nested mount points. Mount the disks beside each other.',
    },
  },
  check({ subject, known, report }) {
    const { machine } = subject;
    if (!encryptsVolumes(subject) || valueOf(machine.os.type) === 'Windows') return;
    const disks = encryptedDisks(subject, known).filter((disk) => disk.role === 'data');
    if (disks.length < 2 || known(machine.os.type) !== 'Linux') return;
    const mounted = disks.map((disk) => ({ disk, path: known(disk.mountPath)?.replace(/\/+$/, '') }));
    for (const { disk, path } of mounted) {
      const parent = mounted.find((other) => other.path !== undefined && other.path !== '' && path?.startsWith(`${other.path}/`));
      if (path === undefined || parent?.path === undefined) continue;
      report(disk.mountPath, 'nested', { machine: machine.name, disk: diskName(disk), path, parent: parent.path });
    }
  },
});
