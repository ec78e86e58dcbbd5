import type { Source } from '../model/index.ts';
import { sources } from './sources.ts';

/** A limit of Azure Resource Manager. */
export interface Limit {
  value: number;
  unit: string;
  source: Source;
}

const bestPractices = sources.templateBestPractices;
const jobSize: Source = {
  url: 'https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-job-size-exceeded',
  date: '2026-11-24',
};
const names: Source = {
  url: 'https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules',
  date: '2026-11-24',
};
const history: Source = {
  url: 'https://learn.microsoft.com/azure/azure-resource-manager/templates/deployment-history-deletions',
  date: '2021-03-23',
};

export const limits = {
  templateBytes: { value: 4 * 1024 * 1024, unit: 'bytes', source: bestPractices },
  parameterFileBytes: { value: 4 * 1024 * 1024, unit: 'bytes', source: bestPractices },
  resourceDefinitionBytes: { value: 1024 * 1024, unit: 'bytes', source: bestPractices },
  /** After compression, with the metadata of the request. */
  deploymentJobBytes: { value: 1024 * 1024, unit: 'bytes', source: jobSize },
  parameters: { value: 256, unit: 'parameters in a template', source: bestPractices },
  /** The newest page says 512, three others 256. */
  variables: { value: 256, unit: 'variables in a template', source: jobSize },
  resources: { value: 800, unit: 'resources in a deployment', source: bestPractices },
  outputs: { value: 64, unit: 'outputs in a template', source: bestPractices },
  expressionCharacters: { value: 24_576, unit: 'characters in a template expression', source: bestPractices },
  deploymentNameCharacters: { value: 64, unit: 'characters in the name of a deployment', source: names },
  deploymentsInHistory: { value: 800, unit: 'deployments in the history of a resource group', source: history },
  resourcesOfTypeInGroup: {
    value: 800,
    unit: 'resources of one type in a resource group',
    source: {
      url: 'https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits',
      date: '2026-11-24',
    },
  },
} as const satisfies Record<string, Limit>;
