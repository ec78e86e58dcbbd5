import { valueOf, within } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { coversData, encryptsVolumes } from './terms/requests.ts';

export default defineRule({
  meta: {
    code: 'ADE2504',
    name: 'encrypt-format-all-unacknowledged',
    on: 'encryption',
    severity: 'error',
    since: '2018-12',
    summary: 'encryptFormatAll must acknowledge the loss of the data on every data disk.',
    sources: [sources.linuxScenarios, sources.linuxQuestions],
    messages: {
      unacknowledged:
        'encryptFormatAll formats every mounted data disk of machine {machine}, also lun {luns}, which acknowledgeDataLoss does not list. Add it if its data may be lost; otherwise unmount the disk and take it out of /etc/fstab first, or encrypt without formatting.',
    },
  },
  check({ subject, known, report }) {
    const { machine, encryptFormatAll, volumeType } = subject;
    if (encryptFormatAll === undefined || !encryptsVolumes(subject) || !coversData(valueOf(volumeType))) return;
    if (valueOf(machine.os.type) === 'Windows') return;
    const acknowledged = encryptFormatAll.value.acknowledgeDataLoss;
    const luns = (known(machine.dataDisks) ?? [])
      .map(({ lun }) => valueOf(lun))
      .filter((lun) => lun !== undefined && !acknowledged.includes(lun));
    if (luns.length > 0)
      report(within(encryptFormatAll.origin, 'acknowledgeDataLoss'), 'unacknowledged', { machine: machine.name, luns: luns.map(String) });
  },
});
