import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { encryptsVolumes } from './terms/requests.ts';

export default defineRule({
  meta: {
    code: 'ADE2410',
    name: 'windows-memory-too-small',
    on: 'encryption',
    severity: 'error',
    since: '2026-09',
    summary: 'A Windows machine must have at least 2 GB of memory to be encrypted.',
    sources: [sources.windowsOverview, sources.prerequisites2019],
    messages: {
      tooSmall:
        'Machine {machine} runs Windows with {memory} GB of memory (size {size}); encryption needs {minimum} GB. Use a larger size.',
    },
  },
  check({ subject, support, known, report }) {
    const { machine } = subject;
    const minimum = support.minimumMemory.windows;
    if (minimum === undefined || subject.operation !== 'enable' || !encryptsVolumes(subject) || valueOf(machine.os.type) === 'Linux')
      return;
    const memoryMB = known(machine.sizeFacts.memoryMB);
    if (memoryMB === undefined || memoryMB >= minimum || known(machine.os.type) !== 'Windows') return;
    const size = valueOf(machine.size) ?? 'not written';
    report(machine.size, 'tooSmall', { machine: machine.name, memory: memoryMB / 1024, size, minimum: minimum / 1024 });
  },
});
