import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { coversOs, encryptsVolumes } from './terms/requests.ts';
import { isClear, stateOf } from './terms/volume-states.ts';

/** Below this the agent refuses: 7,000,000 kB of MemTotal, in MB. */
const agentMinimumMB = 7_000_000 / 1024;

export default defineRule({
  meta: {
    code: 'ADE2412',
    name: 'linux-memory-too-small-for-os',
    on: 'encryption',
    severity: 'error',
    since: '2018-12',
    summary: 'A Linux machine must have the memory that encrypting its OS volume needs.',
    azureError: 'Not enough memory for enabling encryption on OS volume. 8 GB memory is recommended.',
    sources: [sources.overview2018, sources.linuxOverview, sources.linuxExtension2026],
    messages: {
      tooSmall:
        'Machine {machine} runs Linux with {memory} GB of memory (size {size}); encrypting the OS volume needs {minimum} GB. Use a larger size, or volumeType Data.',
      agentOnly:
        'Machine {machine} runs Linux with {memory} GB of memory (size {size}). The agent would accept it, but the page asks for {minimum} GB to encrypt the OS volume: it is not supported. Use a larger size, or volumeType Data.',
    },
  },
  check({ subject, support, known, report }) {
    const { machine } = subject;
    if (subject.operation !== 'enable' || !encryptsVolumes(subject) || valueOf(machine.os.type) === 'Windows') return;
    const osVolume = valueOf(stateOf(machine.current.osVolume, 'current.osVolume'));
    if (valueOf(subject.volumeType) === 'Data' || (osVolume !== undefined && !isClear(osVolume))) return;
    const minimum = support.minimumMemory.linuxOs;
    const memoryMB = known(machine.sizeFacts.memoryMB);
    if (memoryMB === undefined || memoryMB >= minimum || known(machine.os.type) !== 'Linux' || !coversOs(known(subject.volumeType))) return;
    const size = valueOf(machine.size) ?? 'not written';
    const messageId = memoryMB >= agentMinimumMB ? 'agentOnly' : 'tooSmall';
    report(machine.size, messageId, { machine: machine.name, memory: memoryMB / 1024, size, minimum: minimum / 1024 });
  },
});
