import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { sameText } from './terms/locations.ts';
import { parseKeyVaultUrl } from './terms/urls.ts';

export default defineRule({
  meta: {
    code: 'ADE2327',
    name: 'key-encryption-key-url-of-other-vault',
    on: 'keyEncryptionKey',
    severity: 'error',
    since: '2018-12',
    summary: 'The URL of a key encryption key must belong to its key vault.',
    azureError: 'A KEK ID and KEK URL were provided, but their key vault names did not match',
    sources: [sources.linuxExtension2026, sources.windowsExtensionPage],
    messages: {
      otherVault:
        'The URL {url} names vault {urlVault}, but key encryption key {key} is said to be in key vault {vault}. Correct keyVault or the URL.',
    },
  },
  check({ subject, report }) {
    const url = valueOf(subject.url);
    const urlVault = url === undefined ? undefined : parseKeyVaultUrl(url)?.vault;
    const vault = valueOf(subject.keyVault)?.name;
    if (url === undefined || urlVault === undefined || vault === undefined || sameText(urlVault, vault)) return;
    report(subject.url, 'otherVault', { url, urlVault, key: subject.name, vault });
  },
});
