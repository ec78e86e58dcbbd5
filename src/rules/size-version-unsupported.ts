import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';

export default defineRule({
  meta: {
    code: 'ADE2403',
    name: 'size-version-unsupported',
    on: 'encryptedMachine',
    severity: 'error',
    since: '2026-09',
    summary: 'A machine must not have a size of version 6 or newer.',
    sources: [sources.windowsOverview, sources.linuxOverview, sources.windowsScenarios, sources.linuxScenarios],
    messages: {
      version6:
        'Machine {machine} has size {size} of version 6, on which Azure Disk Encryption is not available. Both overview pages say so (the Windows scenarios page names only version 7 and newer, the Linux one only version 6 with a temporary disk). Use a size of version 5, or encryption at host.',
      newer:
        'Machine {machine} has size {size} of version {version}; Azure Disk Encryption is not available from version 6 on. Use a size of version 5, or encryption at host.',
    },
  },
  check({ subject, support, known, report }) {
    const { machine } = subject;
    const size = known(machine.size);
    const version = size === undefined ? undefined : support.sizeName(size)?.version;
    if (size === undefined || version === undefined || version < 6) return;
    report(machine.size, version === 6 ? 'version6' : 'newer', { machine: machine.name, size, version });
  },
});
