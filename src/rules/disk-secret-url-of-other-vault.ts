import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { diskName } from './terms/disks.ts';
import { sameText } from './terms/locations.ts';
import { parseKeyVaultUrl } from './terms/urls.ts';

export default defineRule({
  meta: {
    code: 'ADE2343',
    name: 'disk-secret-url-of-other-vault',
    on: 'disk',
    severity: 'error',
    since: '2018-12',
    summary: 'The URL of a disk secret must belong to the key vault that is named for it.',
    azureError: 'Key Vault either has not been enabled for Volume Encryption or the vault id provided does not match its true resource id.',
    sources: [sources.keyVaultPage, { url: 'https://github.com/Azure/azure-cli/issues/4707', date: '2017-10-18' }],
    messages: {
      otherVault:
        'The secret URL {url} of {disk} names vault {urlVault}, but its secret is said to be in key vault {vault}. Correct keyVault or the URL.',
    },
  },
  check({ subject, model, report }) {
    const secret = valueOf(subject.diskEncryptionKey);
    const url = secret === undefined ? undefined : valueOf(secret.secretUrl);
    const urlVault = url === undefined ? undefined : parseKeyVaultUrl(url)?.vault;
    if (secret === undefined || url === undefined || urlVault === undefined) return;
    const asked = model.requests.disks.find(({ disk }) => disk === subject)?.keyVault ?? subject.machine?.encryption?.keyVault;
    const vault = (valueOf(secret.keyVault) ?? valueOf(asked))?.name;
    if (vault === undefined || sameText(urlVault, vault)) return;
    report(secret.secretUrl, 'otherVault', { url, disk: diskName(subject), urlVault, vault });
  },
});
