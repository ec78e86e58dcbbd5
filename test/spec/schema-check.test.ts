import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { specChecks } from '../../src/spec/index.ts';
import { hasPatternWords } from '../../src/spec/pattern-words.ts';
import { otherNames } from '../../src/spec/schema-words.ts';
import { head, readSpec, vault } from './read-spec.ts';

/** What is said of a spec, without the place. */
const messages = (spec: string, facts: Record<string, string> = {}): string[] =>
  readSpec(spec, facts).reports.map((report) => report.replace(/^\S+ /, ''));

const enable = `${head}${vault}scenarios:
  - scenario: enable-existing-vm
    virtualMachines: `;

describe('the shape of a spec', () => {
  it('is right in the smallest spec', () => {
    expect(readSpec(`${enable}[{ name: vm-1 }]\n`).reports).to.deep.equal([]);
  });

  const cases: [name: string, spec: string, expected: string[]][] = [
    [
      'a misspelt key at the top',
      `${enable.replace('resourceGroup', 'resourcegroup')}[{ name: a }]`,
      ['spec.yaml:5:1 ADE1003 `resourcegroup` is not a key of a spec. Did you mean `resourceGroup`?'],
    ],
    [
      'a misspelt key that is needed',
      `${head.replace('name:', 'nmae:')}scenarios: [{ scenario: key-vault, keyVaults: [a] }]\n`,
      ['spec.yaml:2:1 ADE1003 `nmae` is not a key of a spec. Did you mean `name`?'],
    ],
    [
      'a key in the singular that is needed in the plural',
      `${head}scenarios:\n  - scenario: disable-vm\n    virtualMachine: [a]\n`,
      ['spec.yaml:9:5 ADE1003 `virtualMachine` is not a key of `disable-vm`. Did you mean `virtualMachines`?'],
    ],
    [
      'the name that others give to a key',
      `${enable}[{ name: a, vmSize: Standard_D2s_v5, region: westeurope, kek: none }]`,
      [
        'spec.yaml:14:34 ADE1003 `vmSize` is not a key of a virtual machine. Did you mean `size`?',
        'spec.yaml:14:59 ADE1003 `region` is not a key of a virtual machine. Did you mean `location`?',
        'spec.yaml:14:79 ADE1003 `kek` is not a key of a virtual machine. Did you mean `keyEncryptionKey`?',
      ],
    ],
    [
      'a key that is like no other',
      `${head}scenarios: [{ scenario: key-vault, keyVaults: [a], colour: red }]`,
      [
        'spec.yaml:7:52 ADE1003 `colour` is not a key of `key-vault`. It takes scenario, keyVaults, subscription, subscriptionId, resourceGroup, location.',
      ],
    ],
    [
      'an ask in a registry',
      `${enable}[vm-1]\nvirtualMachines: { vm-1: { volumeType: All } }`,
      [
        'spec.yaml:15:28 ADE1003 `volumeType` is not a key of a virtual machine, which says what is known. It is asked of machines: write it in a scenario or under `defaults`.',
      ],
    ],
    [
      'keys that are missing',
      'version: 1\nscenarios:\n  - virtualMachines: [a]\n',
      [
        'spec.yaml:1:1 ADE1002 `name` is missing in a spec. Write it, for example `name: payments-prod`.',
        'spec.yaml:1:1 ADE1002 `subscriptionId` is missing in a spec. Write it, for example `subscriptionId: 11111111-1111-1111-1111-111111111111`.',
        'spec.yaml:3:5 ADE1002 `scenario` is missing in a scenario. Write it, for example `scenario: enable-existing-vm`.',
      ],
    ],
    [
      'a key that is missing deep below',
      `${enable}[{ name: a, os: { image: { publisher: RedHat, offer: RHEL } } }]`,
      ['spec.yaml:14:40 ADE1002 `sku` is missing in `image`. Write it, for example `sku: 8_9`.'],
    ],
    [
      'a version to come',
      `${enable.replace('version: 1', 'version: 2')}[a]`,
      ['spec.yaml:1:10 ADE1011 `version` is 2; this armade reads version 1. Write `version: 1`.'],
    ],
    [
      'a misspelt scenario',
      `${head}scenarios:\n  - scenario: enable-exsting-vm\n    virtualMachines: [a]\n`,
      ['spec.yaml:8:15 ADE1007 There is no scenario `enable-exsting-vm`. Did you mean `enable-existing-vm`?'],
    ],
    [
      'a scenario that is none',
      `${head}scenarios: [{ scenario: 7 }]`,
      [/ADE1007 There is no scenario the number 7\. There are new-vm-encrypted-vhd, new-vm-gallery-image, /.source],
    ],
    [
      'a scenario without keys',
      `${head}scenarios: [enable-existing-vm]`,
      ['spec.yaml:7:13 ADE1001 `scenarios[0]` is the text "enable-existing-vm", and a mapping with keys is wanted.'],
    ],
    [
      'values that are not allowed',
      `${enable}[{ name: a, os: { type: windows }, volumeType: Boot }]`,
      [
        'spec.yaml:14:46 ADE1004 `type` cannot be "windows". Did you mean Windows? It takes Windows, Linux.',
        'spec.yaml:14:69 ADE1004 `volumeType` cannot be "Boot". It takes OS, Data, All.',
      ],
    ],
    [
      'numbers and booleans where text is wanted',
      `${enable}[{ name: 007, os: { version: 22.04, image: { publisher: a, offer: true, sku: 7.10 } }, current: { extension: { typeHandlerVersion: 2.2 } } }]`,
      [
        'spec.yaml:14:31 ADE1009 `name` is a text, but 007 without quotes is read as a number. Write "007".',
        'spec.yaml:14:51 ADE1009 `version` is a text, but 22.04 without quotes is read as a number. Write "22.04".',
        'spec.yaml:14:88 ADE1009 `offer` is a text, but true without quotes is read as true or false. Write "true".',
        'spec.yaml:14:99 ADE1009 `sku` is a text, but 7.10 without quotes is read as a number. Write "7.10".',
        'spec.yaml:14:153 ADE1009 `typeHandlerVersion` is a text, but 2.2 without quotes is read as a number. Write "2.2".',
      ],
    ],
    [
      'a key version of digits, behind an alias',
      `${head}keyEncryptionKeys:\n  a: { url: "https://a.vault.azure.net/keys/a/b", version: &v 01234567890123456789012345678901 }\n  b: { url: "https://a.vault.azure.net/keys/a/b", version: *v }\nscenarios: [{ scenario: key-vault, keyVaults: [a] }]`,
      [
        'spec.yaml:8:63 ADE1009 `version` is a text, but 01234567890123456789012345678901 without quotes is read as a number. Write "01234567890123456789012345678901".',
      ],
    ],
    [
      'types that are wrong',
      `${enable}[{ name: a, encryptionAtHost: "yes", wave: "2", dataDisks: none, tags: [a], size: {} }]`,
      [
        'spec.yaml:14:52 ADE1001 `encryptionAtHost` is the text "yes", and true or false is wanted: write true, without quotes.',
        'spec.yaml:14:65 ADE1001 `wave` is the text "2", and a whole number is wanted: write 2, without quotes.',
        'spec.yaml:14:81 ADE1001 `dataDisks` is the text "none", and a list is wanted: write [none].',
        'spec.yaml:14:93 ADE1001 `tags` is a list, and a mapping with keys is wanted.',
        'spec.yaml:14:104 ADE1001 `size` is a mapping, and a text is wanted.',
      ],
    ],
    [
      'keys without a value',
      `${enable}[{ name: a, size: , os: ~ }, null]`,
      [
        'spec.yaml:14:34 ADE1008 `size` has no value. Write a text, or remove the key.',
        'spec.yaml:14:46 ADE1008 `os` has no value. Write a mapping with keys, or remove the key.',
        'spec.yaml:14:51 ADE1008 This entry of the list is empty. Write a text or a mapping with keys, or remove it.',
      ],
    ],
    [
      'values beyond their bounds',
      `${enable}[{ name: '', wave: 0, dataDisks: [{ lun: 64 }], tags: {}, encryptFormatAll: { acknowledgeDataLoss: [] } }]`,
      [
        'spec.yaml:14:31 ADE1006 `name` is empty. Write a text, or remove the key.',
        'spec.yaml:14:41 ADE1006 `wave` is 0; 1 is the least.',
        'spec.yaml:14:63 ADE1006 `lun` is 64; 63 is the most.',
        'spec.yaml:14:121 ADE1006 `acknowledgeDataLoss` is an empty list. Write an entry, or remove the key.',
      ],
    ],
    [
      'texts of the wrong form',
      `${head.replace('11111111-1111-1111-1111-111111111111', 'my-subscription')}keyVaults: { disks: { name: kv_payments }, short: { name: kv }, twice: { name: kv--a }, last: { name: kv-a- } }\nkeyEncryptionKeys: { newest: { keyVault: disks, version: latest } }\nscenarios: [{ scenario: key-vault, keyVaults: [disks] }]`,
      [
        'spec.yaml:3:17 ADE1005 "my-subscription" is not a GUID. It has 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12',
        'spec.yaml:7:29 ADE1005 "kv_payments" is not the name of a key vault. It has 3 to 24 letters, digits and single hyphens, with a letter first and a letter or digit last.',
        'spec.yaml:7:59 ADE1006 `name` has 2 characters; 3 are the least.',
        'spec.yaml:7:80 ADE1005 "kv--a" is not the name of a key vault. It has 3 to 24 letters, digits and single hyphens, with a letter first and a letter or digit last.',
        'spec.yaml:7:103 ADE1005 "kv-a-" is not the name of a key vault. It has 3 to 24 letters, digits and single hyphens, with a letter first and a letter or digit last.',
        'spec.yaml:8:58 ADE1005 "latest" is not the version of a key. It has 32 hexadecimal digits',
      ],
    ],
    [
      'keys of registries that cannot be names',
      `${enable}[a]\nkeyVaults: { Disks: {}, my-vault: {} }\nvirtualMachines: { "vm/../x": {}, ok: {} }\n`.replace(vault, ''),
      [
        'spec.yaml:10:14 ADE1010 `Disks` cannot be a key of `keyVaults`. Parameters are named from it: letters and digits only, with a small letter first, such as `payments`.',
        'spec.yaml:10:25 ADE1010 `my-vault` cannot be a key of `keyVaults`.',
      ],
    ],
    [
      'a registry key that is no name, where no name is written',
      `${enable}[ok]\nvirtualMachines: { "vm/../x": {}, ok: {}, "a b": { name: a-b } }\n`,
      ['spec.yaml:15:20 ADE1010 `vm/../x` is also the name here, and it is not a name that Azure takes.'],
    ],
    [
      'a registry key that is too long for the name that it is',
      `${head}keyVaults: { ${'k'.repeat(25)}: {} }\nscenarios: [{ scenario: key-vault, keyVaults: [a] }]\n`,
      [
        `spec.yaml:7:14 ADE1010 \`${'k'.repeat(25)}\` is also the name here and has 25 characters; 24 are the most. Rename it, or write the \`name\` beside.`,
      ],
    ],
    [
      'a word for a subscription that is too long for a folder',
      `${head}subscriptions: { ${'w'.repeat(41)}: 22222222-2222-2222-2222-222222222222 }\nscenarios: [{ scenario: key-vault, keyVaults: [a] }]\n`,
      [
        `spec.yaml:7:18 ADE1010 \`${'w'.repeat(41)}\` cannot be a key of \`subscriptions\`: it has 41 characters; 40 are the most. Shorten it.`,
      ],
    ],
    [
      'registry keys with a meaning of their own',
      `${head}keyVaults: { auto: { name: kv-a } }\nkeyEncryptionKeys: { none: { keyVault: auto } }\nscenarios: [{ scenario: key-vault, keyVaults: [auto] }]`,
      [
        'spec.yaml:7:14 ADE1010 `auto` cannot be a key of `keyVaults`',
        'spec.yaml:8:22 ADE1010 `none` cannot be a key of `keyEncryptionKeys`',
      ],
    ],
    [
      'accepted findings without a reason',
      `${enable}[{ name: a, suppress: [{ code: ADE22, until: tomorrow }] }]`,
      [
        'spec.yaml:14:45 ADE1002 `reason` is missing in an accepted finding. Write it.',
        'spec.yaml:14:53 ADE1005 "ADE22" is not the code of a finding. It is ADE and four digits, for example ADE2201.',
        'spec.yaml:14:67 ADE1005 "tomorrow" is not a date. Write it as YYYY-MM-DD, for example 2026-12-31.',
      ],
    ],
    [
      'days that no calendar has',
      `${head}keyVaults: { a: {} }
keyEncryptionKeys: { kek: { keyVault: a, expires: 2027-02-29 }, next: { keyVault: a, expires: 2028-02-29 } }
scenarios: [{ scenario: key-vault, keyVaults: [a], suppress: [{ code: ADE2332, reason: known, until: 2026-02-31 }] }]`,
      [
        'spec.yaml:8:51 ADE1005 "2027-02-29" is not a day of the calendar. Write one that is.',
        'spec.yaml:9:102 ADE1005 "2026-02-31" is not a day of the calendar. Write one that is.',
      ],
    ],
    [
      'a select that is misspelt and has no condition',
      `${enable}{ select: {}, exept: [a] }`,
      [
        'spec.yaml:14:32 ADE1006 `select` has no condition. Write one: name, subscription, subscriptionId, resourceGroup, location, os, size, tags.',
        'spec.yaml:14:36 ADE1003 `exept` is not a key of `virtualMachines`. Did you mean `except`?',
      ],
    ],
  ];
  for (const [name, spec, expected] of cases) {
    it(`refuses ${name}`, () => {
      const { model, reports } = readSpec(spec);
      expect(model).to.equal(undefined);
      expect(reports.length, reports.join('\n')).to.equal(expected.length);
      for (const [index, text] of expected.entries()) expect(reports[index]).to.include(text.replaceAll('\\.', '.'));
    });
  }

  it('reports one finding for a wrong shape in each of a thousand machines, each at its own', () => {
    const machines = Array.from({ length: 1000 }, (_, index) => `      - { name: vm-${index}, sise: x }`).join('\n');
    const { reports } = readSpec(`${enable}\n${machines}\n`);
    expect(reports.length).to.equal(1000);
    expect(reports[999]).to.equal(
      'spec.yaml:1014:26 ADE1003 `sise` is not a key of a virtual machine. Did you mean `size`?'.replace('26', '25'),
    );
  });
});

