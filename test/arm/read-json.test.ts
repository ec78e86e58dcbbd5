import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import fc from 'fast-check';
import { parseJson } from '../../src/arm/json-parser.ts';
import { readJson } from '../../src/arm/read-json.ts';
import { recogniseArm } from '../../src/arm/recognise.ts';
import { shared, sharedLines } from '../shared.ts';

/** The text that a finding points at. */
function placeOf(text: string | Uint8Array): { code: string; messageId: string; data: object; text: string; offset: number } {
  const { findings, source, value } = readJson('t.json', text);
  expect(value).to.equal(undefined);
  expect(findings).to.have.length(1);
  const [{ code, messageId, data }] = findings as [(typeof findings)[0]];
  const [from, to] = source.offsets('', 'value');
  return { code, messageId, data, text: source.text.slice(from, to), offset: from };
}

const valueOf = (text: string | Uint8Array) => readJson('t.json', text).value?.value;

describe('reading JSON', () => {
  it('takes what Azure takes: comments, last commas, single quotes, bare names, line breaks in texts', () => {
    expect(valueOf('// c\n{ /* c */ "a": [1, 2.5, -3e2, true, null,], }')).to.deep.equal({ a: [1, 2.5, -300, true, null] });
    expect(valueOf("{ a: 'it\\'s \"x\"', 'b': \"one\ntwo\\n\\u0041\" }")).to.deep.equal({ a: 'it\'s "x"', b: 'one\ntwo\nA' });
    expect(valueOf('{ "a": 1, "a": 2 } // the last one counts')).to.deep.equal({ a: 2 });
  });

  it('keeps __proto__ a key like any other', () => {
    for (const text of ['{ "__proto__": { "x": 1 } }', '{ "__proto__": { "x": 1 }, }']) {
      const value = valueOf(text) as object;
      expect(Object.keys(value)).to.deep.equal(['__proto__']);
      expect('x' in value).to.equal(false);
    }
  });

  it('does not count a byte order mark', () => {
    const { value } = readJson('t.json', new TextEncoder().encode('\uFEFF{ "a": 1 }'));
    expect(value?.value).to.deep.equal({ a: 1 });
    expect(value?.offsets('/a', 'value')).to.deep.equal([7, 8]);
  });

  it('says what is wrong, and where', () => {
    expect(placeOf('{ "a": 1 "b": 2 }')).to.deep.equal({
      code: 'ADE4001',
      messageId: 'expected',
      data: { expected: 'a comma or "}"', found: '"\\""' },
      text: '"',
      offset: 9,
    });
    expect(placeOf('{ "a": bare }')).to.deep.include({ code: 'ADE4001', text: 'bare', offset: 7 });
    expect(placeOf('{ "a": 1 } x')).to.deep.include({ code: 'ADE4001', text: 'x' });
    expect(placeOf('{ "a": [1, 2')).to.deep.include({ code: 'ADE4001', offset: 12 });
    expect(placeOf('{ "a": "x }')).to.deep.include({ code: 'ADE4001', messageId: 'unterminated', offset: 7 });
    expect(placeOf('{ /* }')).to.deep.include({ code: 'ADE4001', messageId: 'unterminated', offset: 2 });
    expect(placeOf('{ "a": "\\x" }')).to.deep.include({ code: 'ADE4001', offset: 8 });
  });

  it('refuses what is no text, holds a conflict, is too deep, too large, or no object', () => {
    expect(placeOf(Uint8Array.of(0x7b, 0xff, 0x7d))).to.deep.include({ code: 'ADE4003', messageId: 'bytes', offset: 1 });
    expect(placeOf(Uint8Array.of(0xff, 0xfe, 0x7b, 0))).to.deep.include({ code: 'ADE4003', messageId: 'utf16' });
    expect(placeOf('{ "a": \0 }')).to.deep.include({ code: 'ADE4003', messageId: 'nul', offset: 7 });
    const conflict = '{\n<<<<<<< HEAD\n"a": 1\n=======\n"a": 2\n>>>>>>> other\n}';
    expect(placeOf(conflict)).to.deep.include({ code: 'ADE4002', offset: 2 });
    expect(placeOf(`{"a": ${'['.repeat(100)}${']'.repeat(100)}}`)).to.deep.include({ code: 'ADE4005', offset: 105 });
    expect(placeOf(`{"a": ${'['.repeat(100)},${']'.repeat(100)}}`)).to.deep.include({ code: 'ADE4005' });
    expect(placeOf(' '.repeat(20 * 1024 * 1024 + 1))).to.deep.include({ code: 'ADE4004' });
    expect(placeOf('')).to.deep.include({ code: 'ADE4006', messageId: 'empty' });
    expect(placeOf(' [1]')).to.deep.include({ code: 'ADE4006', messageId: 'other', offset: 1 });
    expect(placeOf('null').data).to.deep.equal({ kind: 'the value null' });
  });

  it('takes brackets in texts for what they are', () => {
    const text = JSON.stringify({ a: '['.repeat(500), b: '\\"['.repeat(200) });
    expect(valueOf(text)).to.deep.equal(JSON.parse(text));
  });

  it('finds the place of every value, and of the nearest ancestor of what is not there', () => {
    const { value } = readJson('t.json', '{ "a": [ { "b/c": "x" } ], "d": 5 }');
    const at = (pointer: string, which: 'key' | 'value') => value?.text.slice(...(value?.offsets(pointer, which) ?? []));
    expect(at('/a/0/b~1c', 'value')).to.equal('"x"');
    expect(at('/a/0/b~1c', 'key')).to.equal('"b/c"');
    expect(at('/a', 'value')).to.equal('"a"');
    expect(at('/a/0', 'value')).to.equal('{');
    expect(at('/d/x/y', 'value')).to.equal('5');
    expect(at('', 'value')).to.equal('{');
  });

  it('gives what JSON.parse gives for any JSON', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(0, 1, '\t'), (text, indent) => {
        const value = JSON.parse(text);
        expect(parseJson(JSON.stringify(value, null, indent), 1000).node?.value).to.deep.equal(value);
      }),
    );
  });

  it('ends on any text without throwing', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'{}[]:,"\'\\/*\n\r u0a1-.e', '//', '/*', '*/') }), (text) => {
        const { node, problem } = parseJson(text, 20);
        expect((node === undefined) === (problem !== undefined)).to.equal(true);
        if (problem !== undefined) expect(problem.at).to.be.within(0, text.length);
      }),
      { numRuns: 2000 },
    );
  });

  it("takes and refuses what Microsoft's engine takes and refuses", function () {
    const different = sharedLines(this, 'arm-engine/cases/expansions.jsonl')
      .filter(({ group, template }) => group === 'reading' && typeof template === 'string')
      .filter(({ template, refused }) => (valueOf(template) === undefined) !== (refused !== undefined))
      .map(({ id }) => id);
    expect(different).to.deep.equal([
      // An object, and no template: not ours to say while reading.
      'reading/empty-object',
      // bicep's own reader stumbles; ARM documents comments like this one.
      'reading/block-comment-inside',
      // Numbers and words that no file of Azure's is known to hold.
      'reading/number-leading-zero',
      'reading/number-hex',
      'reading/number-dot',
      'reading/number-dot-end',
      'reading/nan',
      'reading/infinity',
      'reading/undefined',
      'reading/constructor',
      'reading/nul-character',
    ]);
  });

  it('reads every template of the corpus', function () {
    const unreadable: string[] = [];
    let read = 0;
    const walk = (folder: URL) => {
      for (const entry of readdirSync(folder, { withFileTypes: true })) {
        const url = new URL(`${entry.name}${entry.isDirectory() ? '/' : ''}`, folder);
        if (entry.isDirectory()) walk(url);
        else if (entry.name.endsWith('.json')) {
          read += 1;
          if (valueOf(readFileSync(url)) === undefined) unreadable.push(url.pathname);
        }
      }
    };
    for (const folder of ['quickstarts/', 'quickstarts-all/', 'community/']) walk(shared(this, `corpus/${folder}`));
    expect(read).to.be.greaterThan(600);
    expect(unreadable).to.deep.equal([]);
  });
});

describe('recognising ARM files', () => {
  it('goes by the schema, whether or not the rest can be read', () => {
    const schema = (name: string) => `{\n  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/${name}.json#",\n<<<<<<<`;
    expect(recogniseArm(schema('deploymentTemplate'))).to.equal('template');
    expect(recogniseArm(schema('subscriptionDeploymentTemplate'))).to.equal('template');
    expect(recogniseArm(schema('deploymentParameters'))).to.equal('parameters');
    expect(recogniseArm('version: 1\n# yaml-language-server: $schema=encryption-spec.schema.json')).to.equal(undefined);
  });
});
