import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { sameText } from './terms/locations.ts';

export default defineRule({
  meta: {
    code: 'ADE2709',
    name: 'restore-to-other-subscription',
    on: 'restore',
    severity: 'error',
    since: '2018-12',
    summary: 'An encrypted machine must be restored in the subscription of its backup.',
    sources: [sources.backupEncrypted, sources.restoreEncrypted],
    messages: {
      otherSubscription:
        'Machine {machine} is restored in subscription {subscription}, but Recovery Services vault {vault} is in {vaultSubscription}; encrypted machines are restored within one subscription. Restore it in {vaultSubscription}.',
    },
  },
  check({ subject, known, report }) {
    const { machine } = subject;
    const vault = valueOf(subject.recoveryServicesVault);
    if (vault === undefined) return;
    const vaultSubscription = known(vault.subscriptionId);
    const subscription = known(machine.subscriptionId);
    if (vaultSubscription === undefined || subscription === undefined || sameText(vaultSubscription, subscription)) return;
    const shown = { machine: machine.name, subscription, vault: vault.name, vaultSubscription };
    report(subject.origin, 'otherSubscription', shown, [vault.origin]);
  },
});
