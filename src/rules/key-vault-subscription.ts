import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { originWithin, sameText } from './terms/locations.ts';
import { usesOf } from './terms/uses.ts';

export default defineRule({
  meta: {
    code: 'ADE2302',
    name: 'key-vault-subscription',
    on: 'keyVault',
    severity: 'error',
    since: '2018-12',
    summary: 'A key vault must be in the subscription of the machines whose disk secrets or keys it holds.',
    azureError: "The VM subscription does not match keyvault's subscription.",
    sources: [sources.prerequisites2019, sources.windowsOverview, sources.linuxOverview, sources.azureCliSource],
    messages: {
      secrets:
        'Key vault {vault} is in subscription {subscription}, but {user}, whose secrets it is to hold, is in {userSubscription}. Both must be in one subscription: use a vault there.',
      keys: 'Key vault {vault} is in subscription {subscription}, but {user}, which uses a key encryption key of it, is in {userSubscription}. Both must be in one subscription: use a key of a vault there.',
    },
  },
  check({ subject, model, known, report }) {
    const uses = usesOf(model, subject);
    if (uses.length === 0) return;
    const subscription = known(subject.subscriptionId);
    if (subscription === undefined) return;
    for (const use of uses) {
      const userSubscription = valueOf(use.subscriptionId);
      if (userSubscription === undefined || sameText(subscription, userSubscription)) continue;
      const shown = { vault: subject.name, subscription, user: use.name, userSubscription };
      report(originWithin(subject.subscriptionId, subject.origin), use.needs, shown, [use.origin]);
    }
  },
});
