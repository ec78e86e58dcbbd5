import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { diskName } from './terms/disks.ts';
import { parseKeyVaultUrl } from './terms/urls.ts';

export default defineRule({
  meta: {
    code: 'ADE2342',
    name: 'disk-secret-url-cloud',
    on: 'disk',
    severity: 'error',
    since: '2018-12',
    summary: 'The URL of a disk secret must have the suffix of its cloud.',
    sources: [sources.keyVaultPage, sources.linuxExtension2018],
    messages: {
      suffix:
        'The secret URL {url} of {disk} is on {found}, but key vaults of {cloud} are on {expected}. Use a secret of a vault in {cloud}, or correct cloud.',
    },
  },
  check({ subject, model, support, report }) {
    const secret = valueOf(subject.diskEncryptionKey);
    const url = secret === undefined ? undefined : valueOf(secret.secretUrl);
    const found = url === undefined ? undefined : parseKeyVaultUrl(url)?.suffix;
    const cloud = model.settings.cloud.value;
    const expected = support.cloud(cloud).keyVaultDnsSuffix;
    if (secret === undefined || url === undefined || found === undefined || found === expected) return;
    report(secret.secretUrl, 'suffix', { url, disk: diskName(subject), found, cloud, expected }, [model.settings.cloud.origin]);
  },
});
