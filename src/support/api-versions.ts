import type { CloudName, Source } from '../model/index.ts';
import { apiVersionTable } from './api-version-table.ts';

/** How the table chooses a version in each cloud; nothing published lists what a cloud has. */
export const apiVersionNotes: Readonly<Record<CloudName, { note: string; sources: readonly Source[] }>> = {
  AzureCloud: {
    note: 'The newest stable version that the published schemas and types both have and that was six months old at the date of the table.',
    sources: [
      {
        url: 'https://github.com/Azure/azure-resource-manager-schemas/tree/a1454431151fd3e9c1b254b1a11d00c2d8474611',
        date: '2026-08-16',
      },
      { url: 'https://github.com/Azure/bicep-types-az/tree/1f896de2db966ad91e8f7d7d981e11d32e4f5d8d', date: '2026-08-20' },
    ],
  },
  AzureUSGovernment: {
    note: 'As in AzureCloud, but twelve months old: not checked in this cloud. Key Vault 2026-02-01 is announced for it.',
    sources: [{ url: 'https://learn.microsoft.com/azure/key-vault/general/access-control-default', date: '2026-11-24' }],
  },
  AzureChinaCloud: {
    note: 'As in AzureCloud, but twelve months old: not checked in this cloud, which lacked a storage version nine months after its date. Key Vault 2026-02-01 is announced for it.',
    sources: [
      { url: 'https://github.com/hashicorp/terraform-provider-azurerm/issues/32301', date: '2026-05-03' },
      { url: 'https://docs.azure.cn/zh-cn/key-vault/general/migrate-api-version', date: '2026-11-24' },
    ],
  },
};

/**
 * Published, stable apiVersion of a resource type in a cloud.
 * @throws {Error} for a type that the table does not have.
 */
export function apiVersionOf(type: string, cloud: CloudName): string {
  const row = apiVersionTable[type];
  if (row === undefined) throw new Error(`The table of apiVersions has no ${type}.`);
  return row[cloud];
}
