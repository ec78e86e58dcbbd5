import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { coversData } from './terms/requests.ts';

export default defineRule({
  meta: {
    code: 'ADE2218',
    name: 'blank-linux-data-disks',
    on: 'encryption',
    severity: 'note',
    since: '2018-12',
    summary: 'Data disks of a new Linux machine should be formatted and mounted before they are encrypted.',
    sources: [sources.linuxOverview, sources.linuxScenarios],
    messages: {
      blank:
        'Machine {machine} is new, and its data disks are blank: on Linux they are encrypted only once they have a file system and an entry in /etc/fstab. Format and mount them, then run encryption again with a new rerun.',
    },
  },
  check({ subject, known, report }) {
    const { machine } = subject;
    if (subject.scenario !== 'new-vm-gallery-image' || !coversData(valueOf(subject.volumeType))) return;
    const dataDisks = valueOf(machine.dataDisks) ?? [];
    if (dataDisks.length === 0 || known(machine.os.type) !== 'Linux') return;
    report(machine.dataDisks, 'blank', { machine: machine.name });
  },
});
