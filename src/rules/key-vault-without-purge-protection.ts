import { defineRule } from './rule.ts';
import { usesOf } from './terms/uses.ts';

export default defineRule({
  meta: {
    code: 'ADE2309',
    name: 'key-vault-without-purge-protection',
    on: 'keyVault',
    severity: 'warning',
    since: '2026-09',
    summary: 'A key vault that unlocks disks should have purge protection.',
    sources: [{ url: 'https://learn.microsoft.com/javascript/api/@azure/arm-keyvault/vaultproperties', date: '2026-11-24' }],
    messages: {
      off: 'Key vault {vault} has enablePurgeProtection false: who may purge can destroy the secrets and keys of {user} and of every other machine that needs them, for good. Enable purge protection; it cannot be turned off later.',
    },
  },
  check({ subject, model, known, report }) {
    const [first, ...others] = usesOf(model, subject);
    if (first === undefined || known(subject.enablePurgeProtection) !== false) return;
    const users = [first, ...others].map(({ origin }) => origin);
    report(subject.enablePurgeProtection, 'off', { vault: subject.name, user: first.name }, users);
  },
});
