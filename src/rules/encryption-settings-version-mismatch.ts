import { valueOf } from '../model/index.ts';
import { defineRule } from './rule.ts';
import { diskName, disksOf } from './terms/disks.ts';
import { releaseOf } from './terms/releases.ts';
import { encryptsVolumes, makesMachine } from './terms/requests.ts';

export default defineRule({
  meta: {
    code: 'ADE2220',
    name: 'encryption-settings-version-mismatch',
    on: 'encryption',
    severity: 'error',
    since: '2018-12',
    summary: 'The encryption settings of a disk must be of the version that belongs to the release of its machine.',
    sources: [{ url: 'https://learn.microsoft.com/javascript/api/@azure/arm-compute/encryptionsettingscollection', date: '2026-11-24' }],
    messages: {
      mismatch:
        'Machine {machine}: {disk} has encryptionSettingsVersion {settingsVersion}, but extension version {handlerVersion} writes {expected}. The version on a disk cannot be changed: keep the release that encrypted the disk.',
    },
  },
  check({ subject, known, report }) {
    const { machine } = subject;
    if (!encryptsVolumes(subject) || makesMachine(subject)) return;
    const disks = disksOf(machine).filter((disk) => disk.encryptionSettingsVersion.known);
    if (disks.length === 0) return;
    const handlerVersion = known(machine.current.extension.typeHandlerVersion);
    const os = known(machine.os.type);
    const release = handlerVersion === undefined || os === undefined ? undefined : releaseOf(os, handlerVersion);
    if (handlerVersion === undefined || release === undefined) return;
    const expected = release === 'single-pass' ? '1.1' : '1.0';
    for (const disk of disks) {
      const settingsVersion = valueOf(disk.encryptionSettingsVersion);
      if (settingsVersion === undefined || settingsVersion === expected) continue;
      const data = { machine: machine.name, disk: diskName(disk), settingsVersion, handlerVersion, expected };
      report(disk.encryptionSettingsVersion, 'mismatch', data);
    }
  },
});
