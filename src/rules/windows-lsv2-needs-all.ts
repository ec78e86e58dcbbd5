import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { encryptsVolumes } from './terms/requests.ts';

export default defineRule({
  meta: {
    code: 'ADE2406',
    name: 'windows-lsv2-needs-all',
    on: 'encryption',
    severity: 'warning',
    since: '2026-09',
    summary: 'A Windows machine of the L family should be encrypted with volumeType All.',
    sources: [sources.windowsScenarios],
    messages: {
      notAll:
        'Machine {machine} runs Windows on size {size}, whose NVMe disks are encrypted only with volumeType All, not {volumeType}. Use All, after the disks have been initialized with NTFS.',
    },
  },
  check({ subject, support, known, report }) {
    const { machine } = subject;
    const volumeType = valueOf(subject.volumeType);
    if (!encryptsVolumes(subject) || volumeType === undefined || volumeType === 'All' || valueOf(machine.os.type) === 'Linux') return;
    const size = known(machine.size);
    const name = size === undefined ? undefined : support.sizeName(size);
    if (size === undefined || name?.series !== 'L' || !name.localNvmeDisks || name.version >= 6) return;
    if (known(machine.os.type) !== 'Windows') return;
    report(subject.volumeType, 'notAll', { machine: machine.name, size, volumeType });
  },
});
