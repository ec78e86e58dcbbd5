import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { diskName } from './terms/disks.ts';
import { faultOf, parseKeyVaultUrl, versionedUrlForm } from './terms/urls.ts';

export default defineRule({
  meta: {
    code: 'ADE2341',
    name: 'disk-secret-url-version-missing',
    on: 'disk',
    severity: 'error',
    since: '2018-12',
    summary: 'The URL of a disk secret must name the version of the secret.',
    azureError:
      'is not a valid versioned Key Vault Secret URL. It should be in the format https://<vaultEndpoint>/secrets/<secretName>/<secretVersion>.',
    sources: [sources.keyVaultPage, { url: 'https://github.com/Azure/azure-xplat-cli/issues/3573', date: '2017-04-25' }],
    messages: {
      unversioned:
        'The secret URL {url} of {disk} names no version, and Azure takes versioned secrets only. Add it: {form}; `az keyvault secret show --id {url} --query id` shows it.',
    },
  },
  check({ subject, model, support, report }) {
    const secret = valueOf(subject.diskEncryptionKey);
    const url = secret === undefined ? undefined : valueOf(secret.secretUrl);
    if (secret === undefined || url === undefined || faultOf(url, 'secrets') !== undefined) return;
    if (parseKeyVaultUrl(url)?.path.length === 3) return;
    const form = versionedUrlForm(support.cloud(model.settings.cloud.value).keyVaultDnsSuffix, 'secrets');
    report(secret.secretUrl, 'unversioned', { url, disk: diskName(subject), form });
  },
});
