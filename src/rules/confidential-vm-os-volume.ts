import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { coversOs, encryptsVolumes } from './terms/requests.ts';

export default defineRule({
  meta: {
    code: 'ADE2108',
    name: 'confidential-vm-os-volume',
    on: 'encryption',
    severity: 'error',
    since: '2026-09',
    summary: 'Azure Disk Encryption does not encrypt the OS volume of a confidential Linux machine.',
    sources: [sources.linuxExtension2026, sources.comparison],
    messages: {
      osVolume:
        'Machine {machine} is a ConfidentialVM running Linux, and the extension refuses volumeType {volumeType} there. Use confidential OS disk encryption for the OS volume and volumeType Data for the rest.',
    },
  },
  check({ subject, known, report }) {
    if (!encryptsVolumes(subject) || valueOf(subject.volumeType) === 'Data') return;
    const { machine } = subject;
    if (valueOf(machine.os.type) === 'Windows' || known(machine.securityType) !== 'ConfidentialVM') return;
    const volumeType = known(machine.os.type) === 'Linux' ? known(subject.volumeType) : undefined;
    if (volumeType === undefined || !coversOs(volumeType)) return;
    report(subject.volumeType, 'osVolume', { machine: machine.name, volumeType });
  },
});
