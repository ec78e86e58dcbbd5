import { expect } from 'chai';
import fc from 'fast-check';
import { dump } from 'js-yaml';
import { escapeSegment } from '../../src/model/pointer.ts';
import { parseDocument, type SourceDocument } from '../../src/spec/index.ts';

function documentOf(text: string): SourceDocument {
  const { value, findings } = parseDocument('a.yaml', text);
  if (value === undefined) throw new Error(JSON.stringify(findings));
  return value;
}

const textAt = (document: SourceDocument, pointer: string, at: 'key' | 'value'): string =>
  document.text.slice(...document.offsets(pointer, at));

describe('offsets of a document', () => {
  const document = documentOf(
    [
      '# note: a',
      'plain: text with blanks   # comment',
      'quoted: "a\\tb"',
      "single: 'it''s'",
      '"quoted key": 1',
      'flow: { list: [1, "x", ], # ]',
      '  map: {} }',
      'block:',
      '  - first: 1',
      '    second: |',
      '      one',
      '      two',
      '',
      '  -',
      '  - - deep',
      'empty:',
      'a/b~c: slashes',
      '😀: "😀😀"',
      'anchor: &here { of: this }',
      'alias: *here',
      'tagged: !!str 5',
      '',
    ].join('\r\n'),
  );

  const cases: [pointer: string, key: string, value: string][] = [
    ['/plain', 'plain', 'text with blanks'],
    ['/quoted', 'quoted', '"a\\tb"'],
    ['/single', 'single', "'it''s'"],
    ['/quoted key', '"quoted key"', '1'],
    ['/flow', 'flow', '{ list: [1, "x", ], # ]\r\n  map: {} }'],
    ['/flow/list', 'list', '[1, "x", ]'],
    ['/flow/list/1', '"x"', '"x"'],
    ['/flow/map', 'map', '{}'],
    ['/block/0', 'first: 1', 'first: 1\r\n    second: |\r\n      one\r\n      two'],
    ['/block/0/first', 'first', '1'],
    ['/block/2/0', 'deep', 'deep'],
    ['/a~1b~0c', 'a/b~c', 'slashes'],
    ['/😀', '😀', '"😀😀"'],
    ['/anchor', 'anchor', '{ of: this }'],
    ['/alias', 'alias', '*here'],
    ['/tagged', 'tagged', '5'],
  ];
  for (const [pointer, key, value] of cases) {
    it(`are found at ${pointer}`, () => {
      expect(textAt(document, pointer, 'key')).to.equal(key);
      expect(textAt(document, pointer, 'value')).to.equal(value);
    });
  }

  it('of a block of text leave the line break behind it out', () => {
    expect(textAt(document, '/block/0/second', 'value').trim()).to.equal('one\r\n      two');
  });

  it('of a value that is not there are those of its key', () => {
    expect(textAt(document, '/empty', 'value')).to.equal('empty');
  });

  it('of an empty entry of a list are those of the list', () => {
    expect(textAt(document, '/block/1', 'value')).to.equal('block');
  });

  it('below an alias are those of the alias', () => {
    expect(textAt(document, '/alias/of', 'value')).to.equal('*here');
  });

  it('of an unknown pointer are those of the nearest ancestor', () => {
    expect(textAt(document, '/flow/nothing/at/all', 'value')).to.equal('flow');
    expect(textAt(document, '/plain/0', 'value')).to.equal('text with blanks');
    expect(textAt(document, '/block/0/third', 'key')).to.equal('first: 1');
  });

  it('of the document itself are its first line, or all of it', () => {
    expect(textAt(document, '', 'key')).to.equal('plain: text with blanks   # comment');
    expect(textAt(document, '', 'value')).to.match(/^plain: [\s\S]*!!str 5$/);
  });

  it('do not count a byte order mark', () => {
    const marked = documentOf('\uFEFFa: 1\n');
    expect(marked.offsets('/a', 'key')).to.deep.equal([0, 1]);
  });
});

describe('offsets of any document', () => {
  const pointersOf = (value: unknown, pointer = ''): string[] => {
    if (typeof value !== 'object' || value === null) return [pointer];
    return [pointer, ...Object.entries(value).flatMap(([key, entry]) => pointersOf(entry, `${pointer}/${escapeSegment(key)}`))];
  };
  const documents = fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue({ maxDepth: 4 }), { minKeys: 1, noNullPrototype: true });

  it('lie in the text, and hold the value that stands there', () => {
    const property = fc.property(documents, fc.boolean(), fc.constantFrom(-1, 0, 3), (value, asJson, flowLevel) => {
      const text = asJson ? JSON.stringify(value, null, 2) : dump(value, { flowLevel });
      const { value: document } = parseDocument('a.yaml', text);
      // What js-yaml writes and does not read again, such as `<<`, is another test's.
      if (document === undefined) return;
      for (const pointer of pointersOf(document.value)) {
        for (const at of ['key', 'value'] as const) {
          const [from, to] = document.offsets(pointer, at);
          expect(from, pointer).to.be.at.least(0);
          expect(to, pointer).to.be.at.least(from).and.at.most(document.text.length);
        }
      }
      if (asJson)
        for (const pointer of pointersOf(document.value))
          expect(JSON.stringify(JSON.parse(textAt(document, pointer, 'value')))).to.equal(JSON.stringify(at(value, pointer)));
    });
    fc.assert(property, { numRuns: 300 });
  });

  it('never leave the text, whatever is asked', () => {
    const document = documentOf('a: { b: [1, { c: d }] }\ne: *x\n'.replace('*x', 'f'));
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', 'b', '0', '1', 'c', 'e', '', '__proto__', 'constructor', '-1')),
        fc.constantFrom('key', 'value'),
        (segments, at) => {
          const [from, to] = document.offsets(segments.map((segment) => `/${segment}`).join(''), at as 'key' | 'value');
          expect(from).to.be.at.least(0);
          expect(to).to.be.at.most(document.text.length);
        },
      ),
    );
  });

  const at = (value: unknown, pointer: string): unknown =>
    pointer
      .split('/')
      .slice(1)
      .reduce((here, segment) => (here as Record<string, unknown>)[segment.replaceAll('~1', '/').replaceAll('~0', '~')], value);
});
