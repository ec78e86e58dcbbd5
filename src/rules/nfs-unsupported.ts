import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { mountsBesideData } from './terms/mounts.ts';

export default defineRule({
  meta: {
    code: 'ADE2115',
    name: 'nfs-unsupported',
    on: 'encryption',
    severity: 'error',
    since: '2018-12',
    summary: 'Azure Disk Encryption does not encrypt NFS mounts.',
    sources: [sources.overview2018, sources.windowsScenarios, sources.linuxScenarios],
    messages: {
      mount:
        'Machine {machine} mounts NFS at {path}, which Azure Disk Encryption does not support. Encrypt it on the server, or keep the data on a disk of the machine.',
    },
  },
  check({ subject, known, report }) {
    const { machine } = subject;
    for (const { origin, path } of mountsBesideData(subject, ['NFS'], known)) report(origin, 'mount', { machine: machine.name, path });
  },
});
