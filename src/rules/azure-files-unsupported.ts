import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { coversData, encryptsVolumes } from './terms/requests.ts';

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
    if (!encryptsVolumes(subject) || !coversData(valueOf(subject.volumeType))) return;
    const { machine } = subject;
    for (const mount of known(machine.mounts) ?? []) {
      if (mount.type === 'AzureFiles') report(mount.origin, 'share', { machine: machine.name, path: mount.path });
    }
  },
});
