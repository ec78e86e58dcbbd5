import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import fc from 'fast-check';
import type { EncryptionModel } from '../../src/model/index.ts';
import { valueOf } from '../../src/model/index.ts';
import { parseDocument } from '../../src/spec/index.ts';
import { head, modelOf, readSpec, vault } from './read-spec.ts';

const everything = readFileSync(new URL('../fixtures/specs/everything.yaml', import.meta.url), 'utf8');

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const hostile = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '../x',
    '..',
    '{{x}}',
    '"',
    "'",
    '[parameters()]',
    '[[',
    '}}}',
    '\n',
    '\\',
    '__proto__',
    'constructor',
    'a\u0000b',
    '😀',
    '<<',
    '~',
    'null',
    '1.0',
    '@',
    '\u2028',
    '%2e%2e',
    '',
  ),
  fc.tuple(fc.constantFrom('../', '{{', '"', "'", '[', '\\', '/'), fc.string()).map((parts) => parts.join('vm')),
);

describe('a spec with hostile texts', () => {
  it('keeps a machine name as it is, or refuses it with one message', () => {
    fc.assert(
      fc.property(hostile, (name) => {
        const spec = {
          version: 1,
          name: 'a',
          subscriptionId: '11111111-1111-1111-1111-111111111111',
          supportMatrix: '2026-09',
          scenarios: [{ scenario: 'disable-vm', virtualMachines: [{ name }] }],
        };
        const { model, findings } = readSpec(JSON.stringify(spec));
        if (model === undefined) expect(findings.length).to.equal(1);
        else expect(model.requests.encryption[0]?.machine.name).to.equal(name);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps a registry key of machines as the name, or refuses it with one message', () => {
    fc.assert(
      fc.property(hostile, (name) => {
        const spec = {
          version: 1,
          name: 'a',
          subscriptionId: '11111111-1111-1111-1111-111111111111',
          supportMatrix: '2026-09',
          virtualMachines: Object.fromEntries([[name, {}]]),
          scenarios: [{ scenario: 'disable-vm', virtualMachines: { select: { name: '*' } } }],
        };
        const { model, findings } = readSpec(JSON.stringify(spec));
        if (model === undefined) expect(findings.length).to.equal(1);
        else expect(model.requests.encryption[0]?.machine.name).to.equal(name);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps tags as they are', () => {
    fc.assert(
      fc.property(fc.dictionary(hostile, hostile, { noNullPrototype: true }), (tags) => {
        // A key `<<` means something else in YAML, and control characters have to be escaped there.
        fc.pre(!Object.hasOwn(tags, '<<') && !/[\u007f-\u0084\u0086-\u009f\ufffe\uffff]/.test(JSON.stringify(tags)));
        const spec = `${head}${vault}scenarios: [{ scenario: enable-existing-vm, virtualMachines: [{ name: a, tags: ${JSON.stringify(tags)} }] }]`;
        const [machine] = modelOf(spec).facts.virtualMachines;
        expect(JSON.stringify(machine === undefined ? undefined : valueOf(machine.tags))).to.equal(JSON.stringify(tags));
      }),
      { numRuns: 300 },
    );
  });
});

describe('a spec that is changed at random', () => {
  const whole = parseDocument('everything.yaml', everything).value?.value as Json;
  const pointers: (string | number)[][] = [];
  (function visit(value: Json, path: (string | number)[]): void {
    pointers.push(path);
    if (Array.isArray(value)) for (const [index, entry] of value.entries()) visit(entry, [...path, index]);
    else if (typeof value === 'object' && value !== null) for (const [key, entry] of Object.entries(value)) visit(entry, [...path, key]);
  })(whole, []);

  const replaceAt = (value: Json, path: (string | number)[], replacement: Json | undefined): Json => {
    const [key, ...rest] = path;
    if (key === undefined) return replacement ?? null;
    const entry = (value as Record<string | number, Json>)[key];
    const below = rest.length === 0 ? replacement : replaceAt(entry as Json, rest, replacement);
    if (Array.isArray(value)) return value.flatMap((old, index) => (index === key ? (below === undefined ? [] : [below]) : [old]));
    const entries = Object.entries(value as Record<string, Json>).flatMap(([name, old]) =>
      name === key ? (below === undefined ? [] : [[name, below]]) : [[name, old]],
    );
    return Object.fromEntries(entries);
  };

  const words = fc.constantFrom(
    'auto',
    'none',
    'disks',
    'vm-web-01',
    'vm-db-01',
    'rg-other',
    'Linux',
    'enable-existing-vm',
    'disable-vm',
    'dr',
    'kv-far',
    'true',
    '*',
  );
  const replacements = fc.oneof(
    words,
    hostile,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.jsonValue({ maxDepth: 2 }),
    fc.constant(undefined),
  );

  it('is clean before', () => {
    expect(readSpec(everything).reports).to.deep.equal([]);
  });

  it('is read or refused with sentences, and never breaks', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(pointers.length - 1), replacements), { minLength: 1, maxLength: 3 }), (changes) => {
        let changed = whole;
        for (const [index, replacement] of changes) {
          const path = pointers[index] as (string | number)[];
          if (reaches(changed, path)) changed = replaceAt(changed, path, replacement as Json | undefined);
        }
        const { reports, findings } = readSpec(JSON.stringify(changed));
        // Some findings are said at one place; none is lost without a word.
        expect(reports.length === 0).to.equal(findings.length === 0);
        for (const report of reports) expect(report).to.match(/^spec\.yaml:\d+:\d+ ADE\d{4} [\s\S]+$/);
      }),
      { numRuns: 500 },
    );
  });

  const reaches = (value: Json, path: (string | number)[]): boolean => {
    let here: Json | undefined = value;
    for (const key of path) {
      if (typeof here !== 'object' || here === null || !Object.hasOwn(here, key)) return false;
      here = (here as Record<string | number, Json>)[key];
    }
    return true;
  };
});

describe('a spec whose registries are in another order', () => {
  const whole = parseDocument('everything.yaml', everything).value?.value as Record<string, Json>;
  const registries = ['keyVaults', 'keyEncryptionKeys', 'virtualMachines', 'subscriptions', 'defaults', 'disks', 'networks'];

  /** What is asked and known, without an order and without the places. */
  const summary = ({ requests, facts }: EncryptionModel): string[] =>
    [
      ...requests.encryption.map(({ scenario, machine, keyVault, keyEncryptionKey, wave, volumeType }) =>
        [scenario, machine.name, valueOf(keyVault)?.name, keyEncryptionKey?.value.name, wave.value, valueOf(volumeType)].join(),
      ),
      ...requests.backups.map(({ machine, keyVault, wave }) => ['backup', machine.name, valueOf(keyVault)?.name, wave.value].join()),
      ...facts.virtualMachines.map(({ name, size, location, subscriptionId, os }) =>
        [name, valueOf(size), valueOf(location), valueOf(subscriptionId), valueOf(os.type)].join(),
      ),
      ...facts.keyVaults.map(({ name, resourceGroup }) => [name, valueOf(resourceGroup)].join()),
    ].sort();

  it('asks the same', () => {
    const before = summary(modelOf(everything));
    const orders = registries.map((registry) =>
      fc.shuffledSubarray(Object.keys(whole[registry] as object), { minLength: Object.keys(whole[registry] as object).length }),
    );
    fc.assert(
      fc.property(fc.tuple(...orders), (shuffled) => {
        const changed = { ...whole };
        for (const [index, registry] of registries.entries()) {
          const entries = whole[registry] as Record<string, Json>;
          changed[registry] = Object.fromEntries((shuffled[index] as string[]).map((key) => [key, entries[key] as Json]));
        }
        expect(summary(modelOf(JSON.stringify(changed)))).to.deep.equal(before);
      }),
      { numRuns: 50 },
    );
  });
});
