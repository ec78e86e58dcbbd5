/**
 * Limits of Azure Resource Manager.
 * Source: https://learn.microsoft.com/azure/azure-resource-manager/templates/best-practices (2022-05-26). Newer pages allow 512 variables;
 * 256 hold in every cloud.
 */
export const armLimits = {
  /** Bytes of a template, and of a parameter file. */
  fileBytes: 4 * 1024 * 1024,
  /** Bytes of one resource. */
  resourceBytes: 1024 * 1024,
  parameters: 256,
  variables: 256,
  /** Child resources counted. */
  resources: 800,
  outputs: 64,
  /** Characters of an expression. */
  expressionLength: 24_576,
} as const;
