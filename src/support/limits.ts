import type { Source } from '../model/index.ts';
import { sources } from './sources.ts';

/** Limits of Azure; where they come from is in {@link limitSources}. */
export const limits = {
  templateBytes: 4 * 1024 * 1024,
  parameterFileBytes: 4 * 1024 * 1024,
  resourceDefinitionBytes: 1024 * 1024,
  /** After compression, with the metadata of the request. */
  deploymentJobBytes: 1024 * 1024,
  parameters: 256,
  /** The newest page says 512, three others say 256. */
  variables: 256,
  outputs: 64,
  resourcesPerDeployment: 800,
  /** By default; some types may have more. */
  resourcesOfTypeInResourceGroup: 800,
  deploymentsInHistory: 800,
  expressionCharacters: 24_576,
  deploymentNameCharacters: 64,
  snapshotNameCharacters: 80,
  /** Of a name in the guest, as NetBIOS allows. */
  windowsComputerNameCharacters: 15,
  /** A scale set adds six characters for the instance. */
  windowsComputerNamePrefixCharacters: 9,
} as const;

const nameRules: Source = {
  url: 'https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules',
  date: '2026-11-24',
};

const jobSize: Source = {
  url: 'https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-job-size-exceeded',
  date: '2026-11-24',
};

export const limitSources: Readonly<Record<keyof typeof limits, Source>> = {
  templateBytes: sources.templateBestPractices,
  parameterFileBytes: sources.templateBestPractices,
  resourceDefinitionBytes: sources.templateBestPractices,
  deploymentJobBytes: jobSize,
  parameters: sources.templateBestPractices,
  variables: jobSize,
  outputs: sources.templateBestPractices,
  resourcesPerDeployment: sources.templateBestPractices,
  resourcesOfTypeInResourceGroup: {
    url: 'https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits',
    date: '2018-11-09',
  },
  deploymentsInHistory: {
    url: 'https://learn.microsoft.com/azure/azure-resource-manager/templates/deployment-history-deletions',
    date: '2021-03-23',
  },
  expressionCharacters: sources.templateBestPractices,
  deploymentNameCharacters: nameRules,
  snapshotNameCharacters: nameRules,
  windowsComputerNameCharacters: nameRules,
  windowsComputerNamePrefixCharacters: {
    url: 'https://github.com/Azure/azure-quickstart-templates/blob/master/quickstarts/microsoft.compute/vmss-with-public-ip-prefix/azuredeploy.json',
    date: '2026-04-10',
  },
};
