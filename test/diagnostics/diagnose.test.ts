import { expect } from 'chai';
import { checksByCode, type DiagnoseInput, diagnose, diagnosticsChecks } from '../../src/diagnostics/index.ts';
import { assumed, atKey, type CheckMeta, derived, type Finding, type Suppression, written } from '../../src/model/index.ts';
import { sourceText } from './source-text.ts';

const text = `keyVaults:
  shared: { location: northeurope }
virtualMachines:
  - vm-a
  - vm-b
suppress: none
`;
const source = sourceText('spec.yaml', text, {
  '/keyVaults/shared': '{ location: northeurope }',
  '/keyVaults/shared/location': 'northeurope',
  '/virtualMachines': '- vm-a\n  - vm-b',
  '/virtualMachines/0': 'vm-a',
  '/virtualMachines/1': 'vm-b',
  '/suppress': 'suppress',
});

const vaultRegion = {
  code: 'ADE2301',
  name: 'vault-region',
  on: 'encryption',
  severity: 'error',
  summary: 'A vault stands in the region of the machine.',
  messages: {
    region: 'Key vault "{vault}" of machine "{machine}" is in {location}.',
    same: 'The vault is elsewhere.',
    other: 'The vault is nowhere.',
  },
} as CheckMeta;
const wrongShape: CheckMeta = {
  code: 'ADE1001',
  name: 'wrong-shape',
  severity: 'error',
  summary: 'A spec has a shape.',
  messages: { shape: 'Wrong: {value}; allowed are {allowed}.' },
};
const checks = checksByCode([vaultRegion, wrongShape], diagnosticsChecks);

const at = (pointer: string) => written('spec.yaml', pointer);
const finding = (pointer: string, rest: Partial<Finding> = {}): Finding => ({
  code: 'ADE2301',
  messageId: 'same',
  data: {},
  origin: at(pointer),
  ...rest,
});
const ofMachine = (machine: string, index: number): Finding =>
  finding('/keyVaults/shared/location', {
    messageId: 'region',
    data: { vault: 'shared', machine, location: 'northeurope' },
    related: [at(`/virtualMachines/${index}`)],
  });
const run = (input: Partial<DiagnoseInput>) =>
  diagnose({ findings: [], checks, sources: new Map([['spec.yaml', source]]), today: '2026-05-10', ...input });

