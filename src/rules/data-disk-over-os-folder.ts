import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { diskName, encryptedDisks } from './terms/disks.ts';
import { encryptsVolumes } from './terms/requests.ts';

/** Folders that a system needs to start, by the Filesystem Hierarchy Standard 3.0, and those that hardening guides move to volumes of their own. */
const osFolders = new Set([
  '/',
  '/bin',
  '/boot',
  '/dev',
  '/etc',
  '/home',
  '/lib',
  '/lib64',
  '/root',
  '/run',
  '/sbin',
  '/tmp',
  '/usr',
  '/var',
  '/var/log',
  '/var/log/audit',
  '/var/tmp',
]);

export default defineRule({
  meta: {
    code: 'ADE2113',
    name: 'data-disk-over-os-folder',
    on: 'encryption',
    severity: 'error',
    since: '2026-09',
    summary: 'A data disk of a Linux machine must not be mounted over a folder of the operating system.',
    sources: [
      sources.linuxScenarios,
      sources.linuxOverview,
      { url: 'https://refspecs.linuxfoundation.org/FHS_3.0/fhs/index.html', date: '2015-06-03' },
    ],
    messages: {
      osFolder:
        'Machine {machine} mounts {disk} over {path}, a folder of the operating system, which Azure Disk Encryption does not support. Mount it at a path of its own, such as /data.',
    },
  },
  check({ subject, known, report }) {
    const { machine } = subject;
    if (!encryptsVolumes(subject) || valueOf(machine.os.type) === 'Windows') return;
    const disks = encryptedDisks(subject, known).filter((disk) => disk.role === 'data');
    if (disks.length === 0 || known(machine.os.type) !== 'Linux') return;
    for (const disk of disks) {
      const path = known(disk.mountPath);
      if (path === undefined || !osFolders.has(path.replace(/(.)\/+$/, '$1'))) continue;
      report(disk.mountPath, 'osFolder', { machine: machine.name, disk: diskName(disk), path });
    }
  },
});
