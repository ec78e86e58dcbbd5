import type { Json } from './json.ts';

/** An expression of the template language, parsed. */
export type Expression =
  | { kind: 'literal'; value: string | number }
  | { kind: 'call'; name: string; args: Expression[] }
  | { kind: 'property'; of: Expression; name: string }
  | { kind: 'index'; of: Expression; index: Expression };

/** What Azure Resource Manager refuses in a template; the message is its sentence without the place. */
export class TemplateError extends Error {}

/** `[concat('a', 'b')]` is an expression; `[[a]` is the text `[a]`. */
export const isExpression = (text: string): boolean => text.startsWith('[') && text.endsWith(']') && !text.startsWith('[[');
export const unescapeText = (text: string): string => (text.startsWith('[[') && text.endsWith(']') ? text.slice(1) : text);

const token = /\s*(?:'((?:[^']|'')*)'|(-?\d+(?:\.\d+)?)|([A-Za-z_][A-Za-z0-9_]*)|(\?\.|[()[\].,]))/y;

type Token = { kind: 'text' | 'number' | 'name' | 'sign'; text: string };

/** @throws {TemplateError} when the text between the brackets is not an expression */
export function parseExpression(text: string): Expression {
  const parser = new Parser(tokens(text.slice(1, -1)), text);
  return parser.whole();
}

function tokens(text: string): Token[] {
  const found: Token[] = [];
  token.lastIndex = 0;
  while (text.slice(token.lastIndex).trim() !== '') {
    const start = token.lastIndex;
    const match = token.exec(text);
    if (match === null)
      throw new TemplateError(`Unable to parse language expression '${text}': unexpected character at position '${start}'`);
    if (match[1] !== undefined) found.push({ kind: 'text', text: match[1].replaceAll("''", "'") });
    else if (match[2] !== undefined) found.push({ kind: 'number', text: match[2] });
    else if (match[3] !== undefined) found.push({ kind: 'name', text: match[3] });
    else found.push({ kind: 'sign', text: match[4] ?? '' });
  }
  return found;
}

class Parser {
  readonly #tokens: Token[];
  readonly #text: string;
  #next = 0;

  constructor(parsed: Token[], text: string) {
    this.#tokens = parsed;
    this.#text = text;
  }

  whole(): Expression {
    const expression = this.#expression();
    if (this.#next < this.#tokens.length) this.#fail('end of expression');
    return expression;
  }

  #expression(): Expression {
    let expression = this.#primary();
    for (;;) {
      if (this.#take('.')) {
        expression = { kind: 'property', of: expression, name: this.#name() };
      } else if (this.#take('[')) {
        const index = this.#expression();
        this.#require(']');
        expression = { kind: 'index', of: expression, index };
      } else {
        return expression;
      }
    }
  }

  #primary(): Expression {
    const { kind, text } = this.#tokens[this.#next] ?? { kind: 'sign', text: '' };
    if (kind === 'text' || kind === 'number') {
      this.#next += 1;
      return { kind: 'literal', value: kind === 'text' ? text : Number(text) };
    }
    const name = this.#name();
    this.#require('(');
    const args: Expression[] = [];
    if (this.#take(')')) return { kind: 'call', name, args };
    do args.push(this.#expression());
    while (this.#take(','));
    this.#require(')');
    return { kind: 'call', name, args };
  }

  #name(): string {
    const found = this.#tokens[this.#next];
    if (found?.kind !== 'name') return this.#fail('a name');
    this.#next += 1;
    return found.text;
  }

  #take(sign: string): boolean {
    const found = this.#tokens[this.#next];
    if (found?.kind !== 'sign' || found.text !== sign) return false;
    this.#next += 1;
    return true;
  }

  #require(sign: string): void {
    if (!this.#take(sign)) this.#fail(`'${sign}'`);
  }

  #fail(expected: string): never {
    throw new TemplateError(`Unable to parse language expression '${this.#text.slice(1, -1)}': expected ${expected}`);
  }
}

/** An expression as text, without brackets; how what-if shows what it cannot know. */
export function printExpression(expression: Expression): string {
  switch (expression.kind) {
    case 'literal':
      return printValue(expression.value);
    case 'call':
      return `${expression.name}(${expression.args.map(printExpression).join(', ')})`;
    case 'property':
      return `${printExpression(expression.of)}.${expression.name}`;
    case 'index':
      return `${printExpression(expression.of)}[${printExpression(expression.index)}]`;
  }
}

export function printValue(value: Json): string {
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
  return typeof value === 'number' ? String(value) : `json('${JSON.stringify(value).replaceAll("'", "''")}')`;
}
