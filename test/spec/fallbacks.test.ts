import { expect } from 'chai';
import type { EncryptionModel, EncryptionRequest, Fact, Origin } from '../../src/model/index.ts';
import { head, modelOf, readSpec, vault } from './read-spec.ts';

const requestOf = (model: EncryptionModel, name: string): EncryptionRequest => {
  const request = model.requests.encryption.find(({ machine }) => machine.name === name);
  if (request === undefined) throw new Error(`no request for ${name}`);
  return request;
};

const pointerOf = (origin: Origin | undefined): string => (origin?.kind === 'written' ? origin.pointer : (origin?.kind ?? 'none'));

/** A value and where it is written. */
const shown = (fact: Fact<unknown> | undefined): unknown[] =>
  fact?.known
    ? [typeof fact.value === 'object' ? (fact.value as { name: string }).name : fact.value, pointerOf(fact.origin)]
    : [fact?.reported ? 'refused' : 'unknown'];

describe('what is asked', () => {
  const spec = `${head}
keyVaults:
  near: { name: kv-near, location: westeurope }
  far: { name: kv-far, location: westeurope }
keyEncryptionKeys:
  near: { keyVault: near, name: kek-near, version: a1 }
  far: { keyVault: far, name: kek-far, version: a1 }
rerun: again
defaults: { keyVault: far, keyEncryptionKey: far, volumeType: Data, wave: 4, keyEncryptionAlgorithm: RSA-OAEP-256 }
scenarios:
  - scenario: enable-existing-vm
    virtualMachines:
      - { name: vm-own, keyVault: near, keyEncryptionKey: near, volumeType: OS, wave: 2, rerun: mine, snapshotBefore: true, resizeOSDisk: true }
      - { name: vm-scenario }
      - { name: vm-none, keyEncryptionKey: none }
    volumeType: All
    wave: 3
  - scenario: enable-existing-vm
    virtualMachines: [{ name: vm-default, encryptFormatAll: { acknowledgeDataLoss: [0, 2] } }]
  - scenario: disable-vm
    virtualMachines: [{ name: vm-disable }]
`;
  const model = modelOf(spec);

  it('is what the machine says', () => {
    const request = requestOf(model, 'vm-own');
    expect(shown(request.volumeType)).to.deep.equal(['OS', '/scenarios/0/virtualMachines/0/volumeType']);
    expect(shown(request.wave)).to.deep.equal([2, '/scenarios/0/virtualMachines/0/wave']);
    expect(shown(request.rerun)).to.deep.equal(['mine', '/scenarios/0/virtualMachines/0/rerun']);
    expect(shown(request.keyVault)).to.deep.equal(['kv-near', '/scenarios/0/virtualMachines/0/keyVault']);
    expect(shown(request.keyEncryptionKey)).to.deep.equal(['kek-near', '/scenarios/0/virtualMachines/0/keyEncryptionKey']);
    expect(request.snapshotBefore.value).to.equal(true);
    expect(request.resizeOSDisk?.value).to.equal(true);
  });

  it('falls back to the scenario', () => {
    const request = requestOf(model, 'vm-scenario');
    expect(shown(request.volumeType)).to.deep.equal(['All', '/scenarios/0/volumeType']);
    expect(shown(request.wave)).to.deep.equal([3, '/scenarios/0/wave']);
    expect(request.volumeType.known && request.volumeType.origin).to.deep.include({
      through: [{ by: 'default', pointer: '/scenarios/0' }],
    });
  });

  it('falls back to the defaults, and for a rerun to the spec', () => {
    const request = requestOf(model, 'vm-default');
    expect(shown(request.volumeType)).to.deep.equal(['Data', '/defaults/volumeType']);
    expect(shown(request.wave)).to.deep.equal([4, '/defaults/wave']);
    expect(shown(request.rerun)).to.deep.equal(['again', '/rerun']);
    expect(shown(request.keyVault)).to.deep.equal(['kv-far', '/defaults/keyVault']);
    expect(shown(request.keyEncryptionKey)).to.deep.equal(['kek-far', '/defaults/keyEncryptionKey']);
    expect(request.keyVault.known && request.keyVault.origin).to.deep.include({
      through: [
        { by: 'default', pointer: '/defaults' },
        { by: 'registry', pointer: '/keyVaults/far' },
      ],
    });
    expect(request.keyEncryptionAlgorithm.value).to.equal('RSA-OAEP-256');
    expect(request.encryptFormatAll?.value).to.deep.equal({ acknowledgeDataLoss: [0, 2] });
  });

  it('is assumed where nobody says it, and unknown where nothing can be assumed', () => {
    const request = requestOf(modelOf(`${head}${vault}scenarios: [{ scenario: enable-existing-vm, virtualMachines: [{ name: a }] }]`), 'a');
    expect(shown(request.wave)).to.deep.equal([1, 'assumed']);
    expect(shown(request.keyEncryptionAlgorithm)).to.deep.equal(['RSA-OAEP', 'assumed']);
    expect(shown(request.snapshotBefore)).to.deep.equal([false, 'assumed']);
    expect(shown(request.volumeType)).to.deep.equal(['unknown']);
    expect(request.resizeOSDisk).to.equal(undefined);
    expect(request.rerun).to.equal(undefined);
  });

  it('can be no key, which is not the same as nothing', () => {
    const request = requestOf(model, 'vm-none');
    expect(request.keyEncryptionKey).to.equal(undefined);
    expect(pointerOf(request.keyEncryptionKeyNone)).to.equal('/scenarios/0/virtualMachines/2/keyEncryptionKey');
    expect(requestOf(model, 'vm-scenario').keyEncryptionKeyNone).to.equal(undefined);
  });

  it('has no vault and no key where encryption is disabled', () => {
    const request = requestOf(model, 'vm-disable');
    expect(request.operation).to.equal('disable');
    expect(shown(request.keyVault)).to.deep.equal(['unknown']);
    expect(request.keyEncryptionKey).to.equal(undefined);
  });

  it('warns of what has no effect', () => {
    const { reports } = readSpec(
      `${head}scenarios:\n  - scenario: disable-vm\n    virtualMachines: [{ name: a, keyVault: b }]\n  - scenario: remove-encryption-extension\n    virtualMachines: { select: { name: b* }, snapshotBefore: true }\nvirtualMachines: { b1: {} }\n`,
    );
    expect(reports).to.deep.equal([
      'spec.yaml:9:34 ADE2015 `keyVault` has no effect in `disable-vm`. Remove it, or write it in the scenario that it is meant for.',
      'spec.yaml:11:46 ADE2015 `snapshotBefore` has no effect in `remove-encryption-extension`. Remove it, or write it in the scenario that it is meant for.',
    ]);
  });
});

