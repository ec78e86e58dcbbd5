// Makes src/support/api-version-table.ts again:
//
//   node scripts/refresh-api-versions.mjs SCHEMAS TYPES YYYY-MM-DD
//
// SCHEMAS is a checkout of https://github.com/Azure/azure-resource-manager-schemas, TYPES one of
// https://github.com/Azure/bicep-types-az (only generated/index.json is read), the date is the table's.
// A version counts when both publish it, when it is stable, and when it is old enough to have reached the cloud.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Months from a version's date until it is used: sovereign clouds get versions later and publish no list of what they have. */
const minimumAge = { AzureCloud: 6, AzureUSGovernment: 12, AzureChinaCloud: 12 };

/** Versions that a page of Azure says are in a cloud although they are younger. */
const announced = [{ types: 'Microsoft.KeyVault/', from: '2026-02-01', clouds: ['AzureUSGovernment', 'AzureChinaCloud'] }];

const resourceTypes = [
  'Microsoft.Authorization/roleAssignments',
  'Microsoft.Authorization/roleDefinitions',
  'Microsoft.Compute/disks',
  'Microsoft.Compute/snapshots',
  'Microsoft.Compute/virtualMachines',
  'Microsoft.Compute/virtualMachines/extensions',
  'Microsoft.Compute/virtualMachineScaleSets',
  'Microsoft.Compute/virtualMachineScaleSets/extensions',
  'Microsoft.KeyVault/vaults',
  'Microsoft.KeyVault/vaults/accessPolicies',
  'Microsoft.KeyVault/vaults/keys',
  'Microsoft.KeyVault/vaults/secrets',
  'Microsoft.ManagedIdentity/userAssignedIdentities',
  'Microsoft.Network/networkInterfaces',
  'Microsoft.Network/networkSecurityGroups',
  'Microsoft.Network/virtualNetworks',
  'Microsoft.Network/virtualNetworks/subnets',
  'Microsoft.RecoveryServices/vaults',
  'Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems',
  'Microsoft.RecoveryServices/vaults/backupPolicies',
  'Microsoft.Resources/deployments',
];

const [schemasFolder, typesFolder, date] = process.argv.slice(2);
if (date === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(date)) {
  throw new Error('usage: node scripts/refresh-api-versions.mjs SCHEMAS TYPES YYYY-MM-DD');
}

const isStable = (version) => /^\d{4}-\d{2}-\d{2}$/.test(version);

function readSchemaVersions(folder) {
  const published = new Set();
  for (const version of readdirSync(join(folder, 'schemas')).filter(isStable)) {
    for (const file of readdirSync(join(folder, 'schemas', version)).filter((name) => name.endsWith('.json'))) {
      const text = readFileSync(join(folder, 'schemas', version, file), 'utf8');
      for (const [, type] of text.matchAll(/"(Microsoft\.[A-Za-z]+(?:\/[A-Za-z]+)+)"/g)) published.add(`${type}@${version}`.toLowerCase());
    }
  }
  return published;
}

function readTypeVersions(folder) {
  const index = JSON.parse(readFileSync(join(folder, 'generated/index.json'), 'utf8'));
  return Object.keys(index.resources).filter((entry) => isStable(entry.split('@')[1]));
}

function monthsBefore(months) {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCMonth(day.getUTCMonth() - months);
  return day.toISOString().slice(0, 10);
}

const schemaVersions = readSchemaVersions(schemasFolder);
const versions = new Map();
for (const entry of readTypeVersions(typesFolder)) {
  if (!schemaVersions.has(entry.toLowerCase())) continue;
  const [type, version] = entry.split('@');
  const list = versions.get(type.toLowerCase()) ?? [];
  versions.set(type.toLowerCase(), [...list, version]);
}

function newest(type, cloud) {
  const bound = monthsBefore(minimumAge[cloud]);
  const isAnnounced = (version) =>
    announced.some((entry) => type.startsWith(entry.types) && entry.clouds.includes(cloud) && version === entry.from);
  const found = (versions.get(type.toLowerCase()) ?? [])
    .filter((version) => version <= bound || isAnnounced(version))
    .sort()
    .at(-1);
  if (found === undefined) throw new Error(`no version of ${type} for ${cloud}`);
  return found;
}

const rows = resourceTypes.map((type) => {
  const cells = Object.keys(minimumAge).map((cloud) => `${cloud}: '${newest(type, cloud)}'`);
  return `  '${type}': { ${cells.join(', ')} },`;
});
writeFileSync(
  new URL('../src/support/api-version-table.ts', import.meta.url),
  `// Made by scripts/refresh-api-versions.mjs; change that and make it again.
import type { CloudName } from '../model/index.ts';

export const apiVersionDate = '${date}';

export const apiVersionTable: Readonly<Record<string, Readonly<Record<CloudName, string>>>> = {
${rows.join('\n')}
};
`,
);
