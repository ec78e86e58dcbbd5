import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { encryptsVolumes } from './terms/requests.ts';

export default defineRule({
  meta: {
    code: 'ADE2405',
    name: 'linux-nvme-unsupported',
    on: 'encryption',
    severity: 'error',
    since: '2026-09',
    summary: 'The disks of a Linux machine must be attached over SCSI.',
    sources: [sources.linuxScenarios],
    messages: {
      nvme: 'Machine {machine} runs Linux and attaches its disks over NVMe, which Azure Disk Encryption does not support there. Use diskControllerType SCSI, or encryption at host.',
    },
  },
  check({ subject, support, known, report }) {
    const { machine } = subject;
    if (!encryptsVolumes(subject) || valueOf(machine.os.type) === 'Windows') return;
    // Sizes from version 6 on, which have NVMe, are refused for themselves.
    const size = valueOf(machine.size);
    if (size !== undefined && (support.sizeName(size)?.version ?? 0) >= 6) return;
    if (known(machine.diskControllerType) !== 'NVMe' || known(machine.os.type) !== 'Linux') return;
    report(machine.diskControllerType, 'nvme', { machine: machine.name });
  },
});
