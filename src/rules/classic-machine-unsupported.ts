import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';

export default defineRule({
  meta: {
    code: 'ADE2101',
    name: 'classic-machine-unsupported',
    on: 'encryption',
    severity: 'error',
    since: '2018-12',
    summary: 'A machine must be deployed through Azure Resource Manager.',
    sources: [sources.overview2018, sources.windowsScenarios, sources.linuxScenarios],
    messages: {
      classic:
        'Machine {machine} uses the classic deployment model, which Azure Disk Encryption does not support. Migrate it to Azure Resource Manager first.',
    },
  },
  check({ subject, known, report }) {
    const { machine } = subject;
    if (known(machine.deploymentModel) === 'Classic') report(machine.deploymentModel, 'classic', { machine: machine.name });
  },
});
