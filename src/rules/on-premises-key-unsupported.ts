import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { usesOf } from './terms/uses.ts';

export default defineRule({
  meta: {
    code: 'ADE2323',
    name: 'on-premises-key-unsupported',
    on: 'keyEncryptionKey',
    severity: 'error',
    since: '2018-12',
    summary: 'A key encryption key must lie in a key vault, not in a key management system of your own.',
    sources: [sources.overview2018, sources.windowsQuestions, sources.linuxScenarios],
    messages: {
      onPremises:
        'Key encryption key {key} is kept on premises, but Azure Disk Encryption works with keys in Azure Key Vault only. Import the key into a key vault.',
    },
  },
  check({ subject, model, known, report }) {
    const users = usesOf(model, subject).map(({ origin }) => origin);
    if (users.length === 0 || known(subject.keyStore) !== 'OnPremises') return;
    report(subject.keyStore, 'onPremises', { key: subject.name }, users);
  },
});
