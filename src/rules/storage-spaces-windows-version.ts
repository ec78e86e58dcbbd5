import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { diskName, encryptedDisks } from './terms/disks.ts';
import { encryptsVolumes } from './terms/requests.ts';

/** The first Windows Server whose Storage Spaces can be encrypted. */
const firstYear = 2016;

export default defineRule({
  meta: {
    code: 'ADE2212',
    name: 'storage-spaces-windows-version',
    on: 'encryption',
    severity: 'error',
    since: '2026-09',
    summary: 'Storage Spaces can be encrypted from Windows Server 2016 on.',
    sources: [sources.windowsScenarios],
    messages: {
      older:
        'Machine {machine}: {disk} belongs to a Storage Space on {version}; Azure Disk Encryption supports Storage Spaces from Windows Server 2016 on. Upgrade Windows, or use plain disks.',
    },
  },
  check({ subject, support, known, report }) {
    const { machine } = subject;
    if (!encryptsVolumes(subject) || valueOf(machine.os.type) === 'Linux') return;
    const spaces = encryptedDisks(subject, known).filter((disk) => known(disk.layout) === 'storage-spaces');
    if (spaces.length === 0) return;
    const version = known(machine.os.version);
    const found = version === undefined ? undefined : support.windowsVersion(version);
    if (version === undefined || found?.kind !== 'server') return;
    if (Number(/\d{4}/.exec(found.name)?.[0]) >= firstYear) return;
    for (const disk of spaces) report(disk.layout, 'older', { machine: machine.name, disk: diskName(disk), version });
  },
});
