import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';

export default defineRule({
  meta: {
    code: 'ADE2203',
    name: 'ephemeral-os-disk-unsupported',
    on: 'encryptedMachine',
    severity: 'error',
    since: '2026-09',
    summary: 'A machine with an ephemeral OS disk cannot use Azure Disk Encryption.',
    sources: [sources.windowsScenarios, sources.linuxScenarios],
    messages: {
      ephemeral:
        'Machine {machine} has an ephemeral OS disk, which Azure Disk Encryption does not support. Use a managed OS disk, or encryption at host.',
    },
  },
  check({ subject, known, report }) {
    const { machine } = subject;
    const { ephemeral } = machine.osDisk;
    if (known(ephemeral) === true) report(ephemeral, 'ephemeral', { machine: machine.name });
  },
});
