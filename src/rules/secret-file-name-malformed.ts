import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { diskName } from './terms/disks.ts';

const windowsFile = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.BEK$/i;
const linuxFile = /^LinuxPassPhraseFileName(_[0-9]+_[0-9]+)?$/;

export default defineRule({
  meta: {
    code: 'ADE2222',
    name: 'secret-file-name-malformed',
    on: 'disk',
    severity: 'error',
    since: '2018-12',
    summary: 'The file name of a disk secret must be the one that the operating system looks for.',
    sources: [
      {
        url: 'https://github.com/MicrosoftDocs/azure-docs/blob/02a4dd5b/articles/backup/backup-azure-restore-key-secret.md',
        date: '2017-08-28',
      },
      sources.linuxExtension2026,
    ],
    messages: {
      windows:
        'The key file {fileName} of {disk} cannot be found by Windows, which looks for the GUID of the key protector with the ending .BEK. Write the name that `manage-bde -protectors -get` shows.',
      linux:
        'The key file {fileName} of {disk} cannot be found on Linux, which looks for LinuxPassPhraseFileName, and on data disks LinuxPassPhraseFileName_CONTROLLER_LUN. Write one of these.',
    },
  },
  check({ subject, known, report }) {
    const key = valueOf(subject.diskEncryptionKey);
    const fileName = key === undefined ? undefined : valueOf(key.fileName);
    if (key === undefined || fileName === undefined) return;
    const os = valueOf(subject.osType) ?? known(subject.machine?.os.type ?? subject.osType);
    if (os === 'Windows' && !windowsFile.test(fileName)) report(key.fileName, 'windows', { fileName, disk: diskName(subject) });
    if (os === 'Linux' && !linuxFile.test(fileName)) report(key.fileName, 'linux', { fileName, disk: diskName(subject) });
  },
});
