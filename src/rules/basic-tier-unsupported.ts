import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';

export default defineRule({
  meta: {
    code: 'ADE2401',
    name: 'basic-tier-unsupported',
    on: 'encryptedMachine',
    severity: 'error',
    since: '2018-12',
    summary: 'A machine must not be of the Basic tier.',
    sources: [sources.overview2018, sources.windowsScenarios, sources.linuxScenarios],
    messages: {
      basic:
        'Machine {machine} has size {size} of the Basic tier, which Azure Disk Encryption does not support. Use a size of the Standard tier, such as Standard_D2s_v5.',
    },
  },
  check({ subject, known, report }) {
    const { machine } = subject;
    const size = known(machine.size);
    if (size !== undefined && /^basic_/i.test(size)) report(machine.size, 'basic', { machine: machine.name, size });
  },
});
