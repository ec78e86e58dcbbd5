import { expect } from 'chai';
import { parseKeyVaultId } from '../../src/spec/azure-names.ts';

const subscriptionId = '11111111-1111-1111-1111-111111111111';
const idOf = (subscription: string, group: string, name: string): string =>
  `/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.KeyVault/vaults/${name}`;

describe('the resource id of a key vault', () => {
  it('is taken apart, ignoring case', () => {
    const id = idOf(subscriptionId, 'RG_1.(x)', 'kv-1');
    const parts = { subscriptionId, resourceGroup: 'RG_1.(x)', name: 'kv-1' };
    expect(parseKeyVaultId(id)).to.deep.equal(parts);
    expect(parseKeyVaultId(id.replace('resourceGroups', 'resourcegroups').replace('Microsoft', 'microsoft'))).to.deep.equal(parts);
  });

  it('is none where a part is no name that Azure takes: group and subscription become folders', () => {
    for (const [subscription, group, name] of [
      ['..', 'rg', 'kv-1'],
      [subscriptionId, '..', 'kv-1'],
      [subscriptionId, 'rg.', 'kv-1'],
      [subscriptionId, 'rg', '..'],
      [subscriptionId, 'rg', "kv'1"],
      [subscriptionId, 'r\ng', 'kv-1'],
    ] as const)
      expect(parseKeyVaultId(idOf(subscription, group, name)), `${subscription} ${group} ${name}`).to.equal(undefined);
  });
});