describe('the shape of a facts file', () => {
  const spec = `${enable}[vm-1]\n`;
  const cases: [name: string, facts: string, expected: string[]][] = [
    [
      'asks',
      'facts: 1\nvirtualMachines: { vm-1: { wave: 2 } }\n',
      ['ADE1003 `wave` is not a key of a virtual machine, which says what is known.'],
    ],
    ['no version', 'virtualMachines: { vm-1: {} }\n', ['ADE1002 `facts` is missing in a facts file. Write it, for example `facts: 1`.']],
    ['a spec in its place', `${spec}`, ['ADE1003 `version` is not a key of a facts file.']],
    [
      'wrong values',
      'facts: 1\nvirtualMachines: { vm-1: { os: { type: linux } } }\nkeyVaults: { disks: { sku: Premium } }\n',
      ['ADE1004 `type` cannot be "linux". Did you mean Linux?', 'ADE1004 `sku` cannot be "Premium". Did you mean premium?'],
    ],
  ];
  for (const [name, facts, expected] of cases) {
    it(`refuses ${name}`, () => {
      const found = messages(spec, { 'facts.yaml': facts });
      for (const text of expected) expect(found.join('\n')).to.include(text);
      expect(readSpec(spec, { 'facts.yaml': facts }).model).to.equal(undefined);
    });
  }
});

describe('the words of the schema check', () => {
  const schema = JSON.parse(readFileSync(new URL('../../src/schemas/encryption-spec.schema.json', import.meta.url), 'utf8'));

  const patterns = new Set<string>();
  const keys = new Set<string>();
  (function visit(value: unknown): void {
    if (typeof value !== 'object' || value === null) return;
    const { pattern, properties } = value as { pattern?: unknown; properties?: Record<string, unknown> };
    if (typeof pattern === 'string') patterns.add(pattern);
    for (const key of Object.keys(properties ?? {})) keys.add(key);
    for (const entry of Object.values(value)) visit(entry);
  })(schema);

  it('name what every pattern of the schema stands for', () => {
    expect(patterns.size).to.be.greaterThan(10);
    expect([...patterns].filter((pattern) => !hasPatternWords(pattern))).to.deep.equal([]);
  });

  it('suggest only keys that there are', () => {
    expect(Object.values(otherNames).filter((name) => !keys.has(name))).to.deep.equal([]);
  });

  it('have codes in the ranges of this room', () => {
    expect(specChecks.filter(({ code }) => !/^ADE(00[0-4]\d|10\d\d|20[0-3]\d)$/.test(code)).map(({ code }) => code)).to.deep.equal([]);
  });
});
