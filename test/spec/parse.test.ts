import { expect } from 'chai';
import { parseDocument } from '../../src/spec/index.ts';
import { reportsOf } from './read-spec.ts';

/** What is said of a text that cannot be read: place, code and message. */
function complaint(bytes: Uint8Array | string): string {
  const { value, findings, source } = parseDocument('a.yaml', bytes);
  expect(value, 'a text that is refused has no value').to.equal(undefined);
  return reportsOf(findings, new Map([[source.file, source]])).join('\n');
}

function valueOf(bytes: Uint8Array | string): unknown {
  const { value, findings } = parseDocument('a.yaml', bytes);
  expect(findings).to.deep.equal([]);
  return value?.value;
}

const bytesOf = (...parts: (string | number[])[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'utf8') : Buffer.from(part))));

describe('parseDocument', () => {
  describe('reads', () => {
    it('YAML, with text that looks like dates or yes left as text', () => {
      expect(valueOf('a: 2018-12\nb: yes\nc: 2026-09-01\nd: 1\ne: true\nf: ~\n')).to.deep.equal({
        a: '2018-12',
        b: 'yes',
        c: '2026-09-01',
        d: 1,
        e: true,
        f: null,
      });
    });

    it('JSON with tabs, a byte order mark, escapes and surrogate pairs', () => {
      const json = '\uFEFF{\r\n\t"a": [1, 2.5, true, null],\r\n\t"b": "\\u00e9\\ud83d\\ude00\\/\\t"\r\n}\r\n';
      expect(valueOf(json)).to.deep.equal({ a: [1, 2.5, true, null], b: 'é😀/\t' });
      expect(valueOf(bytesOf(json))).to.deep.equal({ a: [1, 2.5, true, null], b: 'é😀/\t' });
    });

    it('lines that end with CR LF', () => {
      expect(valueOf('a: 1\r\nb:\r\n  - c\r\n')).to.deep.equal({ a: 1, b: ['c'] });
    });

    it('__proto__ and constructor as keys like any other', () => {
      const value = valueOf('__proto__: { polluted: true }\nconstructor: 2\n') as Record<string, unknown>;
      expect(Object.keys(value)).to.deep.equal(['__proto__', 'constructor']);
      expect(Object.getPrototypeOf(value)).to.equal(Object.prototype);
      expect(({} as Record<string, unknown>).polluted).to.equal(undefined);
    });

    it('aliases, and says what they stand for', () => {
      const { value } = parseDocument('a.yaml', 'os: &linux { type: Linux }\nvms: [{ os: *linux }, *linux]\n');
      expect(value?.value.vms).to.deep.equal([{ os: { type: 'Linux' } }, { type: 'Linux' }]);
      expect([...(value?.aliases ?? [])]).to.deep.equal([
        ['/vms/0/os', '/os'],
        ['/vms/1', '/os'],
      ]);
    });

    it('a marker of a merge conflict inside a block of text', () => {
      expect(valueOf('note: |\n  <<<<<<< HEAD\n  >>>>>>> main\n')).to.deep.equal({ note: '<<<<<<< HEAD\n>>>>>>> main\n' });
    });
  });

  describe('refuses', () => {
    const cases: [name: string, bytes: Uint8Array | string, expected: string][] = [
      ['an empty file', '', 'a.yaml:1:1 ADE0004 There is nothing in this file. `armade init` writes a spec to start from.'],
      ['a file of comments', '# later\n\n', 'a.yaml:1:1 ADE0004 There is nothing in this file.'],
      ['an empty document', '---\n', 'a.yaml:1:1 ADE0004 There is nothing'],
      ['a list', '- a\n', 'a.yaml:1:1 ADE0011 The file holds a list, but keys and values are wanted'],
      ['a text', 'hello', 'a.yaml:1:1 ADE0011 The file holds a text'],
      ['Latin-1', bytesOf('# ok\na: caf', [0xe9], '\n'), 'a.yaml:2:7 ADE0001 The file is not text in UTF-8: it breaks off here.'],
      ['UTF-16', bytesOf([0xff, 0xfe, 0x61, 0]), 'a.yaml:1:1 ADE0001 The file is text in UTF-16, as Windows PowerShell writes it.'],
      ['a NUL byte', 'a: 1\nb: \0\n', 'a.yaml:2:4 ADE0002 There is a NUL byte here'],
      ['a control character', 'a: x\u0007y\n', 'a.yaml:1:5 ADE0002 There is a control character here (U+0007)'],
      ['a character that YAML has no place for', 'a: x\u0080y\n', 'a.yaml:1:5 ADE0002 There is a control character here (U+0080)'],
      ['half a character', 'a: "x\ud800"\n', 'a.yaml:1:6 ADE0002 U+D800 is half a character here'],
      ['half of an escaped character', 'a: "x\\ud83d"\n', 'a.yaml:1:6 ADE0002 U+D83D is half a character here'],
      ['a second document', 'a: 1\n---\nb: 2\n', 'a.yaml:2:1 ADE0006 A second YAML document starts here'],
      ['a key that stands twice', 'a: 1\nb: 2\na: 3\n', 'a.yaml:3:1 ADE0007 `a` is already written in this mapping'],
      ['a quoted key that stands twice', '{"a b": 1,\n "a b": 2}', 'a.yaml:2:3 ADE0007 `a b` is already written'],
      ['a merge key', 'x: &x { b: 1 }\nc:\n  <<: *x\n', 'a.yaml:3:3 ADE0008 The merge key `<<` is not part of YAML 1.2'],
      [
        'a number as a key',
        'vms:\n  0042: {}\n',
        'a.yaml:2:3 ADE0013 The key `0042` is read as a number, not as text. Put it in quotes: "0042".',
      ],
      ['true as a key', 'true: 1\n', 'a.yaml:1:1 ADE0013 The key `true` is read as true or false'],
      ['a list as a key', '? [a]\n: b\n', 'a.yaml:1:1 ADE0013 A list or mapping cannot be a key.'],
      ['deep nesting', `a: ${'['.repeat(200)}`, 'a.yaml:1:103 ADE0009 Mappings and lists lie more than 100 deep in each other here.'],
      ['an alias inside its own value', 'a: &a [*a]\n', 'a.yaml:1:8 ADE0010 `*a` stands inside the value that it names'],
      ['a merge conflict', 'a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> main\n', 'a.yaml:2:1 ADE0012 A merge conflict was left here.'],
      [
        'a merge conflict in JSON',
        '{\n"a": 1,\n<<<<<<< HEAD\n"b": 2\n=======\n"b": 3\n>>>>>>> main\n}\n',
        'a.yaml:3:1 ADE0012 A merge conflict was left here.',
      ],
    ];
    for (const [name, bytes, expected] of cases) {
      it(name, () => expect(complaint(bytes)).to.include(expected));
    }

    it('a file that is too large before it is read', () => {
      const large = Buffer.alloc(50 * 1024 * 1024, 'a: [');
      expect(complaint(large)).to.include('a.yaml:1:1 ADE0003 The file has 50 MB; at most 20 MB are read.');
    });

    it('more aliases than anybody writes', () => {
      const text = `a: &a 1\nb: [${Array(50_001).fill('*a').join(', ')}]\n`;
      expect(complaint(text)).to.include('ADE0010 The file has more than 50000 aliases.');
    });

    it('a few lines that stand for billions of values', () => {
      const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
      for (let level = 1; level < 40; level++)
        lines.push(
          `a${level}: &a${level} [${Array(9)
            .fill(`*a${level - 1}`)
            .join(', ')}]`,
        );
      expect(complaint(lines.join('\n'))).to.include('ADE0010 With `*a5` the aliases of this file stand for more than 1000000 values.');
    });
  });

  describe('says what is wrong with YAML in plain words', () => {
    const cases: [text: string, expected: string][] = [
      ['a:\n\tb: 1\n', 'a.yaml:2:1 ADE0005 This is not valid YAML: a tab indents this line. Indent with blanks.'],
      ['a: [1, 2', 'a bracket is opened and not closed'],
      ['a: "x', 'a quote is opened and not closed: " is missing.'],
      ["a: 'x", "a quote is opened and not closed: ' is missing."],
      ['a: [1, 2\nb: 3\n', 'a.yaml:2:1 ADE0005 This is not valid YAML: a bracket or quote that opened above is not closed.'],
      ['a: "\\q"\n', 'no such escape exists in double quotes. Write a backslash as \\\\, or use single quotes.'],
      ['a: *b\n', 'no anchor `&b` stands above the alias `*b`.'],
      ['a: *\n', 'a text that begins with * or & needs quotes.'],
      ['a: !x y\n', 'tags such as !name are not read.'],
      ['a: @x\n', 'a.yaml:1:4 ADE0005 This is not valid YAML: a text that begins with @ needs quotes.'],
      ['a: `x`\n', 'a text that begins with ` needs quotes.'],
      [
        'a: b: c\n',
        'a.yaml:1:5 ADE0005 This is not valid YAML: a colon is not expected here. A text that holds a colon and a blank needs quotes',
      ],
      ['a: 1\n  b: 2\n', 'a.yaml:2:4 ADE0005 This is not valid YAML: a colon is not expected here.'],
      ['a:\n  b: 1\n c: 2\n', 'a.yaml:3:2 ADE0005 This is not valid YAML: this line is not indented as its neighbours are.'],
      ['a: { b: 1 c: 2 }\n', 'a comma is missing between two entries in brackets.'],
      ['a: [1,, 2]\n', 'there is a comma without an entry before it.'],
      ['a: 1\nb\n', 'this line should be a key with a colon'],
      ['a: |x\n  b\n', 'after | or > only -, + or a digit may stand on the line'],
      ['%YAML\na: 1\n', 'a line that begins with % is a directive'],
      ['a: 1]\nb: ]\n', 'ADE0005'],
    ];
    for (const [text, expected] of cases) {
      it(JSON.stringify(text), () => expect(complaint(text)).to.include(expected));
    }
  });
});
