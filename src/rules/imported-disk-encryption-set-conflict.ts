import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { diskName } from './terms/disks.ts';

export default defineRule({
  meta: {
    code: 'ADE2207',
    name: 'imported-disk-encryption-set-conflict',
    on: 'diskRequest',
    severity: 'error',
    since: '2026-09',
    summary: 'A disk with Azure Disk Encryption settings cannot have a customer-managed key.',
    azureError: 'disk encrypted with Azure Disk Encryption cannot be encrypted using customer managed key',
    sources: [sources.windowsScenarios, sources.linuxScenarios],
    messages: {
      customerKey:
        'The {disk} is imported with Azure Disk Encryption settings, but has disk encryption set {diskEncryptionSet}; Azure does not combine the two. Remove diskEncryptionSet.',
    },
  },
  check({ subject, known, report }) {
    const { disk } = subject;
    const diskEncryptionSet = known(disk.diskEncryptionSet);
    if (diskEncryptionSet !== undefined) report(disk.diskEncryptionSet, 'customerKey', { disk: diskName(disk), diskEncryptionSet });
  },
});
