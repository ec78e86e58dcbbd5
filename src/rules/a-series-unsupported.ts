import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';

export default defineRule({
  meta: {
    code: 'ADE2402',
    name: 'a-series-unsupported',
    on: 'encryptedMachine',
    severity: 'error',
    since: '2026-09',
    summary: 'A machine must not have a size of the A-series.',
    sources: [sources.windowsOverview, sources.linuxOverview, sources.prerequisites2019],
    messages: {
      aSeries:
        'Machine {machine} has size {size} of the A-series, which Azure Disk Encryption does not support. Use a size of another series, such as Standard_D2s_v5.',
    },
  },
  check({ subject, support, known, report }) {
    const { machine } = subject;
    const size = known(machine.size);
    const name = size === undefined ? undefined : support.sizeName(size);
    if (size === undefined || name?.series !== 'A' || name.tier !== 'Standard') return;
    report(machine.size, 'aSeries', { machine: machine.name, size });
  },
});
