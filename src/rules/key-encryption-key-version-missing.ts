import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { originWithin } from './terms/locations.ts';
import { faultOf, versionedUrlForm } from './terms/urls.ts';
import { usesOf } from './terms/uses.ts';

export default defineRule({
  meta: {
    code: 'ADE2325',
    name: 'key-encryption-key-version-missing',
    on: 'keyEncryptionKey',
    severity: 'error',
    since: '2018-12',
    summary: 'A key encryption key must be named with its version.',
    azureError: 'A KEK URL was specified, but it was invalid',
    sources: [sources.keyVaultPage, sources.linuxExtension2026],
    messages: {
      noVersion:
        'Key encryption key {key} has no version, and Azure Disk Encryption takes versioned keys only. Write its version; `az keyvault key show --vault-name VAULT --name {key} --query key.kid` shows it.',
      urlWithoutVersion:
        'The URL {url} names no version of key {key}, and Azure Disk Encryption takes versioned keys only. Add it: {form}; `az keyvault key show --id {url} --query key.kid` shows it.',
    },
  },
  check({ subject, model, support, report }) {
    const users = usesOf(model, subject).map(({ origin }) => origin);
    const { version } = subject;
    if (users.length === 0 || subject.create !== undefined || version.known || version.reported === true) return;
    if ((valueOf(subject.keyStore) ?? 'KeyVault') !== 'KeyVault') return;
    const url = valueOf(subject.url);
    if (url === undefined) report(originWithin(version, subject.origin), 'noVersion', { key: subject.name }, users);
    else if (faultOf(url, 'keys') === undefined) {
      const form = versionedUrlForm(support.cloud(model.settings.cloud.value).keyVaultDnsSuffix, 'keys');
      report(subject.url, 'urlWithoutVersion', { key: subject.name, url, form }, users);
    }
  },
});
