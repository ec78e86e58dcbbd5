import type { JsonObject } from './json.ts';
import { groupScope } from './resource-id.ts';
import type { Seed } from './seed.ts';

export interface FleetShape {
  subscriptionId: string;
  /** Groups `rg-fleet-00`, …, each with a vault `kv-fleet-00` that is open to disk encryption. */
  groups: number;
  machines: number;
  location: string;
}

export const fleetGroup = (index: number): string => `rg-fleet-${String(index).padStart(2, '0')}`;
export const fleetVault = (index: number): string => `kv-fleet-${String(index).padStart(2, '0')}`;
export const fleetMachine = (index: number): string => `vm-fleet-${String(index).padStart(4, '0')}`;
/** Every third machine runs Linux. */
export const isLinux = (index: number): boolean => index % 3 === 0;

/** Many machines, evenly over the groups. */
export function fleet({ subscriptionId, groups, machines, location }: FleetShape): Seed {
  const scope = (index: number) => groupScope(subscriptionId, fleetGroup(index % groups));
  const vaults = Array.from({ length: groups }, (_, index) =>
    vault(`${scope(index)}/providers/Microsoft.KeyVault/vaults/${fleetVault(index)}`, location),
  );
  const virtualMachines = Array.from({ length: machines }, (_, index) =>
    virtualMachine(
      `${scope(index)}/providers/Microsoft.Compute/virtualMachines/${fleetMachine(index)}`,
      location,
      isLinux(index) ? 'Linux' : 'Windows',
    ),
  );
  return {
    subscriptions: [{ subscriptionId }],
    resourceGroups: Array.from({ length: groups }, (_, index) => ({ subscriptionId, name: fleetGroup(index), location })),
    resources: [...vaults, ...virtualMachines],
  };
}

/** A vault that machines of its region may use. */
export const vault = (id: string, location: string, properties: JsonObject = {}): JsonObject & { id: string } => ({
  id,
  location,
  properties: {
    sku: { family: 'A', name: 'premium' },
    tenantId: '72f988bf-0000-4000-8000-2d7cd011db47',
    accessPolicies: [],
    enabledForDiskEncryption: true,
    enableRbacAuthorization: true,
    enableSoftDelete: true,
    softDeleteRetentionInDays: 90,
    vaultUri: `https://${id.split('/').at(-1)}.vault.azure.net/`,
    ...properties,
  },
});

/** A running machine with one data disk and nothing encrypted. */
export const virtualMachine = (
  id: string,
  location: string,
  os: 'Windows' | 'Linux',
  properties: JsonObject = {},
): JsonObject & { id: string } => ({
  id,
  location,
  properties: {
    hardwareProfile: { vmSize: 'Standard_D4s_v5' },
    storageProfile: {
      imageReference:
        os === 'Windows'
          ? { publisher: 'MicrosoftWindowsServer', offer: 'WindowsServer', sku: '2022-datacenter-azure-edition', version: 'latest' }
          : { publisher: 'RedHat', offer: 'RHEL', sku: '8_9', version: 'latest' },
      osDisk: { osType: os, createOption: 'FromImage', caching: 'ReadWrite' },
      dataDisks: [{ lun: 0, createOption: 'Empty', caching: 'ReadOnly', diskSizeGB: 64 }],
    },
    osProfile: { computerName: id.split('/').at(-1), adminUsername: 'azureuser' },
    ...properties,
  },
});

/** The body of an extension that enables encryption, as the tools send it. */
export const enableExtension = (vaultId: string, os: 'Windows' | 'Linux', volumeType: string, more: JsonObject = {}): JsonObject => ({
  location: 'westeurope',
  properties: {
    publisher: 'Microsoft.Azure.Security',
    type: os === 'Windows' ? 'AzureDiskEncryption' : 'AzureDiskEncryptionForLinux',
    typeHandlerVersion: os === 'Windows' ? '2.2' : '1.1',
    settings: {
      EncryptionOperation: 'EnableEncryption',
      VolumeType: volumeType,
      KeyVaultURL: `https://${vaultId.split('/').at(-1)}.vault.azure.net/`,
      KeyVaultResourceId: vaultId,
      ...more,
    },
  },
});
