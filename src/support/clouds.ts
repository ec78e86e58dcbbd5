import type { CloudName } from '../model/index.ts';
import type { CloudFacts } from './types.ts';

const source = { url: 'https://github.com/Azure/azure-cli/blob/dev/src/azure-cli-core/azure/cli/core/cloud.py', date: '2026-11-24' };
const backupSource = { url: 'https://learn.microsoft.com/azure/backup/backup-azure-vms-automation', date: '2020-12-31' };

export const clouds: Readonly<Record<CloudName, CloudFacts>> = {
  AzureCloud: {
    keyVaultDnsSuffix: 'vault.azure.net',
    storageSuffix: 'core.windows.net',
    resourceManager: 'https://management.azure.com',
    activeDirectory: 'https://login.microsoftonline.com',
    source,
    backupApplicationId: '262044b1-e2ce-469f-a196-69ab7ada62d3',
    backupSource,
  },
  AzureUSGovernment: {
    keyVaultDnsSuffix: 'vault.usgovcloudapi.net',
    storageSuffix: 'core.usgovcloudapi.net',
    resourceManager: 'https://management.usgovcloudapi.net',
    activeDirectory: 'https://login.microsoftonline.us',
    source,
    backupApplicationId: 'ff281ffe-705c-4f53-9f37-a40e6f2c68f3',
    backupSource,
  },
  AzureChinaCloud: {
    keyVaultDnsSuffix: 'vault.azure.cn',
    storageSuffix: 'core.chinacloudapi.cn',
    resourceManager: 'https://management.chinacloudapi.cn',
    activeDirectory: 'https://login.chinacloudapi.cn',
    source,
    // Only a page of 2016 shows an application here, and it is the public one; the pages of this cloud that followed show none.
    backupApplicationId: undefined,
    backupSource,
  },
};