describe('diagnose', () => {
  it('gives a finding its place, its sentence and what is known of its code', () => {
    expect(run({ findings: [ofMachine('vm-a', 0)] }).diagnostics).to.deep.equal([
      {
        code: 'ADE2301',
        name: 'vault-region',
        severity: 'error',
        message: 'Key vault "shared" of machine "vm-a" is in northeurope.',
        file: 'spec.yaml',
        range: { start: { line: 2, column: 23 }, end: { line: 2, column: 34 } },
        pointer: '/keyVaults/shared/location',
        helpUri: 'https://unpkg.com/armade/docs/rules/vault-region.md',
        related: [
          {
            file: 'spec.yaml',
            range: { start: { line: 4, column: 5 }, end: { line: 4, column: 9 } },
            pointer: '/virtualMachines/0',
            message: 'vm-a',
          },
        ],
      },
    ]);
  });

  it('points from a derived or assumed value to what was written', () => {
    const origin = derived([assumed(at('/virtualMachines/1'), 'handler default')], 'vmSizes/Standard_D2s_v5');
    const [diagnostic] = run({ findings: [finding('', { origin })] }).diagnostics;
    expect(diagnostic).to.include({ pointer: '/virtualMachines/1' });
    expect(diagnostic?.range.start).to.deep.equal({ line: 5, column: 5 });
  });

  it('puts values behind aliases at their anchor, once, with the aliases beside it', () => {
    const anchored = (pointer: string) => pointer.replace(/^.virtualMachines.[01]$/, '/keyVaults/shared/location');
    const { diagnostics } = run({
      findings: [finding('/virtualMachines/0'), finding('/virtualMachines/1')],
      sources: new Map([['spec.yaml', { ...source, anchored }]]),
    });
    expect(
      diagnostics.map(({ pointer, range, related }) => [pointer, range.start.line, related.map((place) => place.message)]),
    ).to.deep.equal([['/keyVaults/shared/location', 2, ['vm-a', 'vm-b']]]);
  });

  it('takes a finding as accepted where the thing is asked for that it is about', () => {
    const suppression = (pointer: string): Suppression => ({
      origin: at('/suppress'),
      code: 'ADE2301',
      reason: 'known',
      until: '2027-01-31',
      scope: at(pointer),
    });
    const accepted = (pointer: string) =>
      run({
        findings: [finding('/keyVaults/shared/location', { about: at('/virtualMachines/0') })],
        suppressions: [suppression(pointer)],
      }).diagnostics.some((diagnostic) => diagnostic.suppression !== undefined);
    expect(['/virtualMachines/0', '/virtualMachines', '', '/keyVaults', '/virtualMachines/1'].map(accepted)).to.deep.equal([
      true,
      true,
      true,
      true,
      false,
    ]);
  });

  it('asks the source for the key when the finding is about the key', () => {
    const asked: string[] = [];
    const offsets = (pointer: string, what: string): [number, number] => {
      asked.push(`${pointer} ${what}`);
      return [0, 4];
    };
    const sources = new Map([['spec.yaml', { ...source, offsets }]]);
    run({ findings: [finding('', { origin: atKey(at('/nmae')) })], sources });
    expect(asked).to.deep.equal(['/nmae key']);
  });

  it('puts a finding in a file without source at its first character', () => {
    const [diagnostic] = run({ findings: [finding('', { origin: written('generated/x/azuredeploy.json', '') })] }).diagnostics;
    expect(diagnostic).to.deep.include({
      file: 'generated/x/azuredeploy.json',
      range: { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } },
    });
  });

  it('links a code that is no rule to its entry on the page of codes', () => {
    const [diagnostic] = run({
      findings: [finding('/suppress', { code: 'ADE1001', messageId: 'shape', data: { value: 1, allowed: ['a', 'b'] } })],
    }).diagnostics;
    expect(diagnostic).to.include({ helpUri: 'https://unpkg.com/armade/docs/codes.md#ade1001', message: 'Wrong: 1; allowed are a, b.' });
  });

  it('cuts a value that is longer than a sentence, between characters', () => {
    const [diagnostic] = run({
      findings: [
        finding('/suppress', {
          code: 'ADE1001',
          messageId: 'shape',
          data: { value: `${'x'.repeat(198)}🔒${'y'.repeat(1e6)}`, allowed: 'b' },
        }),
      ],
    }).diagnostics;
    expect(diagnostic?.message).to.equal(`Wrong: ${'x'.repeat(198)}…; allowed are b.`);
  });

  it('throws on an unknown code, an unknown message and a missing value', () => {
    expect(() => run({ findings: [finding('/suppress', { code: 'ADE9999' })] })).to.throw('ADE9999');
    expect(() => run({ findings: [finding('/suppress', { messageId: 'toString' })] })).to.throw('toString');
    expect(() => run({ findings: [finding('/suppress', { messageId: 'region', data: { vault: 'x', machine: 'y' } })] })).to.throw(
      '{location}',
    );
  });

  it('sorts by file, line, column and code', () => {
    const shape = { code: 'ADE1001', messageId: 'shape', data: { value: 1, allowed: 'a' } };
    const { diagnostics } = run({
      findings: [
        finding('/virtualMachines/1'),
        finding('/virtualMachines/0'),
        finding('/virtualMachines/0', shape),
        finding('/keyVaults/shared/location'),
        finding('', { origin: written('a.yaml', '') }),
      ],
    });
    expect(diagnostics.map(({ file, code, pointer }) => `${file} ${code} ${pointer}`)).to.deep.equal([
      'a.yaml ADE2301 ',
      'spec.yaml ADE2301 /keyVaults/shared/location',
      'spec.yaml ADE1001 /virtualMachines/0',
      'spec.yaml ADE2301 /virtualMachines/0',
      'spec.yaml ADE2301 /virtualMachines/1',
    ]);
  });
});

describe('diagnose, findings at one place', () => {
  it('makes one of what several machines share, and names each machine', () => {
    const { diagnostics } = run({ findings: [ofMachine('vm-a', 0), ofMachine('vm-b', 1)] });
    expect(diagnostics).to.have.length(1);
    expect(diagnostics[0]?.message).to.equal('Key vault "shared" of machine "vm-a" is in northeurope.');
    expect(diagnostics[0]?.related.map(({ pointer, message }) => `${pointer} ${message}`)).to.deep.equal([
      '/virtualMachines/0 vm-a',
      '/virtualMachines/1 Key vault "shared" of machine "vm-b" is in northeurope.',
    ]);
  });

  it('makes one of what two specs report about the same line, each related place once', () => {
    const { diagnostics } = run({ findings: [ofMachine('vm-a', 0), ofMachine('vm-a', 0)] });
    expect(diagnostics.map(({ related }) => related.length)).to.deep.equal([1]);
  });

  it('keeps what differs: another message, another place, or another value without a place of its own', () => {
    expect(
      run({ findings: [finding('/virtualMachines/0'), finding('/virtualMachines/0', { messageId: 'other' })] }).diagnostics,
    ).to.have.length(2);
    expect(run({ findings: [finding('/virtualMachines/0'), finding('/virtualMachines/1')] }).diagnostics).to.have.length(2);
    const withoutPlace = ['vm-a', 'vm-b'].map((machine, index) => ({ ...ofMachine(machine, index), related: [] }));
    expect(run({ findings: withoutPlace }).diagnostics).to.have.length(2);
  });
});

