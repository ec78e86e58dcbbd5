import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { usesOf } from './terms/uses.ts';

export default defineRule({
  meta: {
    code: 'ADE2329',
    name: 'hsm-key-needs-premium-vault',
    on: 'keyEncryptionKey',
    severity: 'error',
    since: '2018-12',
    summary: 'An RSA-HSM key must lie in a premium key vault.',
    sources: [
      sources.keyVaultPage,
      { url: 'https://learn.microsoft.com/azure/templates/microsoft.keyvault/vaults/keys', date: '2026-11-24' },
    ],
    messages: {
      standard:
        'Key encryption key {key} is an RSA-HSM key, but key vault {vault} is of tier standard, which has software keys only. Use a premium vault, or a key of type RSA.',
    },
  },
  check({ subject, model, known, report }) {
    const keyType = valueOf(subject.keyType);
    const vault = valueOf(subject.keyVault);
    if (keyType !== 'RSA-HSM' || vault === undefined) return;
    const users = usesOf(model, subject).map(({ origin }) => origin);
    if (users.length === 0 && subject.create === undefined) return;
    if (known(vault.sku) === 'standard')
      report(subject.keyType, 'standard', { key: subject.name, vault: vault.name }, [vault.origin, ...users]);
  },
});
