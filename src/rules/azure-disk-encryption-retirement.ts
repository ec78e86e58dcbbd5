import { retirements, sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { endsEncrypted } from './terms/requests.ts';

export default defineRule({
  meta: {
    code: 'ADE2801',
    name: 'azure-disk-encryption-retirement',
    on: 'spec',
    severity: 'note',
    since: '2026-09',
    summary: 'Machines should leave Azure Disk Encryption before it ends on 15 September 2028.',
    sources: [sources.comparison, sources.migration],
    messages: {
      retirement:
        'Azure Disk Encryption ends on {endsOn}: machines keep running, but encrypted disks no longer unlock after a restart. Plan the move to encryption at host; use it for new machines now.',
    },
  },
  check({ model, report }) {
    if (!model.requests.encryption.some(endsEncrypted) && model.requests.disks.length + model.requests.restores.length === 0) return;
    report(model.settings.supportMatrix, 'retirement', { endsOn: retirements.azureDiskEncryption.endsOn });
  },
});
