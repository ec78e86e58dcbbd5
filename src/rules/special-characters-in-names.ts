import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { diskName, disksOf } from './terms/disks.ts';
import { encryptsVolumes } from './terms/requests.ts';

/** What the service that stores the disk secrets can pass on: letters, digits, hyphen, underscore and period, the first of them a letter or digit. */
const plainName = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

export default defineRule({
  meta: {
    code: 'ADE2130',
    name: 'special-characters-in-names',
    on: 'encryption',
    severity: 'error',
    since: '2026-09',
    summary:
      'Names of machines and data disks must be made of plain letters, digits, hyphens, underscores and periods, beginning with a letter or digit.',
    azureError: 'Failed to send DiskEncryptionData, Check KeyVault inputs, ResourceIds and retry encryption operation',
    sources: [sources.windowsTroubleshooting],
    messages: {
      machine:
        'The name of machine {machine} has a character that makes Azure Disk Encryption fail to store its secrets. Only a-z, A-Z, 0-9, hyphen, underscore and period work, and the first must be a letter or digit: rename or rebuild the machine.',
      disk: 'The name of {disk} of machine {machine} has a character that makes Azure Disk Encryption fail to store its secrets. Only a-z, A-Z, 0-9, hyphen, underscore and period work, and the first must be a letter or digit: use a disk with another name.',
    },
  },
  check({ subject, report }) {
    if (!encryptsVolumes(subject)) return;
    const { machine } = subject;
    if (!plainName.test(machine.name)) report(machine.nameOrigin, 'machine', { machine: machine.name });
    for (const disk of disksOf(machine)) {
      const name = valueOf(disk.name);
      if (name === undefined || plainName.test(name)) continue;
      report(disk.name, 'disk', { machine: machine.name, disk: diskName(disk) });
    }
  },
});
