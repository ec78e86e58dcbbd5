import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { sameText } from './terms/locations.ts';
import { parseKeyVaultUrl } from './terms/urls.ts';

export default defineRule({
  meta: {
    code: 'ADE2305',
    name: 'key-vault-url-of-other-vault',
    on: 'keyVault',
    severity: 'error',
    since: '2018-12',
    summary: 'The URL and the name of a key vault must be those of one vault.',
    azureError: 'A KeyVault ID and KeyVault URL were provided, but their key vault names did not match',
    sources: [sources.linuxExtension2026, sources.windowsExtensionPage],
    messages: {
      otherVault:
        'The URL {url} is that of vault {urlVault}, but this is key vault {vault}. Correct the URL or the name; without url, it is made from the name.',
    },
  },
  check({ subject, report }) {
    const url = valueOf(subject.url);
    const urlVault = url === undefined ? undefined : parseKeyVaultUrl(url)?.vault;
    if (url === undefined || urlVault === undefined || sameText(urlVault, subject.name)) return;
    report(subject.url, 'otherVault', { url, urlVault, vault: subject.name });
  },
});
