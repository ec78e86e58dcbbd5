import type { WhatIfReport, WhatIfResult } from './what-if-report.ts';
import type { WhatIfChange, WhatIfPropertyChange } from './what-if-types.ts';

/** Property changes that what-if reports and that a deployment does not make. */
export interface Folded {
  protectedSettings: number;
  /** Values that only the deployment itself can work out, such as `reference()`. */
  unresolved: number;
  /** Read-only properties and values that Azure fills in by itself. */
  defaults: number;
}

/**
 * Read-only properties of any resource, by the last segment of their path.
 * Azure/arm-template-whatif#6, #63 and #167 list them among false positives (2026-08).
 */
const readOnly = new Set([
  'etag',
  'instanceView',
  'managedBy',
  'provisioningState',
  'resourceGuid',
  'systemData',
  'timeCreated',
  'uniqueId',
  'vmId',
]);

/**
 * Properties that Azure fills in where a template leaves them out, by resource type.
 * https://learn.microsoft.com/azure/templates/microsoft.compute/virtualmachines, …/microsoft.keyvault/vaults (2026-08).
 */
const filledIn: Record<string, readonly string[]> = {
  'microsoft.compute/virtualmachines/extensions': [
    'properties.enableAutomaticUpgrade',
    'properties.suppressFailures',
    'properties.autoUpgradeMinorVersion',
  ],
  'microsoft.compute/virtualmachinescalesets/extensions': [
    'properties.enableAutomaticUpgrade',
    'properties.suppressFailures',
    'properties.autoUpgradeMinorVersion',
  ],
  'microsoft.compute/virtualmachines': [
    'properties.osProfile.allowExtensionOperations',
    'properties.osProfile.requireGuestProvisionSignal',
    'properties.osProfile.secrets',
    'properties.osProfile.windowsConfiguration.enableAutomaticUpdates',
    'properties.osProfile.windowsConfiguration.patchSettings',
    'properties.osProfile.windowsConfiguration.provisionVMAgent',
    'properties.osProfile.linuxConfiguration.patchSettings',
    'properties.osProfile.linuxConfiguration.provisionVMAgent',
    'properties.storageProfile.dataDisks',
    'properties.storageProfile.imageReference.exactVersion',
    'properties.storageProfile.osDisk.diskSizeGB',
    'properties.storageProfile.osDisk.managedDisk.id',
    'properties.storageProfile.osDisk.osType',
    'properties.storageProfile.diskControllerType',
    'properties.storageProfile.alignRegionalDisksToVMZone',
  ],
  'microsoft.compute/disks': [
    'properties.diskIOPSReadWrite',
    'properties.diskMBpsReadWrite',
    'properties.diskSizeBytes',
    'properties.diskState',
    'properties.networkAccessPolicy',
    'properties.publicNetworkAccess',
    'properties.tier',
  ],
  'microsoft.compute/snapshots': [
    'properties.diskSizeBytes',
    'properties.diskSizeGB',
    'properties.diskState',
    'properties.networkAccessPolicy',
    'properties.publicNetworkAccess',
  ],
  'microsoft.keyvault/vaults': ['properties.hsmPoolResourceId', 'properties.publicNetworkAccess', 'properties.vaultUri'],
  'microsoft.keyvault/vaults/keys': ['properties.attributes', 'properties.keyUri', 'properties.keyUriWithVersion'],
  'microsoft.network/networkinterfaces': ['properties.macAddress', 'properties.nicType', 'properties.vnetEncryptionSupported'],
};

/** The report without noise, and how much was left out. A modified resource of which nothing is left has no change. */
export function foldNoise(report: WhatIfReport): { report: WhatIfReport; folded: Folded } {
  const folded: Folded = { protectedSettings: 0, unresolved: 0, defaults: 0 };
  const deployments = report.deployments.map((deployment) => {
    const { outcome } = deployment;
    if (outcome.kind !== 'previewed') return deployment;
    return { ...deployment, outcome: { ...outcome, result: foldResult(outcome.result, folded) } };
  });
  return { report: { ...report, deployments }, folded };
}

function foldResult(result: WhatIfResult, folded: Folded): WhatIfResult {
  return {
    ...result,
    changes: result.changes.map((change) => foldChange(change, folded)),
    potentialChanges: result.potentialChanges.map((change) => foldChange(change, folded)),
  };
}

function foldChange(change: WhatIfChange, folded: Folded): WhatIfChange {
  if (change.changeType === 'Create') return foldCreate(change, folded);
  if (!change.delta?.length) return change;
  const type = resourceTypeOf(change.resourceId ?? '');
  const delta = foldProperties(change.delta, '', type, folded);
  const isEmpty = delta.length === 0 && change.changeType === 'Modify';
  return { ...change, delta, ...(isEmpty ? { changeType: 'NoChange' as const } : {}) };
}

/** A new resource is shown whole, but for what nobody may read. */
function foldCreate(change: WhatIfChange, folded: Folded): WhatIfChange {
  const properties = change.after?.properties;
  if (typeof properties !== 'object' || properties === null || !('protectedSettings' in properties)) return change;
  const { protectedSettings: _, ...rest } = properties as Record<string, unknown>;
  folded.protectedSettings += 1;
  return { ...change, after: { ...change.after, properties: rest } };
}

function foldProperties(changes: WhatIfPropertyChange[], parent: string, type: string, folded: Folded): WhatIfPropertyChange[] {
  return changes.flatMap((change) => {
    const path = parent === '' ? (change.path ?? '') : `${parent}.${change.path ?? ''}`;
    const kind = noiseOf(change, path, type);
    if (kind !== undefined) {
      folded[kind] += 1;
      return [];
    }
    if (!change.children?.length) return [change];
    const children = foldProperties(change.children, path, type, folded);
    return children.length === 0 ? [] : [{ ...change, children }];
  });
}

function noiseOf(change: WhatIfPropertyChange, path: string, type: string): keyof Folded | undefined {
  if (/(^|\.)protectedSettings(FromKeyVault)?(\.|$)/i.test(path)) return 'protectedSettings';
  if (isUnresolved(change.after)) return 'unresolved';
  if (change.propertyChangeType === 'NoEffect') return 'defaults';
  if (change.propertyChangeType !== 'Delete') return undefined;
  const isFilledIn = filledIn[type]?.some((known) => path.toLowerCase() === known.toLowerCase()) ?? false;
  return isFilledIn || readOnly.has(path.slice(path.lastIndexOf('.') + 1)) ? 'defaults' : undefined;
}

/** What-if leaves an expression as it is where only the deployment can work it out. */
const isUnresolved = (value: unknown): boolean => typeof value === 'string' && /^\[(?!\[).*\]$/s.test(value);

/** `microsoft.compute/virtualmachines/extensions`, from a resource id. */
function resourceTypeOf(resourceId: string): string {
  const [, provider = ''] = resourceId.toLowerCase().split(/.*\/providers\//);
  const [namespace = '', ...segments] = provider.split('/');
  return [namespace, ...segments.filter((_, index) => index % 2 === 0)].join('/');
}
