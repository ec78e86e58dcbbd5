import { valueOf } from '../model/index.ts';
import { defineRule } from './rule.ts';
import { diskName, disksOf } from './terms/disks.ts';

export default defineRule({
  meta: {
    code: 'ADE2219',
    name: 'encrypted-data-disk-attach-unsupported',
    on: 'encryption',
    severity: 'error',
    since: '2018-12',
    summary: 'A disk with encryption settings of the release with an Azure AD application cannot be attached as a data disk.',
    azureError:
      'Disk contains encryption settings and cannot be used as a data disk. In order to use it as a data disk, remove the encryption settings and ensure that the virtual machine’s OS disk has the applicable encryption settings defined.',
    sources: [{ url: 'https://github.com/hashicorp/terraform-provider-azurerm/issues/439', date: '2017-10-18' }],
    messages: {
      settings:
        'Machine {machine}: {disk} has a diskEncryptionKey with encryptionSettingsVersion {version}, and Azure refuses to attach such a disk as a data disk of a new machine. Attach it without settings and let the extension encrypt it, or use encryptionSettingsVersion "1.1".',
    },
  },
  check({ subject, support, report }) {
    if (subject.scenario !== 'new-vm-encrypted-vhd') return;
    const { machine } = subject;
    for (const disk of disksOf(machine)) {
      if (disk.role !== 'data' || valueOf(disk.diskEncryptionKey) === undefined) continue;
      const version = valueOf(disk.encryptionSettingsVersion) ?? (support.matrix === '2018-12' ? '1.0' : '1.1');
      if (version === '1.0') report(disk.diskEncryptionKey, 'settings', { machine: machine.name, disk: diskName(disk), version });
    }
  },
});
