import { within } from '../model/index.ts';
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
      blockedWhenMade:
        'Key vault {vault} is to be made with a firewall that denies all networks and with networkAcls.bypass None, so Azure Disk Encryption could not reach it. Write bypass: AzureServices.',
    },
  },
  check({ subject, model, known, report }) {
    const setUps = model.requests.keyVaults.filter(({ keyVault }) => keyVault === subject);
    const wantedBy = [...usesOf(model, subject), ...setUps].map(({ origin }) => origin);
    const { networkAcls } = subject;
    if (wantedBy.length === 0 || known(networkAcls) === undefined || !networkAcls.known) return;
    if (networkAcls.value.defaultAction === 'Allow' || networkAcls.value.bypass === 'AzureServices') return;
    const messageId = subject.create === undefined ? 'blocked' : 'blockedWhenMade';
    report(within(networkAcls.origin, 'bypass'), messageId, { vault: subject.name }, wantedBy);
  },
});
