import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { coversOs, decryptsVolumes } from './terms/requests.ts';

export default defineRule({
  meta: {
    code: 'ADE2103',
    name: 'linux-os-disable-unsupported',
    on: 'encryption',
    severity: 'error',
    since: '2018-12',
    summary: 'Encryption of the OS volume of a Linux machine cannot be disabled.',
    azureError: 'Only Data disks can have encryption disabled in a Linux VM',
    sources: [sources.overview2018, sources.linuxScenarios],
    messages: {
      osVolume:
        'Machine {machine} runs Linux, and volumeType {volumeType} would decrypt its OS volume, which Azure cannot do. Only Data can be disabled on Linux: use volumeType Data, or build a new machine to get rid of an encrypted OS volume.',
    },
  },
  check({ subject, known, report }) {
    const volumeType = valueOf(subject.volumeType);
    if (!decryptsVolumes(subject) || !coversOs(volumeType)) return;
    const { machine } = subject;
    if (known(machine.os.type) !== 'Linux') return;
    report(subject.volumeType, 'osVolume', { machine: machine.name, volumeType: String(volumeType) });
  },
});
