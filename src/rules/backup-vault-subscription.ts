import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { originWithin, sameText } from './terms/locations.ts';

export default defineRule({
  meta: {
    code: 'ADE2707',
    name: 'backup-vault-subscription',
    on: 'backup',
    severity: 'error',
    since: '2018-12',
    summary: 'A Recovery Services vault must be in the subscription of the encrypted machines that it backs up.',
    sources: [sources.backupEncrypted, sources.restoreEncrypted],
    messages: {
      subscription:
        'Machine {machine} of subscription {subscription} is backed up to Recovery Services vault {vault} of subscription {vaultSubscription}; encrypted machines are backed up within one subscription. Use a vault of {subscription}.',
    },
  },
  check({ subject, known, report }) {
    const { machine } = subject;
    const policy = valueOf(subject.backupPolicy);
    const vault = policy === undefined ? undefined : valueOf(policy.recoveryServicesVault);
    if (vault === undefined) return;
    const vaultSubscription = known(vault.subscriptionId);
    const subscription = known(machine.subscriptionId);
    if (vaultSubscription === undefined || subscription === undefined || sameText(vaultSubscription, subscription)) return;
    const shown = { machine: machine.name, subscription, vault: vault.name, vaultSubscription };
    report(originWithin(vault.subscriptionId, vault.origin), 'subscription', shown, [subject.origin]);
  },
});
