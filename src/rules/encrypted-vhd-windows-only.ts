import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';

export default defineRule({
  meta: {
    code: 'ADE2050',
    name: 'encrypted-vhd-windows-only',
    on: 'encryption',
    severity: 'error',
    since: '2018-12',
    until: '2018-12',
    summary: 'A new virtual machine from a pre-encrypted VHD must run Windows.',
    sources: [sources.overview2018],
    messages: {
      linux:
        'Machine {machine} runs Linux, but only Windows machines can be made from a pre-encrypted VHD. Make it from a gallery image with scenario new-vm-gallery-image and let the extension encrypt it.',
    },
  },
  check({ subject, known, report }) {
    if (subject.scenario !== 'new-vm-encrypted-vhd') return;
    const { machine } = subject;
    if (known(machine.os.type) === 'Linux') report(machine.os.type, 'linux', { machine: machine.name });
  },
});
