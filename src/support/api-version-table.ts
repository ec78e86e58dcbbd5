// Made by scripts/refresh-api-versions.mjs; change that and make it again.
import type { CloudName } from '../model/index.ts';

export const apiVersionDate = '2026-11-25';

export const apiVersionTable: Readonly<Record<string, Readonly<Record<CloudName, string>>>> = {
  'Microsoft.Authorization/roleAssignments': { AzureCloud: '2022-04-01', AzureUSGovernment: '2022-04-01', AzureChinaCloud: '2022-04-01' },
  'Microsoft.Authorization/roleDefinitions': { AzureCloud: '2022-04-01', AzureUSGovernment: '2022-04-01', AzureChinaCloud: '2022-04-01' },
  'Microsoft.Compute/disks': { AzureCloud: '2026-03-02', AzureUSGovernment: '2025-01-02', AzureChinaCloud: '2025-01-02' },
  'Microsoft.Compute/snapshots': { AzureCloud: '2026-03-02', AzureUSGovernment: '2025-01-02', AzureChinaCloud: '2025-01-02' },
  'Microsoft.Compute/virtualMachines': { AzureCloud: '2026-03-01', AzureUSGovernment: '2025-11-01', AzureChinaCloud: '2025-11-01' },
  'Microsoft.Compute/virtualMachines/extensions': {
    AzureCloud: '2026-03-01',
    AzureUSGovernment: '2025-11-01',
    AzureChinaCloud: '2025-11-01',
  },
  'Microsoft.Compute/virtualMachineScaleSets': { AzureCloud: '2026-03-01', AzureUSGovernment: '2025-11-01', AzureChinaCloud: '2025-11-01' },
  'Microsoft.Compute/virtualMachineScaleSets/extensions': {
    AzureCloud: '2026-03-01',
    AzureUSGovernment: '2025-11-01',
    AzureChinaCloud: '2025-11-01',
  },
  'Microsoft.KeyVault/vaults': { AzureCloud: '2026-02-01', AzureUSGovernment: '2026-02-01', AzureChinaCloud: '2026-02-01' },
  'Microsoft.KeyVault/vaults/accessPolicies': { AzureCloud: '2026-02-01', AzureUSGovernment: '2026-02-01', AzureChinaCloud: '2026-02-01' },
  'Microsoft.KeyVault/vaults/keys': { AzureCloud: '2026-02-01', AzureUSGovernment: '2026-02-01', AzureChinaCloud: '2026-02-01' },
  'Microsoft.KeyVault/vaults/secrets': { AzureCloud: '2026-02-01', AzureUSGovernment: '2026-02-01', AzureChinaCloud: '2026-02-01' },
  'Microsoft.ManagedIdentity/userAssignedIdentities': {
    AzureCloud: '2024-11-30',
    AzureUSGovernment: '2024-11-30',
    AzureChinaCloud: '2024-11-30',
  },
  'Microsoft.Network/networkInterfaces': { AzureCloud: '2025-07-01', AzureUSGovernment: '2025-07-01', AzureChinaCloud: '2025-07-01' },
  'Microsoft.Network/networkSecurityGroups': { AzureCloud: '2025-07-01', AzureUSGovernment: '2025-07-01', AzureChinaCloud: '2025-07-01' },
  'Microsoft.Network/virtualNetworks': { AzureCloud: '2025-07-01', AzureUSGovernment: '2025-07-01', AzureChinaCloud: '2025-07-01' },
  'Microsoft.Network/virtualNetworks/subnets': { AzureCloud: '2025-07-01', AzureUSGovernment: '2025-07-01', AzureChinaCloud: '2025-07-01' },
  'Microsoft.RecoveryServices/vaults': { AzureCloud: '2026-05-01', AzureUSGovernment: '2025-08-01', AzureChinaCloud: '2025-08-01' },
  'Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems': {
    AzureCloud: '2026-05-01',
    AzureUSGovernment: '2025-08-01',
    AzureChinaCloud: '2025-08-01',
  },
  'Microsoft.RecoveryServices/vaults/backupPolicies': {
    AzureCloud: '2026-05-01',
    AzureUSGovernment: '2025-08-01',
    AzureChinaCloud: '2025-08-01',
  },
  'Microsoft.Resources/deployments': { AzureCloud: '2025-04-01', AzureUSGovernment: '2025-04-01', AzureChinaCloud: '2025-04-01' },
};
