import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';

export default defineRule({
  meta: {
    code: 'ADE2123',
    name: 'generation-2-unsupported',
    on: 'encryptedMachine',
    severity: 'error',
    since: '2018-12',
    until: '2018-12',
    summary: 'A machine must be of generation 1.',
    sources: [sources.prerequisites2019],
    messages: {
      generation2:
        'Machine {machine} is of generation 2, which Azure Disk Encryption did not support in December 2018. Use a generation 1 machine, or supportMatrix 2026-09 if you deploy today.',
    },
  },
  check({ subject, report }) {
    const { machine } = subject;
    for (const generation of [machine.provisioning.hyperVGeneration, machine.osDisk.hyperVGeneration]) {
      if (valueOf(generation) !== 'V2') continue;
      report(generation, 'generation2', { machine: machine.name });
      return;
    }
  },
});
