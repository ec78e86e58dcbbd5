import { expect } from 'chai';
import { parseExpression, visitExpression } from '../../src/arm/expression.ts';
import { fromArmLiteral, isExpression } from '../../src/arm/literal.ts';
import { sharedLines } from '../shared.ts';

/** What Microsoft's engine says of an expression that its parser does not take. */
const syntaxErrors =
  /Unable to parse language expression|The language expression .* is not valid: the (?:string|value)|float point numbers/s;

describe('expressions', () => {
  it('are trees of calls, accesses and constants with their places', () => {
    const text = "[concat(parameters('p').name[0], contoso.f(-5), 'it''s')]";
    const { expression } = parseExpression(text);
    expect(expression).to.deep.equal({
      kind: 'call',
      name: 'concat',
      from: 1,
      to: text.length - 1,
      arguments: [
        {
          kind: 'index',
          of: {
            kind: 'property',
            of: { kind: 'call', name: 'parameters', arguments: [{ kind: 'string', value: 'p', from: 19, to: 22 }], from: 8, to: 23 },
            name: 'name',
            from: 8,
            to: 28,
          },
          index: { kind: 'integer', digits: '0', from: 29, to: 30 },
          from: 8,
          to: 31,
        },
        {
          kind: 'call',
          namespace: 'contoso',
          name: 'f',
          arguments: [{ kind: 'integer', digits: '-5', from: 43, to: 45 }],
          from: 33,
          to: 46,
        },
        { kind: 'string', value: "it's", from: 48, to: 55 },
      ],
    });
    expect(text.slice(8, 31)).to.equal("parameters('p').name[0]");
  });

  it('say what cannot be read, and where', () => {
    const cases: [text: string, reason: string, found: string, at: number][] = [
      ["[concat('a'", 'none', '', 0],
      ["[concat('a']", 'unexpectedToken', '', 11],
      ["[concat('a',)]", 'unexpectedToken', ')', 12],
      ["[concat('a';'b')]", 'unexpectedCharacter', ';', 11],
      ["[a']", 'unterminatedString', "'", 2],
      ['[add(1,1.0)]', 'notAnInteger', '1.', 7],
      ['[9223372036854775808]', 'notAnInteger', '9223372036854775808', 1],
      ["['abc'.length]", 'unexpectedToken', '.', 6],
      [`[${'f('.repeat(1001)}${')'.repeat(1001)}]`, 'tooDeep', 'f', 2001],
    ];
    for (const [text, reason, found, at] of cases) {
      if (!isExpression(text)) expect(reason, text).to.equal('none');
      else expect(parseExpression(text).error, text).to.deep.equal({ reason, found, at });
    }
  });

  it('are visited from the outside to the inside, however long they are', () => {
    const { expression } = parseExpression(`[f(g(1), 'x')${'.a'.repeat(20_000)}]`);
    const seen: string[] = [];
    let accesses = 0;
    visitExpression(expression as NonNullable<typeof expression>, (part) => {
      if (part.kind === 'property') accesses += 1;
      else seen.push(part.kind === 'call' ? part.name : part.kind);
    });
    expect(accesses).to.equal(20_000);
    expect(seen).to.deep.equal(['f', 'g', 'integer', 'string']);
  });

  it("are taken and refused as Microsoft's engine takes and refuses them", function () {
    let compared = 0;
    const different: string[] = [];
    for (const file of ['expressions', 'functions']) {
      for (const { expression: text, value, error } of sharedLines(this, `arm-engine/cases/${file}.jsonl`)) {
        if (typeof text !== 'string') continue;
        compared += 1;
        const isRefused = error !== undefined && syntaxErrors.test(error);
        if (isExpression(text) ? (parseExpression(text).error !== undefined) !== isRefused : value !== fromArmLiteral(text))
          different.push(text);
      }
    }
    expect(compared).to.be.greaterThan(12_000);
    // Deeper than 1,000 calls: the engine goes on, we stop.
    expect(different.filter((text) => !/^\[(?:not\(){1000}/.test(text))).to.deep.equal([]);
  });
});