describe('where a machine stands', () => {
  const model = modelOf(`${head}${vault}
subscriptions: { dr: 22222222-2222-2222-2222-222222222222 }
virtualMachines:
  vm-registered: { resourceGroup: rg-own, location: northeurope, subscription: dr }
  vm-bare: {}
scenarios:
  - scenario: enable-existing-vm
    virtualMachines: [vm-registered, { name: vm-plain }]
  - scenario: enable-existing-vm
    resourceGroup: rg-scenario
    location: francecentral
    subscription: dr
    virtualMachines: [vm-bare, { name: vm-own, resourceGroup: rg-own, location: uksouth, subscriptionId: 11111111-1111-1111-1111-111111111111 }]
`);
  const placeOf = (name: string) => {
    const { machine } = requestOf(model, name);
    return [machine.subscriptionId, machine.resourceGroup, machine.location].map((fact) => (fact.known ? fact.value : 'unknown'));
  };
  const spec = '11111111-1111-1111-1111-111111111111';
  const dr = '22222222-2222-2222-2222-222222222222';

  it('is what is written of it, else of its scenario, else of the spec', () => {
    expect(placeOf('vm-registered')).to.deep.equal([dr, 'rg-own', 'northeurope']);
    expect(placeOf('vm-plain')).to.deep.equal([spec, 'rg-payments', 'westeurope']);
    expect(placeOf('vm-bare')).to.deep.equal([dr, 'rg-scenario', 'francecentral']);
    expect(placeOf('vm-own')).to.deep.equal([spec, 'rg-own', 'uksouth']);
  });

  it('may not be said differently by two scenarios', () => {
    const { reports } = readSpec(`${head}${vault}
virtualMachines: { vm-1: {} }
scenarios:
  - { scenario: enable-existing-vm, resourceGroup: rg-a, virtualMachines: [vm-1] }
  - { scenario: backup-encrypted-vm, resourceGroup: rg-b, virtualMachines: [vm-1] }
`);
    expect(reports).to.deep.equal([
      'spec.yaml:16:53 ADE2006 `resourceGroup` is rg-b here and rg-a in another place. Both describe the same thing. Correct or remove one.',
    ]);
  });

  it('has one subscription, by its word or by its id', () => {
    const { reports, model } = readSpec(`${head}${vault}
subscriptions: { dr: 22222222-2222-2222-2222-222222222222 }
scenarios:
  - scenario: enable-existing-vm
    virtualMachines:
      - { name: a, subscription: dr, subscriptionId: 33333333-3333-3333-3333-333333333333 }
      - { name: b, subscription: dr, subscriptionId: 22222222-2222-2222-2222-222222222222 }
      - { name: c, subscription: drr }
      - { name: d, subscriptionId: 44444444-4444-4444-4444-444444444444 }
`);
    expect(reports).to.deep.equal([
      'spec.yaml:17:54 ADE2006 `subscription` dr is 22222222-2222-2222-2222-222222222222, but `subscriptionId` is 33333333-3333-3333-3333-333333333333. Write one of the two.',
      'spec.yaml:19:34 ADE2001 `subscriptions` has no entry `drr`. Did you mean `dr`?',
      'spec.yaml:20:36 ADE2016 44444444-4444-4444-4444-444444444444 is neither the subscription of this spec nor one of `subscriptions`. Give it a word there, so that output paths name it by that.',
    ]);
    expect(model?.facts.virtualMachines.map(({ subscriptionId }) => subscriptionId.known)).to.deep.equal([false, true, false, true]);
  });
});

