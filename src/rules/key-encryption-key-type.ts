import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { usesOf } from './terms/uses.ts';

const wrapping = new Set(['RSA', 'RSA-HSM']);

export default defineRule({
  meta: {
    code: 'ADE2320',
    name: 'key-encryption-key-type',
    on: 'keyEncryptionKey',
    severity: 'error',
    since: '2018-12',
    summary: 'A key encryption key must be an RSA key.',
    sources: [sources.keyVaultPage, sources.windowsQuestions],
    messages: {
      notRsa:
        'Key encryption key {key} is of type {keyType}, but only RSA and RSA-HSM keys can wrap the secrets of disks. Make an RSA key: `az keyvault key create --vault-name VAULT --name NAME --kty RSA --size 4096`.',
    },
  },
  check({ subject, model, known, report }) {
    const users = usesOf(model, subject).map(({ origin }) => origin);
    if (users.length === 0) return;
    const keyType = known(subject.keyType);
    if (keyType === undefined || wrapping.has(keyType)) return;
    report(subject.keyType, 'notRsa', { key: subject.name, keyType }, users);
  },
});
