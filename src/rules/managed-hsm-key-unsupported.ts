import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { usesOf } from './terms/uses.ts';

export default defineRule({
  meta: {
    code: 'ADE2324',
    name: 'managed-hsm-key-unsupported',
    on: 'keyEncryptionKey',
    severity: 'error',
    since: '2018-12',
    summary: 'A key encryption key must lie in a key vault, not in a managed HSM.',
    sources: [sources.comparison, sources.linuxExtension2026],
    messages: {
      managedHsm:
        'Key encryption key {key} is kept in a managed HSM, which Azure Disk Encryption does not offer. Use an RSA-HSM key in a premium key vault.',
    },
  },
  check({ subject, model, known, report }) {
    const users = usesOf(model, subject).map(({ origin }) => origin);
    if (users.length === 0 || known(subject.keyStore) !== 'ManagedHSM') return;
    report(subject.keyStore, 'managedHsm', { key: subject.name }, users);
  },
});
