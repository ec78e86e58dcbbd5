import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { diskName, encryptedDisks } from './terms/disks.ts';
import { encryptsVolumes } from './terms/requests.ts';

export default defineRule({
  meta: {
    code: 'ADE2210',
    name: 'dynamic-volume-unsupported',
    on: 'encryption',
    severity: 'error',
    since: '2018-12',
    summary: 'Azure Disk Encryption does not encrypt dynamic volumes.',
    sources: [sources.overview2018, sources.windowsScenarios, sources.linuxScenarios],
    messages: {
      dynamic:
        'Machine {machine}: {disk} is a dynamic disk, and Azure Disk Encryption encrypts only volumes on basic disks. Move the data to a basic disk, or use Storage Spaces.',
    },
  },
  check({ subject, known, report }) {
    if (!encryptsVolumes(subject)) return;
    for (const disk of encryptedDisks(subject, known)) {
      if (known(disk.layout) === 'dynamic') report(disk.layout, 'dynamic', { machine: subject.machine.name, disk: diskName(disk) });
    }
  },
});
