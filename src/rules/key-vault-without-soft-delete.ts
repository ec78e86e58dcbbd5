import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { usesOf } from './terms/uses.ts';

export default defineRule({
  meta: {
    code: 'ADE2308',
    name: 'key-vault-without-soft-delete',
    on: 'keyVault',
    severity: 'warning',
    since: '2018-12',
    summary: 'A key vault that unlocks disks should have soft delete.',
    sources: [sources.prerequisites2019],
    messages: {
      off: 'Key vault {vault} has enableSoftDelete false: one deleted secret or key, and {user} and every other machine that needs it does not start again. Enable soft delete; it cannot be turned off later.',
    },
  },
  check({ subject, model, known, report }) {
    const [first, ...others] = usesOf(model, subject);
    if (first === undefined || known(subject.enableSoftDelete) !== false) return;
    const users = [first, ...others].map(({ origin }) => origin);
    report(subject.enableSoftDelete, 'off', { vault: subject.name, user: first.name }, users);
  },
});
