import { expect } from 'chai';
import { type Json, mergeIdentity, patchChanges, patchHolds } from '../../src/azure/merge-patch.ts';

const identity = '/subscriptions/1/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-ade';
const vm: Json = {
  identity: { type: 'SystemAssigned, UserAssigned', userAssignedIdentities: { [identity.toUpperCase()]: { clientId: 'x' } } },
  properties: {
    securityProfile: { encryptionIdentity: { userAssignedIdentityResourceId: identity.toUpperCase() } },
    luns: [0, 1],
    name: 'vm',
  },
};

describe('merge patches', () => {
  it('hold when the resource already is as they say, ids and keys in any case', () => {
    const holding: Json[] = [
      {},
      { identity: { type: 'UserAssigned', userAssignedIdentities: { [identity]: {} } } },
      { properties: { securityProfile: { encryptionIdentity: { userAssignedIdentityResourceId: identity } } } },
      { properties: { luns: [0, 1], missing: null } },
    ];
    for (const patch of holding) expect(patchHolds(vm, patch), JSON.stringify(patch)).to.equal(true);
  });

  it('do not hold when anything differs', () => {
    const differing: Json[] = [
      { properties: { name: 'VM' } },
      { properties: { luns: [0] } },
      { properties: { luns: [1, 0] } },
      { properties: { name: null } },
      { properties: { securityProfile: { encryptionAtHost: false } } },
      { properties: { securityProfile: { encryptionIdentity: { userAssignedIdentityResourceId: `${identity}2` } } } },
      { identity: { type: 'SystemAssigned, UserAssigned', userAssignedIdentities: { [`${identity}2`]: {} } } },
    ];
    for (const patch of differing) expect(patchHolds(vm, patch), JSON.stringify(patch)).to.equal(false);
    expect(patchHolds({ identity: { type: 'SystemAssigned' } }, { identity: { type: 'UserAssigned' } })).to.equal(false);
  });

  it('keep the identities that a machine has', () => {
    const patch = { identity: { type: 'UserAssigned', userAssignedIdentities: { [identity]: {} } } };
    expect(mergeIdentity({ identity: { type: 'SystemAssigned' } }, patch).identity).to.deep.include({
      type: 'SystemAssigned, UserAssigned',
    });
    expect(mergeIdentity({ identity: { type: 'None' } }, patch).identity).to.deep.include({ type: 'UserAssigned' });
    expect(mergeIdentity({}, patch)).to.equal(patch);
  });

  it('name what they change, path by path', () => {
    const patch = { properties: { enabledForDiskEncryption: true, networkAcls: { bypass: 'AzureServices', defaultAction: 'Deny' } } };
    const vault = { properties: { enabledForDiskEncryption: false, networkAcls: { defaultAction: 'Deny' } } };
    expect(patchChanges(vault, patch)).to.deep.equal([
      { path: 'properties.enabledForDiskEncryption', before: false, after: true },
      { path: 'properties.networkAcls.bypass', before: undefined, after: 'AzureServices' },
    ]);
  });
});
