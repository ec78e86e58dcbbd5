import { retirements } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { allDisks, diskName } from './terms/disks.ts';
import { endsEncrypted, makesMachine } from './terms/requests.ts';

export default defineRule({
  meta: {
    code: 'ADE2215',
    name: 'unmanaged-disk-retired',
    on: 'encryption',
    severity: 'error',
    since: '2026-09',
    summary: 'A machine must not have unmanaged disks, which no longer work.',
    sources: [retirements.unmanagedDisks.source],
    messages: {
      existing:
        'Machine {machine}: {disk} is unmanaged (a VHD in a storage account). Machines on unmanaged disks cannot be started since {endsOn}: migrate the machine to managed disks first.',
      newMachine:
        'Machine {machine}: {disk} would be unmanaged (a VHD in a storage account). None can be made since {noNewAfter}: leave managed out, and the VHD is imported as a managed disk.',
    },
  },
  check({ subject, known, report }) {
    if (!endsEncrypted(subject) || subject.machine.kind === 'scaleSet') return;
    const { machine } = subject;
    const { endsOn, noNewAfter } = retirements.unmanagedDisks;
    for (const disk of allDisks(machine, known)) {
      if (known(disk.managed) !== false) continue;
      const shown = { machine: machine.name, disk: diskName(disk) };
      if (makesMachine(subject)) report(disk.managed, 'newMachine', { ...shown, noNewAfter });
      else report(disk.managed, 'existing', { ...shown, endsOn });
    }
  },
});