describe('what is known of a thing that exists', () => {
  it('falls back to nothing, but for its subscription and group', () => {
    const [keyVault] = modelOf(`${head}keyVaults: { a: { name: kv-a } }\nscenarios: [{ scenario: key-vault, keyVaults: [a] }]`).facts
      .keyVaults;
    expect(shown(keyVault?.resourceGroup)).to.deep.equal(['rg-payments', '/resourceGroup']);
    expect(shown(keyVault?.subscriptionId)).to.deep.equal(['11111111-1111-1111-1111-111111111111', '/subscriptionId']);
    expect(shown(keyVault?.location)).to.deep.equal(['unknown']);
    expect(shown(keyVault?.enabledForDiskEncryption)).to.deep.equal(['unknown']);
  });

  it('has the region of the spec where the plan makes it', () => {
    const { facts, provisioning } = modelOf(`${head}keyVaults: { a: { name: kv-a, create: {} } }
networks: { app: { virtualNetwork: v, subnet: s, create: { addressPrefix: 10.0.0.0/16 } }, old: { virtualNetwork: w, subnet: s } }
recoveryServicesVaults: { backup: { create: {} } }
scenarios: [{ scenario: key-vault, keyVaults: [a] }]`);
    expect(shown(facts.keyVaults[0]?.location)).to.deep.equal(['westeurope', '/location']);
    expect(provisioning.networks.map(({ location }) => shown(location)[0])).to.deep.equal(['westeurope', 'unknown']);
    expect(shown(provisioning.recoveryServicesVaults[0]?.location)[0]).to.equal('westeurope');
    expect(provisioning.networks[0]?.create).to.deep.include({ addressPrefix: '10.0.0.0/16', subnetPrefix: '10.0.0.0/16' });
  });

  it('is made with what ADE needs where nothing else is said', () => {
    const [keyVault] = modelOf(`${head}keyVaults: { a: { name: kv-a, create: {} } }\nscenarios: [{ scenario: key-vault, keyVaults: [a] }]`)
      .facts.keyVaults;
    expect(keyVault?.create).to.deep.include({
      sku: 'standard',
      permissionModel: 'rbac',
      enablePurgeProtection: true,
      softDeleteRetentionInDays: 90,
      enabledForDeployment: false,
      enabledForTemplateDeployment: false,
    });
  });
});

describe('a spec without a support matrix', () => {
  it('is held to the newest, with a note', () => {
    const { model, reports } = readSpec(
      `${head.replace('supportMatrix: 2026-09\n', '')}keyVaults: { a: {name: kv-a} }\nscenarios: [{ scenario: key-vault, keyVaults: [a] }]`,
    );
    expect(model?.settings.supportMatrix.value).to.equal('2026-09');
    expect(reports.join()).to.match(/^spec\.yaml:1:1 ADE2019 The support rules of 2026-09 hold/);
  });
});
