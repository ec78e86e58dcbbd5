import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { usesOf } from './terms/uses.ts';

export default defineRule({
  meta: {
    code: 'ADE2331',
    name: 'key-encryption-key-expired',
    on: 'keyEncryptionKey',
    severity: 'error',
    since: '2018-12',
    summary: 'A key encryption key must not have expired.',
    sources: [sources.windowsTroubleshooting],
    messages: {
      expired:
        'Key encryption key {key} expired on {expires}, so {user} cannot be encrypted with it. Use a version that has not expired, or give this one a later date: `az keyvault key set-attributes --vault-name VAULT --name {key} --expires DATE`.',
    },
  },
  check({ subject, model, support, known, report }) {
    const [first, ...others] = usesOf(model, subject);
    if (first === undefined) return;
    // Rules have no clock; a day before the support pack was published is past whatever day it is.
    const expires = known(subject.expires);
    if (expires === undefined || expires >= support.published) return;
    const users = [first, ...others].map(({ origin }) => origin);
    report(subject.expires, 'expired', { key: subject.name, expires, user: first.name }, users);
  },
});
