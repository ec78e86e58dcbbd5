import { expect } from 'chai';
import { valueOf } from '../../src/model/index.ts';
import { parseDocument, readModel, type SourceDocument } from '../../src/spec/index.ts';
import { head, modelOf, readSpec, vault } from './read-spec.ts';

const start = `${head}${vault}`;
const names = (spec: string, facts: Record<string, string> = {}): string[] =>
  modelOf(spec, facts)
    .requests.encryption.map(({ machine }) => machine.name)
    .sort();

describe('a machine in a list', () => {
  const registry = `virtualMachines:
  web: { name: vm-web-01, size: Standard_D4s_v5, os: { type: Windows } }
  vm-db-01: { resourceGroup: rg-db, os: { type: Linux } }
`;

  it('is meant by its registry key or its name, ignoring case', () => {
    const model = modelOf(`${start}${registry}scenarios:
  - { scenario: enable-existing-vm, virtualMachines: [web, VM-DB-01] }
  - { scenario: backup-encrypted-vm, virtualMachines: [VM-Web-01] }
`);
    expect(model.facts.virtualMachines.map(({ name }) => name)).to.deep.equal(['vm-web-01', 'vm-db-01']);
    expect(model.requests.backups[0]?.machine).to.equal(model.facts.virtualMachines[0]);
  });

  it('written as an object is the one of the registry: facts from there, asks from here', () => {
    const model = modelOf(`${start}${registry}scenarios:
  - { scenario: enable-existing-vm, virtualMachines: [{ name: VM-WEB-01, volumeType: OS }, { name: vm-db-01, resourceGroup: RG-DB, size: Standard_E4s_v5 }] }
`);
    expect(model.facts.virtualMachines.length).to.equal(2);
    const [web, database] = model.facts.virtualMachines;
    expect(valueOf(web?.size)).to.equal('Standard_D4s_v5');
    expect(valueOf(web?.encryption?.volumeType)).to.equal('OS');
    expect(valueOf(database?.os.type)).to.equal('Linux');
    expect(valueOf(database?.size)).to.equal('Standard_E4s_v5');
  });

  it('written as an object in another group is another machine', () => {
    const model = modelOf(`${start}${registry}scenarios:
  - { scenario: enable-existing-vm, virtualMachines: [{ name: vm-db-01, resourceGroup: rg-other, volumeType: Data }] }
`);
    expect(model.facts.virtualMachines.map(({ name, resourceGroup }) => `${name} ${valueOf(resourceGroup)}`)).to.deep.equal([
      'vm-web-01 rg-payments',
      'vm-db-01 rg-db',
      'vm-db-01 rg-other',
    ]);
  });

  it('can be named in another scenario than the one that describes it', () => {
    const model = modelOf(`${start}scenarios:
  - { scenario: backup-encrypted-vm, virtualMachines: [vm-new] }
  - { scenario: enable-existing-vm, virtualMachines: [{ name: vm-new, wave: 2 }] }
`);
    expect(model.requests.backups[0]?.wave.value).to.equal(2);
  });

  const refused: [name: string, spec: string, expected: string][] = [
    [
      'that nobody describes',
      `${start}${registry}scenarios: [{ scenario: enable-existing-vm, virtualMachines: [vm-db-02] }]`,
      'spec.yaml:15:63 ADE2001 `virtualMachines` has no entry `vm-db-02`. Did you mean `vm-db-01`?',
    ],
    [
      'of an empty registry',
      `${start}scenarios: [{ scenario: enable-existing-vm, virtualMachines: [vm-1] }]`,
      'spec.yaml:12:63 ADE2001 `virtualMachines` has no entry `vm-1`; it has none at all. Write it under `virtualMachines`.',
    ],
    [
      'whose name two machines have',
      `${start}virtualMachines: { a: { name: vm, resourceGroup: rg-a }, b: { name: vm, resourceGroup: rg-b } }\nscenarios: [{ scenario: enable-existing-vm, virtualMachines: [vm] }]`,
      'spec.yaml:13:63 ADE2002 `vm` can be any of `a` in rg-a, `b` in rg-b. Write the registry key, or an object',
    ],
    [
      'that stands there twice',
      `${start}scenarios: [{ scenario: enable-existing-vm, virtualMachines: [{ name: vm-1 }, { name: VM-1 }] }]`,
      'spec.yaml:12:79 ADE2003 Virtual machine `vm-1` already stands in this scenario. Remove one of the two.',
    ],
    [
      'that the registry has twice in one group',
      `${start}virtualMachines: { a: { name: vm-1 }, b: { name: VM-1, resourceGroup: RG-payments } }\nscenarios: [{ scenario: enable-existing-vm, virtualMachines: [a] }]`,
      'spec.yaml:12:39 ADE2003 Virtual machine `VM-1` is described twice in resource group RG-payments.',
    ],
    [
      'that two scenarios encrypt',
      `${start}scenarios:\n  - { scenario: enable-existing-vm, virtualMachines: [{ name: vm-1 }] }\n  - { scenario: disable-vm, virtualMachines: [vm-1] }\n`,
      'spec.yaml:14:47 ADE2004 Virtual machine `vm-1` is asked to `disable-vm` here and to `enable-existing-vm` elsewhere.',
    ],
    [
      'that two scenarios describe differently',
      `${start}scenarios:\n  - { scenario: enable-existing-vm, virtualMachines: [{ name: vm-1, size: Standard_D2s_v5 }] }\n  - { scenario: backup-encrypted-vm, virtualMachines: [{ name: vm-1, size: Standard_D4s_v5 }] }\n`,
      'spec.yaml:14:76 ADE2006 `size` is Standard_D4s_v5 here and Standard_D2s_v5 in another place.',
    ],
    [
      'whose backup is in another wave',
      `${start}scenarios:\n  - { scenario: enable-existing-vm, virtualMachines: [{ name: vm-1, wave: 2 }] }\n  - { scenario: backup-encrypted-vm, wave: 3, virtualMachines: [vm-1] }\n`,
      'spec.yaml:14:44 ADE2005 `vm-1` is in wave 3 here and in wave 2 for `enable-existing-vm`.',
    ],
    [
      'with two disks on one lun',
      `${start}scenarios: [{ scenario: enable-existing-vm, virtualMachines: [{ name: a, dataDisks: [{ lun: 0 }, { lun: 0 }] }] }]`,
      'spec.yaml:12:98 ADE2003 `a` has two data disks with lun 0. Azure attaches one disk to a lun.',
    ],
    [
      'where a scenario names none',
      `${start}scenarios: [{ scenario: update-encryption-settings }]`,
      'spec.yaml:12:13 ADE2018 `update-encryption-settings` names neither `virtualMachines` nor `virtualMachineScaleSets`.',
    ],
  ];
  for (const [name, spec, expected] of refused) {
    it(`is refused ${name}`, () => {
      const { model, reports } = readSpec(spec);
      expect(reports.length, reports.join('\n')).to.equal(1);
      expect(reports[0]).to.include(expected);
      expect(model, 'a model is there for the rules').not.to.equal(undefined);
    });
  }

  it('is encrypted once, even when two scenarios ask for it', () => {
    const { model } = readSpec(`${start}scenarios:
  - { scenario: enable-existing-vm, virtualMachines: [{ name: vm-1 }] }
  - { scenario: disable-vm, virtualMachines: [vm-1] }
`);
    expect(model?.requests.encryption.map(({ scenario }) => scenario)).to.deep.equal(['enable-existing-vm']);
  });

  it('may have the name of a scale set', () => {
    const model = modelOf(`${start}scenarios:
  - { scenario: enable-existing-vm, virtualMachines: [{ name: web }] }
  - { scenario: enable-scale-set, virtualMachineScaleSets: [{ name: web, orchestrationMode: Uniform, capacity: 3 }] }
`);
    expect(model.facts.scaleSets.map(({ name, kind }) => [name, kind])).to.deep.equal([['web', 'scaleSet']]);
    expect(valueOf(model.facts.scaleSets[0]?.capacity)).to.equal(3);
  });
});

