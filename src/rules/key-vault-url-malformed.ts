import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { parseKeyVaultUrl } from './terms/urls.ts';

export default defineRule({
  meta: {
    code: 'ADE2306',
    name: 'key-vault-url-malformed',
    on: 'keyVault',
    severity: 'error',
    since: '2018-12',
    summary: 'The URL of a key vault must be https, with the host of the vault and nothing else.',
    azureError: 'A KeyVault URL is required, but is missing or invalid',
    sources: [sources.keyVaultPage, sources.linuxExtension2018, sources.linuxExtension2026],
    messages: {
      form: 'The URL {url} of key vault {vault} is none of a vault. Write https://{vault}.{suffix}/, or leave url out.',
      scheme: 'The URL {url} of key vault {vault} does not begin with https. Write https://{vault}.{suffix}/, or leave url out.',
      port: 'The URL {url} of key vault {vault} has a port; the page for Azure Disk Encryption does not support one (the agent would take :443). Write https://{vault}.{suffix}/, or leave url out.',
      path: 'The URL {url} of key vault {vault} goes on after the host, as the URL of a key or secret does. Write https://{vault}.{suffix}/, or leave url out.',
    },
  },
  check({ subject, model, support, report }) {
    const url = valueOf(subject.url);
    if (url === undefined) return;
    const shown = { url, vault: subject.name, suffix: support.cloud(model.settings.cloud.value).keyVaultDnsSuffix };
    const parts = parseKeyVaultUrl(url);
    if (parts === undefined) report(subject.url, 'form', shown);
    else if (parts.scheme !== 'https') report(subject.url, 'scheme', shown);
    else if (parts.port !== undefined) report(subject.url, 'port', shown);
    else if (parts.path.length > 0) report(subject.url, 'path', shown);
  },
});
