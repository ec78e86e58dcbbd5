import { expect } from 'chai';
import { type Fact, valueOf } from '../../src/model/index.ts';
import { head, modelOf, readSpec } from './read-spec.ts';

const named = (fact: Fact<{ name: string } | undefined> | undefined): string | undefined =>
  fact === undefined ? undefined : valueOf(fact)?.name;

describe('a key vault', () => {
  it('given by its resource id has name, group and subscription from there', () => {
    const [vault] = modelOf(`${head}keyVaults:
  far: { id: /subscriptions/33333333-3333-3333-3333-333333333333/resourceGroups/rg-far/providers/Microsoft.KeyVault/vaults/kv-far }
scenarios: [{ scenario: key-vault, keyVaults: [far] }]`).facts.keyVaults;
    expect(vault?.name).to.equal('kv-far');
    expect(valueOf(vault?.resourceGroup)).to.equal('rg-far');
    expect(valueOf(vault?.subscriptionId)).to.equal('33333333-3333-3333-3333-333333333333');
  });

  const refused: [name: string, vault: string, expected: string[]][] = [
    [
      'an id of something else',
      '{ id: /subscriptions/33333333-3333-3333-3333-333333333333/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st }',
      [
        'spec.yaml:8:14 ADE2014 `/subscriptions/33333333-3333-3333-3333-333333333333/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st` is not the resource id of a key vault.',
      ],
    ],
    [
      'a name and group that the id contradicts',
      '{ name: kv-a, resourceGroup: rg-a, id: /subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/RG-A/providers/Microsoft.KeyVault/vaults/kv-b }',
      ['spec.yaml:8:16 ADE2006 `name` is kv-a here, but `id` says kv-b. Correct or remove one.'],
    ],
  ];
  for (const [name, vault, expected] of refused) {
    it(`is refused with ${name}`, () => {
      const { reports } = readSpec(`${head}keyVaults:\n  far: ${vault}\nscenarios: [{ scenario: key-vault, keyVaults: [far] }]`);
      expect(reports.length, reports.join('\n')).to.equal(expected.length);
      for (const [index, text] of expected.entries()) expect(reports[index]).to.include(text);
    });
  }

  it('has one entry in a registry', () => {
    const { reports } = readSpec(
      `${head}keyVaults: { a: { name: kv-a }, b: { name: KV-A } }\nscenarios: [{ scenario: key-vault, keyVaults: [a] }]`,
    );
    expect(reports).to.deep.equal(['spec.yaml:7:33 ADE2003 `b` and `a` in `keyVaults` are both named `KV-A`. Keep one of the two.']);
  });

  it('has a key that no other has but for its letter case', () => {
    const { reports } = readSpec(
      `${head}keyVaults: { main: { name: kv-a }, mAin: { name: kv-b } }\nscenarios: [{ scenario: key-vault, keyVaults: [main] }]`,
    );
    expect(reports).to.deep.equal([
      'spec.yaml:7:36 ADE2003 `mAin` and `main` in `keyVaults` differ by letter case only, and names are made from them. Rename one.',
    ]);
  });

  it('is completed by a facts file that has it under another key', () => {
    const [vault, ...others] = modelOf(
      `${head}keyVaults: { disks: { name: kv-disks } }\nscenarios: [{ scenario: key-vault, keyVaults: [disks] }]`,
      {
        'facts.yaml': 'facts: 1\nkeyVaults: { kvDisks: { name: KV-disks, location: westeurope, enabledForDiskEncryption: true } }\n',
      },
    ).facts.keyVaults;
    expect(others).to.deep.equal([]);
    expect(vault?.key).to.equal('disks');
    expect([valueOf(vault?.location), valueOf(vault?.enabledForDiskEncryption)]).to.deep.equal(['westeurope', true]);
  });

  it('that is not registered is named where it is asked for', () => {
    const { reports, model } = readSpec(`${head}keyVaults: { disks: { name: kv-disks } }
scenarios: [{ scenario: enable-existing-vm, virtualMachines: [{ name: a, keyVault: dikss }, { name: b }] }]`);
    expect(reports).to.deep.equal([
      'spec.yaml:8:84 ADE2001 `keyVaults` has no entry `dikss`. Did you mean `disks`?',
      'spec.yaml:8:93 ADE2012 `enable-existing-vm` needs a key vault for the disk secrets of `b`. Write `keyVault` here, in the scenario or under `defaults`; `keyVaults` has disks.',
    ]);
    expect(model?.requests.encryption[0]?.keyVault).to.deep.equal({ known: false, fact: 'keyVault', reported: true });
  });

  it('that a scenario names wrongly for all is reported once', () => {
    const { findings } = readSpec(
      `${head}scenarios: [{ scenario: enable-existing-vm, keyVault: a, virtualMachines: [{ name: a }, { name: b }] }]`,
    );
    expect(findings.map(({ code }) => code)).to.deep.equal(['ADE2001']);
  });

  it('of an update is the one that the machine has', () => {
    const model = modelOf(`${head}keyVaults: { disks: { name: kv-disks } }
scenarios: [{ scenario: update-encryption-settings, virtualMachines: [{ name: a, current: { keyVault: disks }, keyEncryptionKey: none }] }]`);
    expect(named(model.requests.encryption[0]?.keyVault)).to.equal('kv-disks');
  });

  it('of a backup is that of the encryption, else the current one, else the one that is asked for', () => {
    const model = modelOf(`${head}keyVaults: { disks: { name: kv-disks }, near: { name: kv-near }, old: { name: kv-old } }
keyEncryptionKeys: { near: { keyVault: near, name: kek, version: a1 } }
defaults: { keyVault: disks }
scenarios:
  - scenario: enable-existing-vm
    virtualMachines: [{ name: a, keyVault: near, keyEncryptionKey: near }]
  - scenario: backup-encrypted-vm
    virtualMachines: [a, { name: b, current: { keyVault: old } }, { name: c }, { name: d, keyVault: old }]
`);
    expect(model.requests.backups.map(({ keyVault }) => named(keyVault))).to.deep.equal(['kv-near', 'kv-old', 'kv-disks', 'kv-old']);
    expect(model.requests.backups[0]?.keyEncryptionKey?.value.name).to.equal('kek');
  });
});

