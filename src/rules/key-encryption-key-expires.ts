import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { usesOf } from './terms/uses.ts';

export default defineRule({
  meta: {
    code: 'ADE2332',
    name: 'key-encryption-key-expires',
    on: 'keyEncryptionKey',
    severity: 'note',
    since: '2018-12',
    summary: 'A key encryption key should not expire while machines need it.',
    sources: [sources.windowsTroubleshooting],
    messages: {
      expires:
        'Key encryption key {key} expires on {expires}: from then on {user} and every other machine that uses it does not start. Plan an update-encryption-settings scenario with a new version before that day.',
    },
  },
  check({ subject, model, support, known, report }) {
    const [first, ...others] = usesOf(model, subject);
    if (first === undefined) return;
    const expires = known(subject.expires);
    if (expires === undefined || expires < support.published) return;
    const users = [first, ...others].map(({ origin }) => origin);
    report(subject.expires, 'expires', { key: subject.name, expires, user: first.name }, users);
  },
});
