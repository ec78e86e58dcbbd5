import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';

export default defineRule({
  meta: {
    code: 'ADE2404',
    name: 'linux-l-series-unsupported',
    on: 'encryptedMachine',
    severity: 'error',
    since: '2026-09',
    summary: 'A Linux machine must not have a storage-optimized size of the L family.',
    sources: [sources.linuxScenarios],
    messages: {
      lFamily:
        'Machine {machine} runs Linux and has size {size} of the L family, which Azure Disk Encryption does not support there. Use another family, or encryption at host.',
    },
  },
  check({ subject, support, known, report }) {
    const { machine } = subject;
    if (valueOf(machine.os.type) === 'Windows') return;
    const size = known(machine.size);
    const name = size === undefined ? undefined : support.sizeName(size);
    if (size === undefined || name?.series !== 'L' || name.version >= 6) return;
    if (known(machine.os.type) === 'Linux') report(machine.size, 'lFamily', { machine: machine.name, size });
  },
});
