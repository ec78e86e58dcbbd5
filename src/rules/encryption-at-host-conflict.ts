import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';

export default defineRule({
  meta: {
    code: 'ADE2107',
    name: 'encryption-at-host-conflict',
    on: 'encryptedMachine',
    severity: 'error',
    since: '2026-09',
    summary: 'A machine that has or ever had encryption at host cannot use Azure Disk Encryption.',
    azureError: 'Azure Disk Encryption cannot be enabled on disks that have encryption at host enabled',
    sources: [sources.windowsScenarios, sources.linuxScenarios, sources.encryptionAtHost],
    messages: {
      enabled:
        'Machine {machine} has encryptionAtHost, which Azure does not combine with Azure Disk Encryption, now or later. Its disks are encrypted already: leave the machine out.',
    },
  },
  check({ subject, known, report }) {
    const { machine } = subject;
    if (known(machine.encryptionAtHost) === true) report(machine.encryptionAtHost, 'enabled', { machine: machine.name });
  },
});
