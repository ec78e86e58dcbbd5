import { defineRule } from './rule.ts';

export default defineRule({
  meta: {
    code: 'ADE2702',
    name: 'backup-excludes-disks',
    on: 'backup',
    severity: 'error',
    since: '2018-12',
    summary: 'A backup of an encrypted machine must include all of its disks.',
    azureError: 'UserErrorEncryptedVmNotSupportedWithDiskEx: Disk exclusion is not supported for encrypted virtual machines.',
    sources: [{ url: 'https://docs.azure.cn/en-us/backup/backup-azure-encrypted-vm-troubleshoot', date: '2026-11-24' }],
    messages: {
      excluded:
        'The backup of machine {machine} leaves out lun {luns}, but Azure Backup does not exclude disks of encrypted machines. Remove excludedLuns.',
    },
  },
  check({ subject, report }) {
    const { excludedLuns, machine } = subject;
    if (excludedLuns === undefined || excludedLuns.value.length === 0) return;
    report(excludedLuns, 'excluded', { machine: machine.name, luns: excludedLuns.value.map(String) });
  },
});
