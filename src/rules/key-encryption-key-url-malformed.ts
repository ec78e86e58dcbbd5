import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { faultOf, versionedUrlForm } from './terms/urls.ts';

export default defineRule({
  meta: {
    code: 'ADE2326',
    name: 'key-encryption-key-url-malformed',
    on: 'keyEncryptionKey',
    severity: 'error',
    since: '2018-12',
    summary: 'The URL of a key encryption key must be the https identifier of a key.',
    azureError: 'A KEK URL was specified, but it was invalid',
    sources: [sources.keyVaultPage, sources.linuxExtension2018, sources.linuxExtension2026],
    messages: {
      form: 'The URL {url} of key encryption key {key} is no key identifier. Write {form}.',
      scheme: 'The URL {url} of key encryption key {key} does not begin with https. Write {form}.',
      port: 'The URL {url} of key encryption key {key} has a port; the page for Azure Disk Encryption does not support one (the agent would take :443). Write {form}.',
      collection: 'The URL {url} of key encryption key {key} does not go on with /keys/ after the host. Write {form}.',
    },
  },
  check({ subject, model, support, report }) {
    const url = valueOf(subject.url);
    if (url === undefined || (valueOf(subject.keyStore) ?? 'KeyVault') !== 'KeyVault') return;
    const fault = faultOf(url, 'keys');
    if (fault === undefined) return;
    const form = versionedUrlForm(support.cloud(model.settings.cloud.value).keyVaultDnsSuffix, 'keys');
    report(subject.url, fault, { key: subject.name, url, form });
  },
});
