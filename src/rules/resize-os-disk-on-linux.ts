import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { encryptsVolumes } from './terms/requests.ts';

export default defineRule({
  meta: {
    code: 'ADE2508',
    name: 'resize-os-disk-on-linux',
    on: 'encryption',
    severity: 'warning',
    since: '2018-12',
    summary: 'resizeOSDisk should be asked of Windows machines only.',
    sources: [sources.windowsScenarios, sources.linuxQuestions, sources.linuxExtension2026],
    messages: {
      linux:
        'Machine {machine} runs Linux, where resizeOSDisk does nothing; resizing the OS disk is not supported with Azure Disk Encryption on Linux. Remove it.',
    },
  },
  check({ subject, known, report }) {
    const { machine, resizeOSDisk } = subject;
    if (resizeOSDisk?.value !== true || !encryptsVolumes(subject) || known(machine.os.type) !== 'Linux') return;
    report(resizeOSDisk, 'linux', { machine: machine.name });
  },
});