describe('a current key vault', () => {
  const spec = (keyVault: string) =>
    `${head}keyVaults: { disks: { name: kv-disks } }\nscenarios: [{ scenario: disable-vm, virtualMachines: [{ name: a, current: { keyVault: ${keyVault} } }] }]`;
  const id = '/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/RG-Payments/providers/Microsoft.KeyVault/vaults/';

  it('is the registered one, by key or id', () => {
    for (const text of ['disks', `${id}KV-DISKS`]) {
      const { facts } = modelOf(spec(text));
      expect(facts.virtualMachines[0]?.current.keyVault).to.deep.include({ known: true, value: facts.keyVaults[0] });
    }
  });

  it('is known by its id when it is not registered', () => {
    const { current } = modelOf(spec(`${id}kv-old`)).facts.virtualMachines[0] ?? {};
    expect(named(current?.keyVault)).to.equal('kv-old');
  });

  it('is refused when it is neither', () => {
    expect(readSpec(spec('/subscriptions/x')).reports.join()).to.match(
      /ADE2014 `\/subscriptions\/x` is not the resource id of a key vault\./,
    );
    expect(readSpec(spec('diks')).reports.join()).to.match(/ADE2001 `keyVaults` has no entry `diks`\. Did you mean `disks`\?/);
  });
});

describe('a key encryption key', () => {
  const digits = '0123456789abcdef0123456789abcdef';
  const spec = (key: string, more = '') => `${head}keyVaults: { disks: { name: kv-disks } }
keyEncryptionKeys: { main: ${key} }
scenarios: [{ scenario: enable-existing-vm, keyVault: disks, keyEncryptionKey: main, virtualMachines: [{ name: a }] }]
${more}`;

  it('given by its URL has vault, name and version from there', () => {
    const [key] = modelOf(spec(`{ url: "https://KV-DISKS.vault.azure.net/keys/kek-1/${digits}" }`)).facts.keyEncryptionKeys;
    expect([named(key?.keyVault), key?.name, valueOf(key?.version)]).to.deep.equal(['kv-disks', 'kek-1', digits]);
  });

  it('that the plan makes is as strong as the strictest machine wants', () => {
    const [key] = modelOf(spec('{ keyVault: disks, create: {} }')).facts.keyEncryptionKeys;
    expect(key?.create).to.deep.include({ keyType: 'RSA', keySize: 4096 });
    expect(key?.name).to.equal('main');
  });

  const refused: [key: string, expected: string][] = [
    [
      `{ url: "https://kv-lost.vault.azure.net/keys/k/${digits}" }`,
      'spec.yaml:8:35 ADE2012 The key is in the key vault `kv-lost`, which is not among `keyVaults`.',
    ],
    ['{ name: k }', 'spec.yaml:8:28 ADE2012 Nobody says in which key vault `main` is. Write its `keyVault`, or its `url`.'],
    ['{ keyVault: diks }', 'spec.yaml:8:40 ADE2001 `keyVaults` has no entry `diks`. Did you mean `disks`?'],
    [
      `{ keyVault: disks, name: other, url: "https://kv-disks.vault.azure.net/keys/k/${digits}" }`,
      'ADE2006 `name` is other here, but `url` says k. Correct or remove one.',
    ],
  ];
  for (const [key, expected] of refused) {
    it(`is refused as ${key}`, () => {
      const { reports } = readSpec(spec(key));
      expect(reports.length, reports.join('\n')).to.equal(1);
      expect(reports[0]).to.include(expected);
    });
  }

  it('that fell back, while the vault did not, may not be of another vault', () => {
    const spec = (own: string) => `${head}keyVaults: { disks: { name: kv-disks }, near: { name: kv-near } }
keyEncryptionKeys: { disks: { keyVault: disks, version: a1 }, near: { keyVault: near, version: a1 } }
defaults: { keyVault: disks, keyEncryptionKey: disks }
scenarios: [{ scenario: enable-existing-vm, virtualMachines: [{ name: a, ${own} }] }]`;
    expect(readSpec(spec('keyVault: near')).reports).to.deep.equal([
      'spec.yaml:10:84 ADE2013 `keyVault` is near here, but `keyEncryptionKey` disks still comes from `defaults` and is a key of disks. Write `keyEncryptionKey` beside this `keyVault`: a key, or `none`.',
    ]);
    for (const own of [
      'keyVault: near, keyEncryptionKey: near',
      'keyVault: near, keyEncryptionKey: none',
      'keyEncryptionKey: near',
      'keyVault: disks',
    ]) {
      expect(readSpec(spec(own)).reports, own).to.deep.equal([]);
    }
    // Said together, a key of another vault is meant.
    expect(readSpec(spec('keyVault: near, keyEncryptionKey: disks')).reports).to.deep.equal([]);
  });
});

