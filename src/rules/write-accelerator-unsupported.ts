import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { allDisks, diskName } from './terms/disks.ts';

export default defineRule({
  meta: {
    code: 'ADE2204',
    name: 'write-accelerator-unsupported',
    on: 'encryptedMachine',
    severity: 'error',
    since: '2026-09',
    summary: 'A machine with Write Accelerator on a disk cannot use Azure Disk Encryption.',
    sources: [sources.windowsScenarios, sources.linuxScenarios],
    messages: {
      accelerated:
        'Machine {machine} has Write Accelerator on {disk}, which Azure Disk Encryption does not support. Turn Write Accelerator off, or use encryption at host.',
    },
  },
  check({ subject, known, report }) {
    const { machine } = subject;
    for (const disk of allDisks(machine, known)) {
      if (known(disk.writeAcceleratorEnabled) !== true) continue;
      report(disk.writeAcceleratorEnabled, 'accelerated', { machine: machine.name, disk: diskName(disk) });
    }
  },
});
