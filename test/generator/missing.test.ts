import { expect } from 'chai';
import { completeModel } from '../../src/facts/index.ts';
import { generate } from '../../src/generator/index.ts';
import { parseDocument, readModel } from '../../src/spec/index.ts';
import { supportFor } from '../../src/support/index.ts';

/** What the generator misses in a spec that names neither group nor region: subject, field and place. */
function missing(body: string): string[] {
  const { value } = parseDocument(
    'spec.yaml',
    `version: 1\nname: test\nsubscriptionId: 11111111-1111-1111-1111-111111111111\nsupportMatrix: 2026-09\n${body}`,
  );
  const model = readModel({ spec: value as NonNullable<typeof value>, facts: [] }).value;
  if (model === undefined) throw new Error('the spec has a wrong shape');
  const support = supportFor('2026-09');
  completeModel(model, support);
  const { value: generated, findings } = generate(model, support);
  expect(generated).to.equal(undefined);
  return findings.map(({ data, origin }) => `${data.subject} ${data.field} ${origin.kind === 'written' ? origin.pointer : ''}`);
}

describe('what nobody said', () => {
  it('is missed once where the spec would say it, however many need it', () => {
    const placed = 'resourceGroup: rg, location: westeurope, os: { type: Windows }, size: Standard_D4s_v5';
    const found = missing(`
keyVaults: { shared: { name: kv-shared }, keys: { name: kv-keys } }
keyEncryptionKeys: { kek: { keyVault: keys, name: kek, version: "0123456789abcdef0123456789abcdef" } }
networks: { app: { virtualNetwork: vnet, subnet: snet }, made: { virtualNetwork: vnet-made, subnet: snet, create: { addressPrefix: 10.0.0.0/16 } } }
identities: { ade: { name: id-ade } }
scenarios:
  - scenario: enable-existing-vm
    keyVault: shared
    keyEncryptionKey: kek
    virtualMachines: [{ name: vm-1, ${placed}, encryptionIdentity: ade }, { name: vm-2, ${placed} }]
  - scenario: new-vm-gallery-image
    keyVault: shared
    keyEncryptionKey: none
    virtualMachines:
      - { name: vm-3, resourceGroup: rg, location: westeurope, os: { type: Windows, image: { publisher: a, offer: b, sku: c } }, size: Standard_D4s_v5, network: app, adminUsername: x }
`);
    expect(found.sort()).to.deep.equal([
      'id-ade resourceGroup /identities/ade',
      'kv-keys resourceGroup /keyVaults/keys',
      'kv-shared resourceGroup /keyVaults/shared',
      'vnet resourceGroup /networks/app',
      'vnet-made location /networks/made',
      'vnet-made resourceGroup /networks/made',
    ]);
  });
});
