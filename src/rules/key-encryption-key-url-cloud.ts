import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { isManagedHsm, parseKeyVaultUrl } from './terms/urls.ts';

export default defineRule({
  meta: {
    code: 'ADE2328',
    name: 'key-encryption-key-url-cloud',
    on: 'keyEncryptionKey',
    severity: 'error',
    since: '2018-12',
    summary: 'The URL of a key encryption key must have the suffix of its cloud.',
    sources: [sources.keyVaultPage, sources.linuxExtension2018],
    messages: {
      suffix:
        'The URL {url} of key encryption key {key} is on {found}, but key vaults of {cloud} are on {expected}. Use a key of a vault in {cloud}, or correct cloud.',
    },
  },
  check({ subject, model, support, report }) {
    const url = valueOf(subject.url);
    const parts = url === undefined ? undefined : parseKeyVaultUrl(url);
    const cloud = model.settings.cloud.value;
    const expected = support.cloud(cloud).keyVaultDnsSuffix;
    if (url === undefined || parts === undefined || parts.suffix === expected) return;
    // A key that is known to be in a managed HSM is refused as such.
    if (isManagedHsm(parts) && valueOf(subject.keyStore) === 'ManagedHSM') return;
    report(subject.url, 'suffix', { url, key: subject.name, found: parts.suffix, cloud, expected }, [model.settings.cloud.origin]);
  },
});
