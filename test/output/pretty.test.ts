import { expect } from 'chai';
import { formatters } from '../../src/output/index.ts';
import { diagnostic, input, place, related } from './formatter-input.ts';

const print = (rest: Parameters<typeof input>[0]) => formatters.pretty(input(rest));
/** The line with the mark, and what stands over it. */
const marked = (text: string, range: ReturnType<typeof place>): string[] =>
  print({ text, diagnostics: [diagnostic({ range })] })
    .split('\n')
    .slice(1, 3);

describe('pretty', () => {
  it('prints place, sentence, line, mark, related places, what was not checked, and the sum', () => {
    expect(
      print({
        diagnostics: [
          diagnostic({ related: [related(1, 'vm-db')] }),
          diagnostic({ code: 'ADE2001', severity: 'warning', range: place(1, 1, 1, 9) }),
        ],
        unchecked: [
          { fact: 'os.version', count: 2, codes: ['ADE2104', 'ADE2105'] },
          { fact: 'size', count: 1, codes: ['ADE2104'] },
        ],
      }),
    ).to.equal(
      [
        'spec.yaml:2:7: error ADE2103 Machine "vm-db" runs Linux.',
        '  2 |   os: Linux',
        '    |       ^~~~',
        '    = spec.yaml:1:1: vm-db',
        '',
        'spec.yaml:1:1: warning ADE2001 Machine "vm-db" runs Linux.',
        '  1 | machines:',
        '    | ^~~~~~~~',
        '',
        'Not checked, because it is not known (in how many places)',
        '  os.version (2), size (1)',
        '',
        '1 error, 1 warning. `armade explain ADE2103` says more about ADE2103.',
        '',
      ].join('\n'),
    );
  });

  it('offers to explain the first error, or else the first finding', () => {
    const note = diagnostic({ code: 'ADE2001', severity: 'note' });
    expect(print({ diagnostics: [note, diagnostic()] })).to.match(/armade explain ADE2103/);
    expect(print({ diagnostics: [note] })).to.match(/armade explain ADE2001/);
  });

  it('says so when there is nothing, and counts what was accepted without printing it', () => {
    expect(print({})).to.equal('No findings.\n');
    expect(print({ diagnostics: [diagnostic({ suppression: { reason: 'r', until: '2026-01-01' } })] })).to.equal('1 accepted.\n');
  });

  it('prints no line for a file it does not have', () => {
    expect(
      print({ diagnostics: [diagnostic({ file: 'generated/x.json', range: place(1, 1, 1, 1) })] })
        .split('\n')
        .slice(0, 2),
    ).to.deep.equal(['generated/x.json:1:1: error ADE2103 Machine "vm-db" runs Linux.', '']);
  });

  it('puts the mark under the range behind tabs, wide characters and emoji', () => {
    expect(marked('\tos:\tLinux', place(1, 6, 1, 11))).to.deep.equal(['  1 |     os:    Linux', `    | ${' '.repeat(11)}^~~~~`]);
    // Two Han characters take four columns of a terminal, an emoji two.
    expect(marked('漢字: Linux', place(1, 5, 1, 10))).to.deep.equal(['  1 | 漢字: Linux', `    | ${' '.repeat(6)}^~~~~`]);
    expect(marked('🔒: Linux', place(1, 5, 1, 10))).to.deep.equal(['  1 | 🔒: Linux', `    | ${' '.repeat(4)}^~~~~`]);
    expect(marked('a: 漢字', place(1, 4, 1, 6))).to.deep.equal(['  1 | a: 漢字', '    |    ^~~~']);
    expect(marked('\uFEFFos: Linux', place(1, 5, 1, 10))).to.deep.equal(['  1 | os: Linux', '    |     ^~~~~']);
  });

  it('marks the first line of a range of several, and one column where there is nothing', () => {
    expect(marked('os:\r\n  type: Linux\r\n', place(1, 1, 2, 14))).to.deep.equal(['  1 | os:', '    | ^~~']);
    expect(marked('os:\n', place(1, 4, 1, 4))).to.deep.equal(['  1 | os:', '    |    ^']);
    expect(marked('os:', place(7, 3, 7, 9))).to.deep.equal(['  7 |', '    | ^']);
  });

  it('cuts a long line around the range', () => {
    const [line, mark] = marked(`${'a'.repeat(500)}Linux${'b'.repeat(500)}`, place(1, 501, 1, 506));
    expect(line).to.equal(`  1 | …${'a'.repeat(40)}Linux${'b'.repeat(55)}…`);
    expect(mark).to.equal(`    | ${' '.repeat(41)}^~~~~`);
    const [whole, start] = marked(`Linux${'b'.repeat(500)}`, place(1, 1, 1, 506));
    expect(whole).to.equal(`  1 | Linux${'b'.repeat(95)}…`);
    expect(start).to.equal(`    | ^${'~'.repeat(99)}`);
    const [end] = marked(`${'b'.repeat(500)}Linux`, place(1, 501, 1, 506));
    expect(end).to.equal(`  1 | …${'b'.repeat(95)}Linux`);
    const [emoji] = marked(`${'🔒'.repeat(100)}Linux`, place(1, 201, 1, 206));
    expect(emoji).to.equal(`  1 | …${'🔒'.repeat(48)}Linux`);
  });

  it('lists five related places and counts the rest', () => {
    const printed = print({ diagnostics: [diagnostic({ related: Array.from({ length: 7 }, (_, index) => related(index + 1)) })] });
    expect(printed).to.contain('= spec.yaml:5:1: vm-db\n    = and 2 more; `--format json` lists all\n').and.not.contain('spec.yaml:6:1');
  });

  it('wraps what was not checked at 100 columns', () => {
    const facts = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(30));
    const unchecked = facts.map((fact) => ({ fact, count: 1, codes: [] }));
    const [a, b, c, d] = facts;
    expect(print({ unchecked }).split('\n').slice(1, 3)).to.deep.equal([`  ${a} (1), ${b} (1),`, `  ${c} (1), ${d} (1)`]);
  });

  it('colors only when asked', () => {
    const diagnostics = [diagnostic()];
    expect(print({ diagnostics })).not.to.contain('\u001b');
    expect(print({ diagnostics, color: true })).to.contain('\u001b[31merror\u001b[39m');
  });
});
