import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { encryptsVolumes } from './terms/requests.ts';

export default defineRule({
  meta: {
    code: 'ADE2502',
    name: 'encrypt-format-all-on-windows',
    on: 'encryption',
    severity: 'error',
    since: '2018-12',
    summary: 'encryptFormatAll is for Linux machines.',
    azureError: "Requested value 'EnableEncryptionFormatAll' was not found.",
    sources: [sources.linuxExtensionPage, sources.linuxScenarios],
    messages: {
      windows:
        'Machine {machine} runs Windows, whose extension does not know encryptFormatAll. Remove it, or ask it of Linux machines only.',
    },
  },
  check({ subject, known, report }) {
    const { machine, encryptFormatAll } = subject;
    if (encryptFormatAll === undefined || !encryptsVolumes(subject) || known(machine.os.type) !== 'Windows') return;
    report(encryptFormatAll, 'windows', { machine: machine.name });
  },
});
