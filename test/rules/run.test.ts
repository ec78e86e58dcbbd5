import { expect } from 'chai';
import { refused, unknown } from '../../src/model/index.ts';
import { defineRule, type Rule } from '../../src/rules/rule.ts';
import { checkSpec } from './check-spec.ts';

const spec = `version: 1
name: run
subscriptionId: 11111111-1111-1111-1111-111111111111
location: westeurope
resourceGroup: rg-app
supportMatrix: MATRIX
keyVaults:
  disks: { name: kv-app-disks }
scenarios:
  - scenario: enable-existing-vm
    keyVault: disks
    virtualMachines:
      - name: vm-1
        os: { type: Windows }
        dataDisks: [{ lun: 0 }, { lun: 1 }]
      - name: vm-2
        os: { type: Linux }
        volumeType: Data
  - scenario: enable-scale-set
    keyVault: disks
    virtualMachineScaleSets:
      - name: vmss-1
        os: { type: Windows }
`;

const run = (rule: Rule, matrix = '2026-09') => checkSpec('spec.yaml', spec.replace('MATRIX', matrix), [rule]);

const meta = {
  code: 'ADE2199',
  name: 'a-rule',
  severity: 'error',
  since: '2018-12',
  summary: 'A rule.',
  messages: { seen: 'Seen {name}.' },
} as const;

describe('runRules', () => {
  it('asks once for each subject of the kind', () => {
    const asked: string[] = [];
    const kinds = ['virtualMachine', 'scaleSet', 'machine', 'keyVault', 'spec', 'disk', 'encryption', 'encryptedMachine'] as const;
    for (const on of kinds) run(defineRule({ meta: { ...meta, on }, check: () => void asked.push(on) }) as Rule);
    const counts = Object.fromEntries(kinds.map((kind) => [kind, asked.filter((other) => other === kind).length]));
    // Three OS disks and two data disks.
    expect(counts).to.deep.equal({
      virtualMachine: 2,
      scaleSet: 1,
      machine: 3,
      keyVault: 1,
      spec: 1,
      disk: 5,
      encryption: 3,
      encryptedMachine: 3,
    });
  });

  it('leaves out rules of another time', () => {
    const asked: string[] = [];
    const rule = (since: '2018-12' | '2026-09', until?: '2018-12'): Rule => ({
      meta: { ...meta, on: 'spec', since, ...(until && { until }) },
      check: ({ support }) => void asked.push(`${since} to ${until}: ${support.matrix}`),
    });
    for (const matrix of ['2018-12', '2026-09']) {
      for (const each of [rule('2018-12'), rule('2026-09'), rule('2018-12', '2018-12')]) run(each, matrix);
    }
    expect(asked).to.deep.equal([
      '2018-12 to undefined: 2018-12',
      '2018-12 to 2018-12: 2018-12',
      '2018-12 to undefined: 2026-09',
      '2026-09 to undefined: 2026-09',
    ]);
  });

  it('records an unknown fact once for each subject, and one that is refused never', () => {
    const { unchecked } = run(
      defineRule({
        meta: { ...meta, on: 'virtualMachine' },
        check({ known }) {
          expect(known(unknown('size'))).to.equal(undefined);
          known(unknown('size'));
          known(unknown('mounts'));
          known(refused('os.type'));
        },
      }) as Rule,
    );
    const counted = unchecked.map(({ code, fact, origins }) => `${code} ${fact}: ${origins.length}`);
    expect(counted).to.deep.equal(['ADE2199 size: 2', 'ADE2199 mounts: 2']);
  });

  it('reports at the fact where somebody wrote it, else at the subject', () => {
    const { diagnostics } = run(
      defineRule({
        meta: { ...meta, on: 'virtualMachine' },
        check({ subject, report }) {
          report(subject.os.type, 'seen', { name: subject.name });
          report(unknown('size'), 'seen', { name: subject.name });
        },
      }) as Rule,
    );
    expect(diagnostics.map(({ range, message }) => `${range.start.line} ${message}`)).to.deep.equal([
      '13 Seen vm-1.',
      '14 Seen vm-1.',
      '16 Seen vm-2.',
      '17 Seen vm-2.',
    ]);
  });

  it('says once what is wrong with a value that machines share, with the machines beside it', () => {
    const rule = defineRule({
      meta: { ...meta, on: 'encryption' },
      check({ subject, report }) {
        report(subject.volumeType, 'seen', { name: subject.machine.name });
        report(subject.keyVault, 'seen', { name: subject.machine.name });
      },
    }) as Rule;
    const shared = spec
      .replace('keyVaults:', 'defaults: { volumeType: All }\nvirtualMachines:\n  vm-1: {}\n  vm-2: {}\nkeyVaults:')
      .replace(/virtualMachines:\n {6}[\s\S]*?(?= {2}- scenario: enable-scale-set)/, 'virtualMachines: { select: { name: "*" } }\n');
    const { diagnostics } = checkSpec('spec.yaml', shared.replace('MATRIX', '2026-09'), [rule]);
    expect(diagnostics.map(({ pointer, related }) => [pointer, related.map((place) => place.pointer)])).to.deep.equal([
      ['/defaults/volumeType', ['/virtualMachines/vm-1', '/virtualMachines/vm-2', '/scenarios/1/virtualMachineScaleSets/0']],
      ['/scenarios/0/keyVault', ['/virtualMachines/vm-1', '/virtualMachines/vm-2']],
      ['/scenarios/1/keyVault', ['/scenarios/1/virtualMachineScaleSets/0']],
    ]);
    const missing = checkSpec('spec.yaml', shared.replace('MATRIX', '2026-09').replace('defaults: { volumeType: All }\n', ''), [rule]);
    expect(missing.diagnostics[1]?.related.map((place) => place.pointer)).to.deep.equal(['/virtualMachines/vm-1', '/virtualMachines/vm-2']);
  });

  it('says which rule threw', () => {
    const rule = defineRule({
      meta: { ...meta, on: 'spec' },
      check() {
        throw new TypeError('x is not a function');
      },
    }) as Rule;
    expect(() => run(rule)).to.throw('ADE2199 a-rule: x is not a function');
  });
});
