import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { diskName, encryptedDisks } from './terms/disks.ts';
import { encryptsVolumes } from './terms/requests.ts';

export default defineRule({
  meta: {
    code: 'ADE2505',
    name: 'encrypt-format-all-skips-volumes',
    on: 'encryption',
    severity: 'warning',
    since: '2018-12',
    summary: 'encryptFormatAll should not be relied on for disks in a RAID or LVM volume.',
    sources: [sources.linuxScenarios],
    messages: {
      skipped:
        'encryptFormatAll of machine {machine} skips {disk}, since its layout is {layout}: it stays unencrypted. Encrypt plain disks first and build the RAID or LVM volume on them.',
    },
  },
  check({ subject, known, report }) {
    const { machine, encryptFormatAll } = subject;
    if (encryptFormatAll === undefined || !encryptsVolumes(subject) || valueOf(machine.os.type) === 'Windows') return;
    for (const disk of encryptedDisks(subject, known)) {
      if (disk.role !== 'data') continue;
      const layout = known(disk.layout);
      if (layout === 'raid' || layout === 'lvm') report(disk.layout, 'skipped', { machine: machine.name, disk: diskName(disk), layout });
    }
  },
});
