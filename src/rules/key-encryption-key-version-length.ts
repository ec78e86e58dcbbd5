import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { faultOf } from './terms/urls.ts';
import { usesOf } from './terms/uses.ts';

/** Digits of a version, as Key Vault makes it. */
const digits = 32;

export default defineRule({
  meta: {
    code: 'ADE2333',
    name: 'key-encryption-key-version-length',
    on: 'keyEncryptionKey',
    severity: 'warning',
    since: '2018-12',
    summary: 'The version of a key encryption key should have all of its 32 digits.',
    azureError: 'A key with (name/id) NAME/VERSION was not found in this key vault.',
    sources: [
      sources.keyVaultPage,
      { url: 'https://learn.microsoft.com/azure/key-vault/general/about-keys-secrets-certificates', date: '2026-11-24' },
    ],
    messages: {
      length:
        'The version {version} of key encryption key {key} does not have the 32 digits that Key Vault gives a version, but {length}, so no key has it. `az keyvault key list-versions --vault-name VAULT --name {key}` shows the versions there are.',
    },
  },
  check({ subject, model, report }) {
    const version = valueOf(subject.version);
    const url = valueOf(subject.url);
    const users = usesOf(model, subject).map(({ origin }) => origin);
    if (users.length === 0 || version === undefined || version.length === digits) return;
    if (url !== undefined && faultOf(url, 'keys') !== undefined) return;
    report(subject.version, 'length', { key: subject.name, version, length: version.length }, users);
  },
});
