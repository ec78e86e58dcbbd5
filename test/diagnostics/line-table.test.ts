import { expect } from 'chai';
import { LineTable } from '../../src/diagnostics/index.ts';

/** `line:column-line:column` of a part of the text. */
function rangeOf(text: string, part: string): string {
  const from = text.indexOf(part);
  const { start, end } = new LineTable(text).range(from, from + part.length);
  return `${start.line}:${start.column}-${end.line}:${end.column}`;
}

describe('line table', () => {
  it('counts lines and columns from 1, with the end behind the last character', () => {
    expect(rangeOf('name: x\nos: Linux\n', 'Linux')).to.equal('2:5-2:10');
    expect(rangeOf('name: x', 'name')).to.equal('1:1-1:5');
  });

  it('takes CRLF, LF and CR for one line break each', () => {
    expect(rangeOf('a: 1\r\nb: 2\nc: 3\rd: 4', '4')).to.equal('4:4-4:5');
    expect(rangeOf('\r\n\r\nx', 'x')).to.equal('3:1-3:2');
    expect(rangeOf('\n\r\nx', 'x')).to.equal('3:1-3:2');
  });

  it('gives a tab one column and an emoji two, as UTF-16 has it', () => {
    expect(rangeOf('a:\tvalue', 'value')).to.equal('1:4-1:9');
    expect(rangeOf('🔒: value', 'value')).to.equal('1:5-1:10');
    expect(rangeOf('# 🔒\n漢字: value', 'value')).to.equal('2:5-2:10');
  });

  it('gives a byte order mark no column', () => {
    expect(rangeOf('\uFEFFname: x', 'name')).to.equal('1:1-1:5');
    expect(rangeOf('\uFEFFa: 1\nname: x', 'name')).to.equal('2:1-2:5');
    const { start } = new LineTable('\uFEFFname: x').range(0, 1);
    expect(start).to.deep.equal({ line: 1, column: 1 });
  });

  it('leaves blanks and line breaks at the end of a range out', () => {
    expect(rangeOf('os:\n  type: Linux\n  \nname: x\n', 'type: Linux\n  \n')).to.equal('2:3-2:14');
  });

  it('has a place for nothing, and for the end of the text', () => {
    const table = new LineTable('name:\n');
    expect(table.range(5, 5)).to.deep.equal({ start: { line: 1, column: 6 }, end: { line: 1, column: 6 } });
    expect(table.range(6, 6)).to.deep.equal({ start: { line: 2, column: 1 }, end: { line: 2, column: 1 } });
    expect(new LineTable('').range(0, 0)).to.deep.equal({ start: { line: 1, column: 1 }, end: { line: 1, column: 1 } });
  });

  it('gives lines without their breaks, and nothing beyond the end', () => {
    const table = new LineTable('\uFEFFa: 1\r\nb: 2\n');
    expect([1, 2, 3, 4].map((number) => table.line(number))).to.deep.equal(['a: 1', 'b: 2', '', '']);
  });
});