describe('a facts file', () => {
  const spec = `${start}scenarios: [{ scenario: enable-existing-vm, virtualMachines: [vm-1] }]\n`;
  const facts = `facts: 1
virtualMachines:
  vm-1: { resourceGroup: rg-fleet, os: { type: Linux, version: "Ubuntu 22.04" }, size: Standard_D4s_v5, dataDisks: [{ lun: 0, name: data-0, diskSizeGB: 64 }] }
`;

  it('describes machines that the spec only names', () => {
    const [machine] = modelOf(spec, { 'fleet.yaml': facts }).facts.virtualMachines;
    expect(valueOf(machine?.resourceGroup)).to.equal('rg-fleet');
    expect(machine?.size).to.deep.include({ value: 'Standard_D4s_v5' });
    expect(machine?.size.known && machine.size.origin).to.deep.include({ file: 'fleet.yaml', pointer: '/virtualMachines/vm-1/size' });
    expect(valueOf(machine?.dataDisks)?.map(({ name }) => valueOf(name))).to.deep.equal(['data-0']);
  });

  it('adds to what the spec says of a machine, key by key', () => {
    const [machine] = modelOf(
      `${spec}virtualMachines: { vm-1: { os: { type: linux }, dataDisks: [{ lun: 0, caching: None }] } }\n`.replace('linux', 'Linux'),
      {
        'fleet.yaml': facts,
      },
    ).facts.virtualMachines;
    expect(valueOf(machine?.os.version)).to.equal('Ubuntu 22.04');
    const [disk] = valueOf(machine?.dataDisks) ?? [];
    expect([valueOf(disk?.caching), valueOf(disk?.diskSizeGB)]).to.deep.equal(['None', 64]);
  });

  it('agrees with the spec whatever the letter case', () => {
    const registry = 'virtualMachines: { VM-1: { size: standard_d4s_V5, resourceGroup: RG-FLEET } }\n';
    expect(modelOf(`${spec}${registry}`, { 'fleet.yaml': facts }).facts.virtualMachines.length).to.equal(1);
  });

  it('that contradicts the spec is refused, with both places', () => {
    const { reports, findings, model } = readSpec(`${spec}virtualMachines: { vm-1: { size: Standard_D2s_v5, dataDisks: [] } }\n`, {
      'fleet.yaml': facts,
    });
    expect(reports).to.deep.equal([
      'fleet.yaml:3:88 ADE2006 `size` is Standard_D4s_v5 here and Standard_D2s_v5 in another place. Both describe the same thing. Correct or remove one.',
      'fleet.yaml:3:116 ADE2006 `dataDisks` is a list of lun 0 here and empty in another place. Both describe the same thing. Correct or remove one.',
    ]);
    expect(findings[0]?.related).to.deep.equal([
      { kind: 'written', file: 'spec.yaml', pointer: '/virtualMachines/vm-1/size', at: 'value' },
    ]);
    expect(model?.facts.virtualMachines[0]?.size).to.deep.equal({ known: false, fact: 'size', reported: true });
  });

  it('that contradicts another one is refused', () => {
    const { reports } = readSpec(spec, { 'a.yaml': facts, 'b.yaml': facts.replace('D4s', 'D8s') });
    expect(reports).to.deep.equal([
      'b.yaml:3:88 ADE2006 `size` is Standard_D8s_v5 here and Standard_D4s_v5 in another place. Both describe the same thing. Correct or remove one.',
    ]);
  });

  it('replaces what the spec says of the current encryption, with a note', () => {
    const current = 'virtualMachines: { vm-1: { current: { osVolume: NotEncrypted, dataVolume: NotEncrypted } } }\n';
    const { reports, model } = readSpec(`${spec}${current}`, {
      'fleet.yaml': `${facts.trimEnd().slice(0, -1)}, current: { osVolume: Encrypted } }\n`,
    });
    expect(reports).to.deep.equal([
      'spec.yaml:13:28 ADE2007 `current` of `vm-1` is not used: the facts file fleet.yaml says what holds now. Remove it here.',
    ]);
    const machine = model?.facts.virtualMachines[0];
    expect([machine?.current.osVolume, machine?.current.dataVolume].map((fact) => (fact?.known ? fact.value : 'unknown'))).to.deep.equal([
      'Encrypted',
      'unknown',
    ]);
  });

  it('that is given twice is read once', () => {
    const document = parseDocument('fleet.yaml', facts).value as SourceDocument;
    const { value: model, findings } = readModel({
      spec: parseDocument('spec.yaml', spec).value as SourceDocument,
      facts: [document, document],
    });
    expect(findings).to.deep.equal([]);
    expect(model?.facts.virtualMachines.length).to.equal(1);
  });

  it('may describe machines of one name in two groups', () => {
    const two = `facts: 1\nvirtualMachines:\n  a: { name: vm-1, resourceGroup: rg-a }\n  b: { name: vm-1, resourceGroup: rg-b }\n`;
    expect(names(spec.replace('[vm-1]', '[a, { name: vm-1, resourceGroup: rg-b }]'), { 'fleet.yaml': two })).to.deep.equal([
      'vm-1',
      'vm-1',
    ]);
    expect(readSpec(spec, { 'fleet.yaml': two }).reports.join()).to.match(/ADE2002 `vm-1` can be any of `a` in rg-a, `b` in rg-b\./);
    expect(readSpec(spec.replace('scenario:', 'resourceGroup: rg-b, scenario:'), { 'fleet.yaml': two }).reports).to.deep.equal([]);
  });
});

