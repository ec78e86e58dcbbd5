import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { sameLocation } from './terms/locations.ts';
import { usesOf } from './terms/uses.ts';

export default defineRule({
  meta: {
    code: 'ADE2301',
    name: 'key-vault-region',
    on: 'keyVault',
    severity: 'error',
    since: '2018-12',
    summary: 'A key vault must be in the region of the machines whose disk secrets or keys it holds.',
    azureError: "The VM region does not match keyvault's region.",
    sources: [sources.windows2018, sources.windowsOverview, sources.linuxOverview, sources.azureCliSource],
    messages: {
      secrets:
        'Key vault {vault} is in {location}, but {user}, whose secrets it is to hold, is in {userLocation}. Both must be in one region: use a vault in {userLocation}.',
      keys: 'Key vault {vault} is in {location}, but {user}, which uses a key encryption key of it, is in {userLocation}. Both must be in one region: use a key of a vault in {userLocation}.',
    },
  },
  check({ subject, model, known, report }) {
    const uses = usesOf(model, subject);
    if (uses.length === 0) return;
    const location = known(subject.location);
    if (location === undefined) return;
    for (const use of uses) {
      const userLocation = valueOf(use.location);
      if (userLocation === undefined || sameLocation(location, userLocation)) continue;
      report(subject.location, use.needs, { vault: subject.name, location, user: use.name, userLocation }, [use.origin]);
    }
  },
});
