import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { usesOf } from './terms/uses.ts';

export default defineRule({
  meta: {
    code: 'ADE2330',
    name: 'key-encryption-key-disabled',
    on: 'keyEncryptionKey',
    severity: 'error',
    since: '2018-12',
    summary: 'A key encryption key must be enabled.',
    sources: [sources.windowsTroubleshooting],
    messages: {
      disabled:
        'Key encryption key {key} is disabled, so the secrets of {user} cannot be wrapped or unwrapped with it, and machines that use it do not start. Enable it: `az keyvault key set-attributes --vault-name VAULT --name {key} --enabled true`.',
    },
  },
  check({ subject, model, known, report }) {
    const [first, ...others] = usesOf(model, subject);
    if (first === undefined || known(subject.enabled) !== false) return;
    const users = [first, ...others].map(({ origin }) => origin);
    report(subject.enabled, 'disabled', { key: subject.name, user: first.name }, users);
  },
});
