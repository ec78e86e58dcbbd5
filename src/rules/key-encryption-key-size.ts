import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { usesOf } from './terms/uses.ts';

const sizes = [2048, 3072, 4096];

export default defineRule({
  meta: {
    code: 'ADE2322',
    name: 'key-encryption-key-size',
    on: 'keyEncryptionKey',
    severity: 'error',
    since: '2018-12',
    summary: 'A key encryption key must have 2048, 3072 or 4096 bits.',
    sources: [
      sources.overview2018,
      sources.windowsOverview,
      { url: 'https://learn.microsoft.com/azure/templates/microsoft.keyvault/vaults/keys', date: '2026-11-24' },
    ],
    messages: {
      size: 'Key encryption key {key} has {keySize} bits, but RSA keys of a key vault have 2048, 3072 or 4096. Use a key of one of these sizes.',
    },
  },
  check({ subject, model, known, report }) {
    const users = usesOf(model, subject).map(({ origin }) => origin);
    if (users.length === 0 || !/^RSA/.test(valueOf(subject.keyType) ?? 'RSA')) return;
    const keySize = known(subject.keySize);
    if (keySize === undefined || sizes.includes(keySize)) return;
    report(subject.keySize, 'size', { key: subject.name, keySize }, users);
  },
});
