import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';

export default defineRule({
  meta: {
    code: 'ADE2110',
    name: 'windows-containers-unsupported',
    on: 'encryptedMachine',
    severity: 'error',
    since: '2026-09',
    summary: 'A machine that runs Windows Server containers cannot use Azure Disk Encryption.',
    sources: [sources.windowsScenarios],
    messages: {
      containers:
        'Machine {machine} runs Windows Server containers, which make a dynamic volume for each container and are not supported by Azure Disk Encryption. Use encryption at host for it.',
    },
  },
  check({ subject, known, report }) {
    const { machine } = subject;
    if (valueOf(machine.os.type) === 'Linux') return;
    if (known(machine.windowsContainers) === true) report(machine.windowsContainers, 'containers', { machine: machine.name });
  },
});
