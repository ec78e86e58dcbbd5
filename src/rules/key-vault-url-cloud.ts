import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { parseKeyVaultUrl } from './terms/urls.ts';

export default defineRule({
  meta: {
    code: 'ADE2307',
    name: 'key-vault-url-cloud',
    on: 'keyVault',
    severity: 'error',
    since: '2018-12',
    summary: 'The URL of a key vault must have the suffix of its cloud.',
    sources: [sources.keyVaultPage, sources.linuxExtension2018],
    messages: {
      suffix:
        'The URL {url} of key vault {vault} ends with {found}, but key vaults of {cloud} end with {expected}. Write https://{vault}.{expected}/, or leave url out.',
    },
  },
  check({ subject, model, support, report }) {
    const url = valueOf(subject.url);
    const found = url === undefined ? undefined : parseKeyVaultUrl(url)?.suffix;
    const cloud = model.settings.cloud.value;
    const expected = support.cloud(cloud).keyVaultDnsSuffix;
    if (url === undefined || found === undefined || found === expected) return;
    report(subject.url, 'suffix', { url, vault: subject.name, found, cloud, expected }, [model.settings.cloud.origin]);
  },
});
