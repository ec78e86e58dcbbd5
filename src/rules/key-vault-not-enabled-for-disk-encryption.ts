import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { usesOf } from './terms/uses.ts';

export default defineRule({
  meta: {
    code: 'ADE2303',
    name: 'key-vault-not-enabled-for-disk-encryption',
    on: 'keyVault',
    severity: 'error',
    since: '2018-12',
    summary: 'A key vault must be enabled for disk encryption, unless every machine reaches it with an encryption identity.',
    azureError: "Keyvault '{}' is not enabled for disk encryption.",
    sources: [sources.keyVaultPage, sources.windowsTroubleshooting, sources.azureCliSource],
    messages: {
      keys: 'Key vault {vault} has enabledForDiskEncryption false, so the platform may not unwrap secrets with its key for {user}. Enable it with `az keyvault update --name {vault} --enabled-for-disk-encryption true`, or name the vault in a key-vault scenario and the plan does it.',
      secrets:
        'Key vault {vault} has enabledForDiskEncryption false, so the platform may not store or read the secrets of {user}. Enable it with `az keyvault update --name {vault} --enabled-for-disk-encryption true`, or name the vault in a key-vault scenario and the plan does it.',
    },
  },
  check({ subject, model, known, report }) {
    if (subject.create !== undefined || model.requests.keyVaults.some(({ keyVault }) => keyVault === subject)) return;
    const uses = usesOf(model, subject).filter(
      ({ request }) => request.kind === 'disk' || valueOf(request.machine.encryptionIdentity) === undefined,
    );
    const first = uses.find(({ needs }) => needs === 'secrets') ?? uses[0];
    if (first === undefined || known(subject.enabledForDiskEncryption) !== false) return;
    const users = uses.map(({ origin }) => origin);
    report(subject.enabledForDiskEncryption, first.needs, { vault: subject.name, user: first.name }, users);
  },
});
