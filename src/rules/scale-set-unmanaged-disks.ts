import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { allDisks, diskName } from './terms/disks.ts';
import { endsEncrypted } from './terms/requests.ts';

export default defineRule({
  meta: {
    code: 'ADE2602',
    name: 'scale-set-unmanaged-disks',
    on: 'encryption',
    severity: 'error',
    since: '2018-12',
    summary: 'A scale set must have managed disks to be encrypted.',
    sources: [sources.scaleSetOverview],
    messages: {
      unmanaged:
        'Scale set {machine}: {disk} is unmanaged, and Azure Disk Encryption supports scale sets with managed disks only. Make the scale set anew with managed disks.',
    },
  },
  check({ subject, known, report }) {
    const { machine } = subject;
    if (machine.kind !== 'scaleSet' || !endsEncrypted(subject)) return;
    for (const disk of allDisks(machine, known)) {
      if (known(disk.managed) === false) report(disk.managed, 'unmanaged', { machine: machine.name, disk: diskName(disk) });
    }
  },
});
