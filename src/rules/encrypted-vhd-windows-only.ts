import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { bootsEncrypted, diskName } from './terms/disks.ts';

export default defineRule({
  meta: {
    code: 'ADE2050',
    name: 'encrypted-vhd-windows-only',
    on: 'disk',
    severity: 'error',
    since: '2018-12',
    until: '2018-12',
    summary: 'A new virtual machine from a pre-encrypted VHD must run Windows.',
    sources: [sources.overview2018],
    messages: {
      disk: 'The {disk} is to be imported from a pre-encrypted VHD with Linux, but only Windows machines can be made from one. Make the machine from a gallery image with scenario new-vm-gallery-image and let the extension encrypt it.',
      machine:
        'Machine {machine} runs Linux, but only Windows machines can be made from a pre-encrypted VHD. Make it from a gallery image with scenario new-vm-gallery-image and let the extension encrypt it.',
    },
  },
  check({ subject, model, known, report }) {
    if (!bootsEncrypted(subject, model)) return;
    const { machine, osType } = subject;
    if (machine === undefined) {
      // One of which nobody says that it has an operating system has none.
      if (valueOf(osType) === 'Linux') report(osType, 'disk', { disk: diskName(subject) });
    } else if (known(machine.os.type) === 'Linux') report(machine.os.type, 'machine', { machine: machine.name });
  },
});
