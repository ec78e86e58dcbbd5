import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { usesOf } from './terms/uses.ts';

export default defineRule({
  meta: {
    code: 'ADE2304',
    name: 'key-vault-firewall-bypass',
    on: 'keyVault',
    severity: 'error',
    since: '2018-12',
    summary: 'The firewall of a key vault must let trusted Azure services through.',
    azureError: 'Extension status not available on the VM.',
    sources: [sources.keyVaultFirewall, sources.windowsTroubleshooting],
    messages: {
      blocked:
        'Key vault {vault} denies all networks and has networkAcls.bypass None, so Azure Disk Encryption cannot reach it. Set bypass to AzureServices: `az keyvault update --name {vault} --bypass AzureServices`.',
    },
  },
  check({ subject, model, known, report }) {
    const users = usesOf(model, subject).map(({ origin }) => origin);
    if (users.length === 0) return;
    const acls = known(subject.networkAcls);
    if (acls === undefined || acls.defaultAction === 'Allow' || acls.bypass === 'AzureServices') return;
    report(subject.networkAcls, 'blocked', { vault: subject.name }, users);
  },
});
