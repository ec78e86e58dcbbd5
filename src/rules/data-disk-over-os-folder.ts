import { valueOf } from '../model/index.ts';
import { defineRule } from './rule.ts';
import { linuxOverview, linuxScenarios } from './sources.ts';
import { diskName, encryptedDisks } from './terms/disks.ts';
import { encryptsVolumes } from './terms/requests.ts';

/** Folders of the Linux Filesystem Hierarchy Standard 3.0 that belong to the operating system. */
const osFolders = new Set([
  '/',
  '/bin',
  '/boot',
  '/dev',
  '/etc',
  '/home',
  '/lib',
  '/lib64',
  '/opt',
  '/root',
  '/run',
  '/sbin',
  '/tmp',
  '/usr',
  '/usr/local',
  '/var',
  '/var/lib',
  '/var/log',
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
    sources: [linuxScenarios, linuxOverview, { url: 'https://refspecs.linuxfoundation.org/FHS_3.0/fhs/index.html', date: '2015-06-03' }],
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
