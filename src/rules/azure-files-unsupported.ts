import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { mountsBesideData } from './terms/mounts.ts';

export default defineRule({
  meta: {
    code: 'ADE2114',
    name: 'azure-files-unsupported',
    on: 'encryption',
    severity: 'error',
    since: '2018-12',
    summary: 'Azure Disk Encryption does not encrypt Azure Files shares.',
    sources: [sources.overview2018, sources.windowsScenarios, sources.linuxScenarios],
    messages: {
      share:
        'Machine {machine} mounts an Azure Files share at {path}, which Azure Disk Encryption does not support. The share is encrypted by its storage account: remove it from mounts if that is enough, or keep the data on a disk.',
    },
  },
  check({ subject, known, report }) {
    const { machine } = subject;
    for (const { origin, path } of mountsBesideData(subject, ['AzureFiles'], known))
      report(origin, 'share', { machine: machine.name, path });
  },
});