describe('keyVault: auto', () => {
  const spec = (machine: string, more = '') => `${head}subscriptions: { dr: 22222222-2222-2222-2222-222222222222 }
keyVaults:
  west: { name: kv-west, location: West Europe }
  north: { name: kv-north, location: northeurope }
  dr: { name: kv-dr, location: westeurope, subscription: dr }
  made: { name: kv-made, create: {} }
${more}keyEncryptionKeys:
  west: { keyVault: west, version: a1 }
  dr: { keyVault: dr, version: a1 }
  dr2: { keyVault: dr, version: a2 }
  made: { keyVault: made, version: a2 }
defaults: { keyEncryptionKey: made }
scenarios: [{ scenario: enable-existing-vm, keyVault: auto, virtualMachines: [{ name: a, ${machine} }] }]`;
  const chosen = (machine: string) => {
    const [request] = modelOf(spec(machine)).requests.encryption;
    return [named(request?.keyVault), request?.keyEncryptionKey?.value.key];
  };

  it('is the one in the subscription and region of the machine, with its key', () => {
    expect(chosen('location: westeurope')).to.deep.equal(['kv-west', 'west']);
    expect(chosen('subscription: dr, keyEncryptionKey: dr2')).to.deep.equal(['kv-dr', 'dr2']);
    expect(chosen('location: westeurope, keyEncryptionKey: none')).to.deep.equal(['kv-west', undefined]);
    expect(chosen('location: North Europe, keyEncryptionKey: none')).to.deep.equal(['kv-north', undefined]);
  });

  it('does not drop a key that fell back where its vault has none', () => {
    expect(readSpec(spec('location: North Europe')).reports).to.deep.equal([
      'spec.yaml:19:55 ADE2013 `keyVault` is auto here, but `keyEncryptionKey` made still comes from `defaults` and is a key of made. Write `keyEncryptionKey` beside this `keyVault`: a key, or `none`.',
    ]);
    expect(readSpec(spec('location: North Europe').replace('defaults: { keyEncryptionKey: made }\n', '')).reports).to.deep.equal([]);
  });

  const refused: [machine: string, more: string, expected: string][] = [
    [
      'location: uksouth',
      '',
      'ADE2011 `auto` finds no key vault for `a`: none of `keyVaults` is in uksouth, subscription 11111111-1111-1111-1111-111111111111. Register one, or name a vault.',
    ],
    [
      'location: uksouth',
      '  homeless: { name: kv-homeless }\n',
      'ADE2011 `auto` finds no key vault for `a`: none of `keyVaults` is in uksouth, subscription 11111111-1111-1111-1111-111111111111; the location of `homeless` is not written.',
    ],
    [
      'location: westeurope',
      '  twin: { name: kv-twin, location: westeurope }\n',
      'ADE2011 `auto` finds 2 key vaults for `a` in westeurope, subscription 11111111-1111-1111-1111-111111111111: west, twin. Name one.',
    ],
    [
      'subscription: dr',
      '',
      'ADE2011 `auto` takes the vault dr, which has 2 keys in `keyEncryptionKeys`: dr, dr2. Name one with `keyEncryptionKey`, or write `none`.',
    ],
  ];
  for (const [machine, more, expected] of refused) {
    it(`is refused for { ${machine} }${more === '' ? '' : ' beside another vault'}`, () => {
      const { reports } = readSpec(spec(machine, more));
      expect(reports.length, reports.join('\n')).to.equal(1);
      expect(reports[0]).to.include(expected);
    });
  }

  it('needs the region of the machine', () => {
    const { reports } = readSpec(`${head.replace('location: westeurope\n', '')}keyVaults: { a: { name: kv-a, location: westeurope } }
scenarios: [{ scenario: enable-existing-vm, keyVault: auto, virtualMachines: [{ name: a }] }]`);
    expect(reports).to.deep.equal(['spec.yaml:7:55 ADE2011 `auto` needs the region of `a`. Write its `location`.']);
  });

  it('takes a vault that is yet to be made when none is said to be there', () => {
    const model = modelOf(`${head}keyVaults: { made: { name: kv-made, create: {} } }
scenarios: [{ scenario: enable-existing-vm, keyVault: auto, virtualMachines: [{ name: a }] }]`);
    expect(named(model.requests.encryption[0]?.keyVault)).to.equal('kv-made');
  });
});
