import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';

export default defineRule({
  meta: {
    code: 'ADE2051',
    name: 'encrypted-linux-vhd-disputed',
    on: 'encryption',
    severity: 'warning',
    since: '2026-09',
    summary: 'A pre-encrypted Linux VHD should be prepared as the scenarios page says, because other pages do not support it.',
    sources: [sources.linuxScenarios, sources.overview2018],
    messages: {
      linux:
        'Machine {machine} is made from a pre-encrypted Linux VHD. The Linux scenarios page describes this and, on the same page, does not support custom Linux images. Prepare the VHD exactly as that page says and try one machine first.',
    },
  },
  check({ subject, known, report }) {
    if (subject.scenario !== 'new-vm-encrypted-vhd') return;
    const { machine } = subject;
    if (known(machine.os.type) === 'Linux') report(machine.os.type, 'linux', { machine: machine.name });
  },
});
