import { expect } from 'chai';
import type { CloudName } from '../../src/model/index.ts';
import { apiVersionDate, apiVersionTable } from '../../src/support/api-version-table.ts';
import { apiVersionNotes } from '../../src/support/api-versions.ts';
import { supportFor } from '../../src/support/index.ts';
import { sharedJson } from '../shared.ts';

const cloudNames: CloudName[] = ['AzureCloud', 'AzureUSGovernment', 'AzureChinaCloud'];
const support = supportFor('2026-09');

const needed = [
  'Microsoft.Compute/virtualMachines',
  'Microsoft.Compute/virtualMachines/extensions',
  'Microsoft.Compute/virtualMachineScaleSets',
  'Microsoft.Compute/virtualMachineScaleSets/extensions',
  'Microsoft.Compute/disks',
  'Microsoft.Compute/snapshots',
  'Microsoft.KeyVault/vaults',
  'Microsoft.KeyVault/vaults/keys',
  'Microsoft.KeyVault/vaults/secrets',
  'Microsoft.KeyVault/vaults/accessPolicies',
  'Microsoft.Network/virtualNetworks',
  'Microsoft.Network/virtualNetworks/subnets',
  'Microsoft.Network/networkInterfaces',
  'Microsoft.Network/networkSecurityGroups',
  'Microsoft.RecoveryServices/vaults',
  'Microsoft.RecoveryServices/vaults/backupPolicies',
  'Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems',
  'Microsoft.Authorization/roleAssignments',
  'Microsoft.Authorization/roleDefinitions',
  'Microsoft.ManagedIdentity/userAssignedIdentities',
];

const monthsBetween = (from: string, to: string): number =>
  (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));

describe('apiVersions', () => {
  it('has every type that a template of ours needs, in every cloud', () => {
    for (const type of needed)
      for (const cloud of cloudNames) expect(support.apiVersion(type, cloud), `${type} in ${cloud}`).to.match(/^\d{4}-\d\d-\d\d$/);
  });

  it('throws on a type that it does not have', () => {
    expect(() => support.apiVersion('Microsoft.Compute/virtualMachine', 'AzureCloud')).to.throw('Microsoft.Compute/virtualMachine');
  });

  it('takes no Key Vault version that ends on 2027-02-27', () => {
    for (const type of needed.filter((name) => name.startsWith('Microsoft.KeyVault/')))
      for (const cloud of cloudNames) expect(support.apiVersion(type, cloud) >= '2026-02-01', `${type} in ${cloud}`).to.equal(true);
  });

  it('takes virtual machines with an encryption identity, and disks with encryptionSettingsCollection, in every cloud', () => {
    for (const cloud of cloudNames) {
      expect(support.apiVersion('Microsoft.Compute/virtualMachines', cloud) >= '2023-09-01').to.equal(true);
      expect(support.apiVersion('Microsoft.Compute/disks', cloud) >= '2018-09-30').to.equal(true);
    }
  });

  it('says for each cloud how its versions were chosen', () => {
    for (const cloud of cloudNames) expect(apiVersionNotes[cloud].sources.length, cloud).to.be.greaterThan(0);
  });

  it('is published, stable, and less than 18 months old or the newest there is', function () {
    const index: Record<'arm' | 'bicep', Record<string, Record<string, unknown>>> = sharedJson(this, 'arm-oracle/official/index.json');
    for (const [type, versions] of Object.entries(apiVersionTable)) {
      const [schemas, types] = [index.arm, index.bicep].map((oracle) => Object.keys(oracle[type.toLowerCase()] ?? {}));
      for (const cloud of cloudNames) {
        expect(schemas, `${type} in ${cloud}`).to.include(versions[cloud]);
        expect(types, `${type} in ${cloud}`).to.include(versions[cloud]);
      }
      const stable = (schemas ?? []).filter((version) => !version.includes('preview') && types?.includes(version)).sort();
      const isYoung = monthsBetween(versions.AzureCloud, apiVersionDate) < 18;
      expect(isYoung || versions.AzureCloud === stable.at(-1), `${type} ${versions.AzureCloud}`).to.equal(true);
      for (const cloud of cloudNames) expect(versions[cloud] <= versions.AzureCloud, `${type} in ${cloud}`).to.equal(true);
    }
  });
});
