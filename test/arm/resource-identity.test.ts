import { expect } from 'chai';
import { ExpressionSummaries } from '../../src/arm/expression-summary.ts';
import { ResourceIdentities } from '../../src/arm/resource-identity.ts';

const identities = new ResourceIdentities(new ExpressionSummaries(), {
  nicid: "[resourceId('Microsoft.Network/networkInterfaces', 'nic-1')]",
  other: "[variables('nicId')]",
});

describe('resource identities', () => {
  it('tell the parts of a name, whichever way it is put together', () => {
    expect(identities.nameSegments('vm-1/AzureDiskEncryption')).to.deep.equal(['vm-1', 'azurediskencryption']);
    const written = [
      "[concat(parameters('vm'), '/x')]",
      "[format('{0}/{1}', parameters('VM'), 'X')]",
      "[ Concat(parameters('vm'),concat('/', 'x')) ]",
    ];
    for (const text of written) expect(identities.nameSegments(text), text).to.deep.equal(["[parameters('vm')]", 'x']);
    expect(identities.nameSegments("[concat('a-', uniqueString(resourceGroup().id))]")).to.deep.equal([
      'a-[uniquestring(resourcegroup().id)]',
    ]);
    expect(identities.nameSegments('[[x]')).to.deep.equal(['[x]']);
    expect(identities.nameSegments('[concat(]')).to.equal(undefined);
    expect(identities.nameSegments("[format(variables('f'), 'x')]")).to.equal(undefined);
  });

  it('tell what a resource id stands for', () => {
    const nic = { type: 'microsoft.network/networkinterfaces', names: ['nic-1'] };
    expect(identities.resourceId("[resourceId('Microsoft.Network/networkInterfaces', 'nic-1')]")).to.deep.equal(nic);
    expect(identities.resourceId("[resourceId('rg', 'Microsoft.Network/networkInterfaces/', 'nic-1')]")).to.deep.equal(nic);
    expect(identities.resourceId("[variables('nicId')]")).to.deep.equal(nic);
    expect(identities.resourceId('Microsoft.Network/networkInterfaces/nic-1')).to.deep.equal(nic);
    expect(identities.resourceId('/subscriptions/1/resourceGroups/rg/providers/Microsoft.Network/networkInterfaces/nic-1')).to.deep.equal(
      nic,
    );
    expect(identities.resourceId("[resourceId('Microsoft.KeyVault/vaults/keys', parameters('v'), 'k')]")).to.deep.equal({
      type: 'microsoft.keyvault/vaults/keys',
      names: ["[parameters('v')]", 'k'],
    });
  });

  it('say nothing where nothing can be told', () => {
    for (const text of ['nic-1', "[variables('other')]", "[variables('missing')]", "[parameters('id')]", "[concat('a', 'b')]", '[f(]']) {
      expect(identities.resourceId(text), text).to.equal(undefined);
    }
  });
});
