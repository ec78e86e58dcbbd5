import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { diskName, encryptedDisks } from './terms/disks.ts';
import { encryptsVolumes } from './terms/requests.ts';

export default defineRule({
  meta: {
    code: 'ADE2211',
    name: 'windows-software-raid-unsupported',
    on: 'encryption',
    severity: 'error',
    since: '2018-12',
    summary: 'Azure Disk Encryption does not encrypt software RAID on Windows.',
    sources: [sources.overview2018, sources.windowsScenarios],
    messages: {
      raid: 'Machine {machine}: {disk} belongs to a software RAID, which Azure Disk Encryption does not support on Windows. Use Storage Spaces, or a single larger disk.',
    },
  },
  check({ subject, known, report }) {
    const { machine } = subject;
    if (!encryptsVolumes(subject) || valueOf(machine.os.type) === 'Linux') return;
    for (const disk of encryptedDisks(subject, known)) {
      if (known(disk.layout) !== 'raid' || known(machine.os.type) !== 'Windows') continue;
      report(disk.layout, 'raid', { machine: machine.name, disk: diskName(disk) });
    }
  },
});