describe('select', () => {
  const registry = `virtualMachines:
  vm-web-01: { os: { type: Windows }, size: Standard_D4s_v5, tags: { env: prod, Role: Web } }
  vm-web-02: { os: { type: Windows }, size: Standard_D8s_v5, tags: { env: test } }
  vm-db-01: { os: { type: Linux }, size: Standard_E8ds_v5, resourceGroup: rg-db, location: North Europe, tags: { env: prod } }
  vm-other: { name: VM-HUB, os: { type: Linux }, size: Standard_B2s, subscription: dr }
`;
  const select = (selection: string) =>
    `${start}subscriptions: { dr: 22222222-2222-2222-2222-222222222222 }\n${registry}scenarios: [{ scenario: enable-existing-vm, virtualMachines: ${selection} }]\n`;

  const cases: [selection: string, expected: string[]][] = [
    ['{ select: { name: VM-WEB-* } }', ['vm-web-01', 'vm-web-02']],
    ['{ select: { name: "*01" } }', ['vm-db-01', 'vm-web-01']],
    ['{ select: { name: vm-other } }', ['VM-HUB']],
    ['{ select: { os: Linux } }', ['VM-HUB', 'vm-db-01']],
    ['{ select: { resourceGroup: RG-pay* } }', ['VM-HUB', 'vm-web-01', 'vm-web-02']],
    ['{ select: { location: northeurope } }', ['vm-db-01']],
    ['{ select: { size: Standard_D*s_v5 } }', ['vm-web-01', 'vm-web-02']],
    ['{ select: { subscription: dr } }', ['VM-HUB']],
    ['{ select: { subscriptionId: 11111111-1111-1111-1111-111111111111 } }', ['vm-db-01', 'vm-web-01', 'vm-web-02']],
    ['{ select: { tags: { ENV: PROD } } }', ['vm-db-01', 'vm-web-01']],
    ['{ select: { tags: { env: prod, role: "*" } } }', ['vm-web-01']],
    ['{ select: { os: Windows, tags: { env: p* } } }', ['vm-web-01']],
    ['{ select: { name: "*" }, except: [vm-web-*, VM-hub] }', ['vm-db-01']],
  ];
  for (const [selection, expected] of cases) {
    it(`takes ${expected.join(', ')} by ${selection}`, () => {
      expect(names(select(selection))).to.deep.equal(expected);
    });
  }

  it('asks what stands beside it of all that it takes', () => {
    const { requests } = modelOf(select('{ select: { os: Linux }, wave: 3, volumeType: Data }'));
    expect(requests.encryption.map(({ wave, volumeType }) => [wave.value, valueOf(volumeType)])).to.deep.equal([
      [3, 'Data'],
      [3, 'Data'],
    ]);
    expect(requests.encryption[0]?.origin).to.deep.include({ pointer: '/scenarios/0/virtualMachines/select' });
  });

  const refused: [selection: string, expected: string][] = [
    [
      '{ select: { name: nobody* } }',
      'ADE2008 No virtual machine of the registries and facts files matches this `select`. Correct the pattern, or remove the scenario.',
    ],
    [
      '{ select: { name: vm-db-01 }, except: [vm-db-01] }',
      'ADE2008 No virtual machine of the registries and facts files matches this `select` without being under `except`.',
    ],
    [
      '{ select: { os: Linux }, except: [vm-db-02] }',
      'ADE2010 `vm-db-02` leaves nobody out: no machine has this name. Did you mean `vm-db-01`?',
    ],
    [
      '{ select: { os: Linux }, except: [completely-different] }',
      'ADE2010 `completely-different` leaves nobody out: no machine has this name. Remove it, or correct it.',
    ],
    ['{ select: { subscription: drr } }', 'ADE2001 `subscriptions` has no entry `drr`. Did you mean `dr`?'],
  ];
  for (const [selection, expected] of refused) {
    it(`complains about ${selection}`, () => {
      const { reports } = readSpec(select(selection));
      expect(reports.length, reports.join('\n')).to.equal(1);
      expect(reports[0]).to.include(expected);
    });
  }

  it('says whom it cannot decide about', () => {
    const { reports, model } = readSpec(
      `${select('{ select: { os: Linux } }')}`.replace('  vm-web-02: { os: { type: Windows }, ', '  vm-web-02: { '),
    );
    expect(reports.join('\n')).to.match(
      /ADE2009 It is not known whether `select` takes vm-web-02, because `os\.type` is not written for them\./,
    );
    expect(model?.requests.encryption.length).to.equal(2);
  });

  it('needs a registry', () => {
    const { reports } = readSpec(
      `${start}scenarios: [{ scenario: disable-scale-set, virtualMachineScaleSets: { select: { os: Windows } } }]`,
    );
    expect(reports.join('\n')).to.match(
      /ADE2008 There is no registry to select from\. Write `virtualMachineScaleSets`, or give a facts file\./,
    );
  });
});
