import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { coversOs, encryptsVolumes } from './terms/requests.ts';

export default defineRule({
  meta: {
    code: 'ADE2411',
    name: 'linux-memory-too-small-for-data',
    on: 'encryption',
    severity: 'error',
    since: '2018-12',
    summary: 'A Linux machine must have the memory that encrypting its data volumes needs.',
    sources: [sources.overview2018, sources.linuxOverview],
    messages: {
      tooSmall:
        'Machine {machine} runs Linux with {memory} GB of memory (size {size}); encrypting data volumes needs {minimum} GB. Use a larger size.',
    },
  },
  check({ subject, support, known, report }) {
    const { machine } = subject;
    if (subject.operation !== 'enable' || !encryptsVolumes(subject) || valueOf(machine.os.type) === 'Windows') return;
    // Data needs the least: where no volume type is written, less is too little for whatever is meant.
    if (coversOs(valueOf(subject.volumeType))) return;
    const minimum = support.minimumMemory.linuxData;
    const memoryMB = known(machine.sizeFacts.memoryMB);
    if (memoryMB === undefined || memoryMB >= minimum || known(machine.os.type) !== 'Linux') return;
    const size = valueOf(machine.size) ?? 'not written';
    report(machine.size, 'tooSmall', { machine: machine.name, memory: memoryMB / 1024, size, minimum: minimum / 1024 });
  },
});
