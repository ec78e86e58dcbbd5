import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { diskName } from './terms/disks.ts';
import { faultOf, versionedUrlForm } from './terms/urls.ts';

export default defineRule({
  meta: {
    code: 'ADE2340',
    name: 'disk-secret-url-malformed',
    on: 'disk',
    severity: 'error',
    since: '2018-12',
    summary: 'The URL of a disk secret must be the https identifier of a secret.',
    azureError:
      'is not a valid versioned Key Vault Secret URL. It should be in the format https://<vaultEndpoint>/secrets/<secretName>/<secretVersion>.',
    sources: [sources.keyVaultPage, { url: 'https://github.com/Azure/azure-xplat-cli/issues/3573', date: '2017-04-25' }],
    messages: {
      form: 'The secret URL {url} of {disk} is no secret identifier. Write {form}.',
      scheme: 'The secret URL {url} of {disk} does not begin with https. Write {form}.',
      port: 'The secret URL {url} of {disk} has a port, which Azure Disk Encryption does not support. Write {form}.',
      collection: 'The secret URL {url} of {disk} does not go on with /secrets/ after the host. Write {form}.',
    },
  },
  check({ subject, model, support, report }) {
    const secret = valueOf(subject.diskEncryptionKey);
    const url = secret === undefined ? undefined : valueOf(secret.secretUrl);
    const fault = url === undefined ? undefined : faultOf(url, 'secrets');
    if (secret === undefined || url === undefined || fault === undefined) return;
    const form = versionedUrlForm(support.cloud(model.settings.cloud.value).keyVaultDnsSuffix, 'secrets');
    report(secret.secretUrl, fault, { url, disk: diskName(subject), form });
  },
});