describe('diagnose, suppressions', () => {
  const accept = (pointer: string, rest: Partial<Suppression> = {}): Suppression => ({
    origin: at('/suppress'),
    code: 'ADE2301',
    reason: 'moved in May',
    until: '2026-05-10',
    scope: at(pointer),
    ...rest,
  });
  const told = (input: Partial<DiagnoseInput>) =>
    run(input).diagnostics.map(
      ({ code, pointer, suppression }) =>
        `${code} ${pointer}${suppression ? ` accepted until ${suppression.until}: ${suppression.reason}` : ''}`,
    );

  it('covers the place itself and all below it, up to and on the last day', () => {
    const findings = [finding('/virtualMachines/1')];
    const covered = ['ADE2301 /virtualMachines/1 accepted until 2026-05-10: moved in May'];
    expect(told({ findings, suppressions: [accept('/virtualMachines/1')] })).to.deep.equal(covered);
    expect(told({ findings, suppressions: [accept('/virtualMachines')] })).to.deep.equal(covered);
    expect(told({ findings, suppressions: [accept('')] })).to.deep.equal(covered);
  });

  it('covers nothing beside it, nothing of another code or file, and no name that only begins alike', () => {
    const unused = (suppression: Suppression, pointer: string) => told({ findings: [finding(pointer)], suppressions: [suppression] });
    for (const suppression of [
      accept('/virtualMachines/0'),
      accept('/virtual'),
      accept('/virtualMachines/1', { scope: written('other.yaml', '') }),
    ]) {
      expect(unused(suppression, '/virtualMachines/1')).to.deep.equal(['ADE2301 /virtualMachines/1', 'ADE0091 /suppress']);
    }
  });

  it('covers one machine of what is wrong with a vault that machines share', () => {
    const { diagnostics } = run({ findings: [ofMachine('vm-a', 0), ofMachine('vm-b', 1)], suppressions: [accept('/virtualMachines/0')] });
    expect(diagnostics.map(({ message, suppression, related }) => [message, suppression?.reason, related.length])).to.deep.equal([
      ['Key vault "shared" of machine "vm-a" is in northeurope.', 'moved in May', 1],
      ['Key vault "shared" of machine "vm-b" is in northeurope.', undefined, 1],
    ]);
  });

  it('is over after its last day, and says so', () => {
    expect(told({ findings: [finding('/virtualMachines/1')], suppressions: [accept('', { until: '2026-05-09' })] })).to.deep.equal([
      'ADE2301 /virtualMachines/1',
      'ADE0090 /suppress',
    ]);
  });

  it('takes the entry that still holds where a nearer one is over', () => {
    const suppressions = [accept('/virtualMachines/1', { until: '2026-01-01' }), accept('', { reason: 'still holds' })];
    expect(told({ findings: [finding('/virtualMachines/1')], suppressions })).to.deep.equal([
      'ADE2301 /virtualMachines/1 accepted until 2026-05-10: still holds',
      'ADE0090 /suppress',
    ]);
  });

  it('is not called unused while the check was not made there, or the file could not be read', () => {
    expect(
      told({
        suppressions: [accept('/virtualMachines')],
        unchecked: [{ code: 'ADE2301', fact: 'location', origins: [at('/virtualMachines/0')] }],
      }),
    ).to.deep.equal([]);
    const shape = finding('/keyVaults/shared', { code: 'ADE1001', messageId: 'shape', data: { value: 1, allowed: 'a' } });
    expect(told({ findings: [shape], suppressions: [accept('/virtualMachines')] })).to.deep.equal(['ADE1001 /keyVaults/shared']);
    expect(
      told({ suppressions: [accept('/virtualMachines')], unchecked: [{ code: 'ADE2301', fact: 'location', origins: [at('/suppress')] }] }),
    ).to.deep.equal(['ADE0091 /suppress']);
  });

  it('cannot accept an error after which nothing can be made, nor a code that does not exist', () => {
    const shape = finding('/virtualMachines/1', { code: 'ADE1001', messageId: 'shape', data: { value: 1, allowed: 'a' } });
    expect(told({ findings: [shape], suppressions: [accept('', { code: 'ADE1001' })] })).to.deep.equal([
      'ADE1001 /virtualMachines/1',
      'ADE0091 /suppress',
    ]);
    const [diagnostic] = run({ suppressions: [accept('', { code: 'ADE2999' })] }).diagnostics;
    expect(diagnostic?.message).to.contain('armade reports nothing as ADE2999');
  });
});

describe('diagnose, what was not checked', () => {
  it('is counted over places, for each fact, most first', () => {
    const unchecked = [
      { code: 'ADE2104', fact: 'os.version', origins: [at('/virtualMachines/0')] },
      { code: 'ADE2301', fact: 'location', origins: [at('/virtualMachines/0')] },
      { code: 'ADE2301', fact: 'location', origins: [at('/virtualMachines/1')] },
      { code: 'ADE2302', fact: 'location', origins: [at('/virtualMachines/1')] },
    ];
    expect(run({ unchecked }).unchecked).to.deep.equal([
      { fact: 'location', count: 2, codes: ['ADE2301', 'ADE2302'] },
      { fact: 'os.version', count: 1, codes: ['ADE2104'] },
    ]);
  });
});

describe('checks by code', () => {
  it('refuses two checks with one code', () => {
    expect(() => checksByCode([vaultRegion], [{ ...wrongShape, code: 'ADE2301' }])).to.throw('ADE2301 is the code of two checks');
  });
});
