import { expect } from 'chai';
import fc from 'fast-check';
import { type Expression, parseExpression } from '../../src/arm/expression.ts';
import { fromArmLiteral, isExpression, toArmLiteral, toExpressionString } from '../../src/arm/literal.ts';
import { type Engine, openEngine } from '../engine.ts';

/** Texts made of what the language cares about, and any other. Azure's JSON reader replaces lone surrogates, so there are none. */
const hostileText = fc.oneof(
  fc.string({
    unit: fc.constantFrom(
      '[',
      ']',
      "'",
      "''",
      '"',
      '\\',
      '(',
      ')',
      '{',
      '}',
      ',',
      ' ',
      '\n',
      '\r',
      '\t',
      '\u0000',
      'a',
      'é',
      '😀',
      '\uFEFF',
      'concat(',
      "parameters('p')",
    ),
  }),
  fc.string({ unit: 'grapheme' }),
  fc.tuple(fc.constantFrom('[', '[[', '[[['), fc.string(), fc.constantFrom(']', ']]', '] ', '')).map((parts) => parts.join('')),
);

/** The text of a string, or of strings put together. */
function stringOf(expression: Expression | undefined): string | undefined {
  if (expression?.kind === 'string') return expression.value;
  return expression?.kind === 'call' && expression.name === 'concat' ? expression.arguments.map(stringOf).join('') : undefined;
}

describe('literals', () => {
  // Texts and answers: https://learn.microsoft.com/azure/azure-resource-manager/templates/template-expressions
  it('are escaped as the page on the syntax says', () => {
    expect(toArmLiteral('[test value]')).to.equal('[[test value]');
    expect(toArmLiteral('[test] value')).to.equal('[test] value');
    expect(fromArmLiteral('[[test value]')).to.equal('[test value]');
  });

  it('keep both brackets where the text does not end with one', () => {
    for (const text of ['[', '[[', '[x', '[[x', '[x] ', '[x]\n', ' [x]', 'x]', '']) {
      expect(toArmLiteral(text), text).to.equal(text);
      expect(isExpression(text), text).to.equal(false);
      expect(fromArmLiteral(text), text).to.equal(text);
    }
  });

  it('are never expressions and always come back', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(isExpression(toArmLiteral(text))).to.equal(false);
        expect(fromArmLiteral(toArmLiteral(text))).to.equal(text);
      }),
    );
  });

  it('inside an expression are one string and nothing else', () => {
    expect(toExpressionString("it's")).to.equal("'it''s'");
    expect(toExpressionString("a''b")).to.equal("concat('a''', '''b')");
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(stringOf(parseExpression(`[${toExpressionString(text)}]`).expression)).to.equal(text);
      }),
    );
  });
});

describe("literals in Microsoft's engine", () => {
  let engine: Engine;
  before(async function () {
    engine = await openEngine(this);
  });
  after(() => engine?.close());

  const resourceOf = async (resource: Record<string, unknown>) => {
    const { predictedResources } = await engine.expand({
      $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
      contentVersion: '1.0.0.0',
      resources: [{ type: 'Armade.Test/cases', apiVersion: '2020-01-01', name: 'case', ...resource }],
    });
    return predictedResources[0] as Record<string, unknown>;
  };

  it('come back as the text: as a value, as a key, and as a string in an expression', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(hostileText, { minLength: 1, maxLength: 20 }), async (texts) => {
        const { tags, properties } = await resourceOf({
          tags: Object.fromEntries(texts.map((text, index) => [`t${index}`, toArmLiteral(text)])),
          properties: {
            values: texts.map(toArmLiteral),
            keys: texts.map((text) => ({ [toArmLiteral(`[${text}]`)]: 1 })),
            strings: texts.map((text) => `[concat(${toExpressionString(text)}, ${toExpressionString(text)})]`),
          },
        });
        expect(Object.values(tags as object)).to.deep.equal(texts);
        expect(properties).to.deep.equal({
          values: texts,
          keys: texts.map((text) => ({ [`[${text}]`]: 1 })),
          strings: texts.map((text) => text + text),
        });
      }),
      { numRuns: 60 },
    );
  });
});
