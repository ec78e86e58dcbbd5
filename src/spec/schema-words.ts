import { pointerSegments } from '../model/pointer.ts';
import type { Shape } from './schema-shape.ts';

const typeNames: Record<string, string> = {
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping with keys',
};

/** The types that a place takes, as words. */
export const wantedTypes = ({ type }: Shape): string =>
  [type ?? 'string']
    .flat()
    .map((name) => typeNames[name] ?? name)
    .join(' or ');

/** A value as a sentence names it. */
export function describeValue(value: unknown): string {
  if (typeof value === 'string') return `the text ${JSON.stringify(value)}`;
  if (typeof value === 'number') return `the number ${value}`;
  return Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'a mapping' : String(value);
}

/** The key at a pointer; an entry of a list by its number. */
export function keyName(pointer: string): string {
  const segments = pointerSegments(pointer);
  const last = segments.pop() ?? '';
  return /^\d+$/.test(last) && segments.length > 0 ? `${segments.pop()}[${last}]` : last;
}

const entryNames: Record<string, string> = {
  keyVaults: 'a key vault',
  keyEncryptionKeys: 'a key encryption key',
  networks: 'a network',
  identities: 'an identity',
  recoveryServicesVaults: 'a Recovery Services vault',
  backupPolicies: 'a backup policy',
  virtualMachines: 'a virtual machine',
  virtualMachineScaleSets: 'a scale set',
  disks: 'a disk',
  dataDisks: 'a data disk',
  mounts: 'a mount',
  suppress: 'an accepted finding',
  accessPolicies: 'an access policy',
};

/** How a sentence names the object at a pointer. */
export function placeName(kind: 'spec' | 'facts', pointer: string, value: unknown): string {
  const segments = pointerSegments(pointer);
  if (segments.length === 0) return kind === 'spec' ? 'a spec' : 'a facts file';
  const parent = segments.at(-2) ?? '';
  if (parent === 'scenarios') {
    const scenario = (value as { scenario?: unknown }).scenario;
    return typeof scenario === 'string' ? `\`${scenario}\`` : 'a scenario';
  }
  return (Object.hasOwn(entryNames, parent) ? entryNames[parent] : undefined) ?? `\`${segments.at(-1)}\``;
}

/** What could stand at a key that is missing, as it would be written. */
export const exampleOf: Readonly<Record<string, string>> = {
  version: '1',
  facts: '1',
  name: 'payments-prod',
  subscriptionId: '11111111-1111-1111-1111-111111111111',
  scenario: 'enable-existing-vm',
  virtualMachines: '[vm-web-01]',
  virtualMachineScaleSets: '[vmss-web]',
  lun: '0',
  until: '2026-12-31',
  publisher: 'RedHat',
  offer: 'RHEL',
  sku: '8_9',
  addressPrefix: '10.0.0.0/16',
  time: '"02:00"',
  timeZone: 'UTC',
  retentionDays: '30',
  defaultAction: 'Deny',
  bypass: 'AzureServices',
  acknowledgeDataLoss: '[0, 1]',
};

/** What people write who know the thing by another name. */
export const otherNames: Readonly<Record<string, string>> = {
  region: 'location',
  vmsize: 'size',
  rg: 'resourceGroup',
  resourcegroupname: 'resourceGroup',
  kek: 'keyEncryptionKey',
  keks: 'keyEncryptionKeys',
  keyencryptionkeyurl: 'keyEncryptionKey',
  vault: 'keyVault',
  vaults: 'keyVaults',
  keyvaultname: 'keyVault',
  vaultname: 'name',
  vmname: 'name',
  keyname: 'name',
  vm: 'virtualMachines',
  vms: 'virtualMachines',
  machines: 'virtualMachines',
  vmss: 'virtualMachineScaleSets',
  scalesets: 'virtualMachineScaleSets',
  ostype: 'os',
  disksize: 'diskSizeGB',
  matrix: 'supportMatrix',
  subscriptionname: 'subscription',
};
