import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';

export default defineRule({
  meta: {
    code: 'ADE2701',
    name: 'backup-without-vault-rights',
    on: 'spec',
    severity: 'error',
    since: '2018-12',
    summary: 'Azure Backup must get rights on the key vault of the machines that it backs up.',
    azureError:
      'UserErrorKeyVaultPermissionsNotConfigured: Azure Backup Service does not have sufficient permissions to Key Vault for Backup of Encrypted Virtual Machines.',
    sources: [sources.backupEncrypted, sources.backupPowerShell],
    messages: {
      noPrincipal:
        'Machine {machine} is backed up, but the plan cannot give Azure Backup rights on key vault {vault}: backupServicePrincipalObjectId is not written. Add it at the top of the spec: `az ad sp show --id {application} --query id`.',
      noPrincipalHere:
        'Machine {machine} is backed up, but the plan cannot give Azure Backup rights on key vault {vault}: backupServicePrincipalObjectId is not written. Add it at the top of the spec: the object id of the Backup Management Service in your tenant.',
    },
  },
  check({ model, support, report }) {
    const { backupServicePrincipalObjectId: principal } = model.provisioning;
    if (principal.known || principal.reported === true) return;
    const [first, ...others] = model.requests.backups.filter(({ keyVault }) => keyVault.known);
    if (first === undefined) return;
    const application = support.cloud(model.settings.cloud.value).backupApplicationId;
    const shown = { machine: first.machine.name, vault: String(valueOf(first.keyVault)?.name) };
    const related = others.map(({ origin }) => origin);
    if (application === undefined) report(first.origin, 'noPrincipalHere', shown, related);
    else report(first.origin, 'noPrincipal', { ...shown, application }, related);
  },
});
