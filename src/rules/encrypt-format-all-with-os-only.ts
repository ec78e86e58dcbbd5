import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { encryptsVolumes } from './terms/requests.ts';

export default defineRule({
  meta: {
    code: 'ADE2503',
    name: 'encrypt-format-all-with-os-only',
    on: 'encryption',
    severity: 'error',
    since: '2018-12',
    summary: 'encryptFormatAll must come with a volumeType that covers data volumes.',
    sources: [sources.linuxScenarios],
    messages: {
      osOnly:
        'Machine {machine} asks for encryptFormatAll with volumeType OS, but it formats data disks only. Remove it, or use volumeType Data or All.',
    },
  },
  check({ subject, report }) {
    const { machine, encryptFormatAll, volumeType } = subject;
    if (encryptFormatAll === undefined || !encryptsVolumes(subject) || valueOf(volumeType) !== 'OS') return;
    if (valueOf(machine.os.type) !== 'Windows') report(encryptFormatAll, 'osOnly', { machine: machine.name });
  },
});
