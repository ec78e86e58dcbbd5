import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { diskName, encryptedDisks } from './terms/disks.ts';
import { encryptsVolumes } from './terms/requests.ts';
import { isClear, stateOf } from './terms/volume-states.ts';

/** What the extension encrypts without losing what is on it. */
const preserved = new Set(['ext2', 'ext3', 'ext4']);

export default defineRule({
  meta: {
    code: 'ADE2214',
    name: 'linux-data-file-system-unsupported',
    on: 'encryption',
    severity: 'error',
    since: '2018-12',
    summary: 'A Linux data disk must have an ext2, ext3 or ext4 file system, unless it is formatted anew.',
    azureError: 'Encrypting xfs file system is not supported for data-preserving encryption. Consider using the encrypt-format-all option.',
    sources: [sources.linuxQuestions, sources.linuxExtension2018, sources.linuxExtension2026],
    messages: {
      fileSystem:
        'Machine {machine}: {disk} has file system {fileSystem}, which the extension cannot encrypt without formatting it; ext2, ext3 and ext4 can be. Move the data to ext4, or ask for encryptFormatAll if all data on the disk may be lost.',
    },
  },
  check({ subject, known, report }) {
    const { machine } = subject;
    if (subject.operation !== 'enable' || !encryptsVolumes(subject) || subject.encryptFormatAll !== undefined) return;
    const dataVolume = valueOf(stateOf(machine.current.dataVolume, 'current.dataVolume'));
    if (valueOf(machine.os.type) === 'Windows' || (dataVolume !== undefined && !isClear(dataVolume))) return;
    const disks = encryptedDisks(subject, known).filter((disk) => disk.role === 'data');
    if (disks.length === 0 || known(machine.os.type) !== 'Linux') return;
    for (const disk of disks) {
      const fileSystem = known(disk.fileSystem);
      if (fileSystem === undefined || preserved.has(fileSystem.toLowerCase())) continue;
      report(disk.fileSystem, 'fileSystem', { machine: machine.name, disk: diskName(disk), fileSystem });
    }
  },
});
