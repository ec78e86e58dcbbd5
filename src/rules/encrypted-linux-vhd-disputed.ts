import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { bootsEncrypted, diskName } from './terms/disks.ts';

export default defineRule({
  meta: {
    code: 'ADE2051',
    name: 'encrypted-linux-vhd-disputed',
    on: 'disk',
    severity: 'warning',
    since: '2026-09',
    summary: 'A pre-encrypted Linux VHD should be prepared as the scenarios page says, because other pages do not support it.',
    sources: [sources.linuxScenarios, sources.overview2018],
    messages: {
      machine:
        'Machine {machine} is made from a pre-encrypted Linux VHD. The Linux scenarios page describes this and, on the same page, does not support custom Linux images. Prepare the VHD exactly as that page says and try one machine first.',
      disk: 'The {disk} is imported from a pre-encrypted Linux VHD. The Linux scenarios page describes this and, on the same page, does not support custom Linux images. Prepare the VHD exactly as that page says and try one machine first.',
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
