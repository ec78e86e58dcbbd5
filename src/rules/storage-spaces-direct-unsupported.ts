import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { diskName, encryptedDisks } from './terms/disks.ts';
import { encryptsVolumes } from './terms/requests.ts';

export default defineRule({
  meta: {
    code: 'ADE2213',
    name: 'storage-spaces-direct-unsupported',
    on: 'encryption',
    severity: 'error',
    since: '2026-09',
    summary: 'Azure Disk Encryption does not encrypt Storage Spaces Direct.',
    sources: [sources.windowsScenarios],
    messages: {
      direct:
        'Machine {machine}: {disk} belongs to Storage Spaces Direct, which Azure Disk Encryption does not support on any version of Windows. Use encryption at host.',
    },
  },
  check({ subject, known, report }) {
    const { machine } = subject;
    if (!encryptsVolumes(subject) || valueOf(machine.os.type) === 'Linux') return;
    for (const disk of encryptedDisks(subject, known)) {
      if (known(disk.layout) !== 'storage-spaces-direct') continue;
      report(disk.layout, 'direct', { machine: machine.name, disk: diskName(disk) });
    }
  },
});
