import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { coversOs, encryptsVolumes, makesMachine } from './terms/requests.ts';
import { isClear, stateOf } from './terms/volume-states.ts';

export default defineRule({
  meta: {
    code: 'ADE2413',
    name: 'linux-memory-too-small-for-root',
    on: 'encryption',
    severity: 'error',
    since: '2026-09',
    summary: 'A Linux machine whose root file system uses more than 4 GB must have twice that much memory to encrypt its OS volume.',
    azureError: 'No space left on device',
    sources: [sources.linuxOverview],
    messages: {
      tooSmall:
        'Machine {machine} uses {usage} GB of its root file system and has {memory} GB of memory (size {size}); encrypting the OS volume needs twice the usage, {minimum} GB. Use a larger size, clean up, or use volumeType Data.',
    },
  },
  check({ subject, support, known, report }) {
    const { machine } = subject;
    const { linuxRootUsageGB, linuxOs } = support.minimumMemory;
    if (linuxRootUsageGB === undefined || subject.operation !== 'enable' || !encryptsVolumes(subject)) return;
    const osVolume = valueOf(stateOf(machine.current.osVolume, 'current.osVolume'));
    if (valueOf(subject.volumeType) === 'Data' || (osVolume !== undefined && !isClear(osVolume))) return;
    if (valueOf(machine.os.type) === 'Windows' || (makesMachine(subject) && !machine.os.rootUsageGB.known)) return;
    if (known(machine.os.type) !== 'Linux') return;
    const usage = known(machine.os.rootUsageGB);
    const memoryMB = known(machine.sizeFacts.memoryMB);
    if (usage === undefined || memoryMB === undefined || usage <= linuxRootUsageGB || memoryMB < linuxOs) return;
    const minimum = usage * 2;
    if (memoryMB >= minimum * 1024 || !coversOs(known(subject.volumeType))) return;
    const size = valueOf(machine.size) ?? 'not written';
    report(machine.os.rootUsageGB, 'tooSmall', { machine: machine.name, usage, memory: memoryMB / 1024, size, minimum });
  },
});
