import { isExpression } from './literal.ts';

/** A tree of the ARM expression language. Offsets count in the whole JSON string, its brackets included. */
export type Expression = StringLiteral | IntegerLiteral | FunctionCall | PropertyAccess | IndexAccess;

interface Span {
  from: number;
  to: number;
}

export interface StringLiteral extends Span {
  kind: 'string';
  value: string;
}

export interface IntegerLiteral extends Span {
  kind: 'integer';
  /** Decimal digits with their sign, as written: the value may exceed what a number holds. */
  digits: string;
}

export interface FunctionCall extends Span {
  kind: 'call';
  /** Namespace of a function that the template defines itself. */
  namespace?: string;
  /** As written; names are compared without regard to case. */
  name: string;
  arguments: Expression[];
}

export interface PropertyAccess extends Span {
  kind: 'property';
  of: Expression;
  name: string;
}

export interface IndexAccess extends Span {
  kind: 'index';
  of: Expression;
  index: Expression;
}

export interface ExpressionError {
  reason: 'unexpectedCharacter' | 'unterminatedString' | 'notAnInteger' | 'unexpectedToken' | 'tooDeep';
  /** What was found; empty at the end of the expression. */
  found: string;
  /** Offset in the JSON string. */
  at: number;
}

export type ParsedExpression = { expression: Expression; error?: never } | { expression?: never; error: ExpressionError };

/** Nested calls and indexes; deeper ones are refused, so that no text exhausts the stack. Templates in the wild stay below 30. */
const deepestNesting = 1000;

/**
 * Reads a JSON string that {@link isExpression} says is an expression.
 * @throws Error when it is none, which is a bug of the caller
 */
export function parseExpression(text: string): ParsedExpression {
  if (!isExpression(text)) throw new Error(`not an expression: ${text}`);
  const parser = new Parser(text);
  try {
    return { expression: parser.whole() };
  } catch (error) {
    if (error instanceof Refused) return { error: error.reason };
    throw error;
  }
}

/** Calls `visit` with the expression and everything in it, from the outside to the inside. */
export function visitExpression(whole: Expression, visit: (expression: Expression) => void): void {
  // A list instead of recursion: `.a.a.a…` is as deep as it is long.
  const waiting = [whole];
  for (let expression = waiting.pop(); expression !== undefined; expression = waiting.pop()) {
    visit(expression);
    switch (expression.kind) {
      case 'call':
        waiting.push(...expression.arguments.toReversed());
        break;
      case 'property':
        waiting.push(expression.of);
        break;
      case 'index':
        waiting.push(expression.index, expression.of);
        break;
    }
  }
}

class Refused extends Error {
  readonly reason: ExpressionError;
  constructor(reason: ExpressionError) {
    super(reason.reason);
    this.reason = reason;
  }
}

type TokenKind = 'string' | 'integer' | 'identifier' | '(' | ')' | '[' | ']' | ',' | '.' | 'end';

interface Token extends Span {
  kind: TokenKind;
  text: string;
}

const punctuation = new Set<string>(['(', ')', '[', ']', ',', '.']);
/** A byte order mark is none, although JavaScript counts it. */
const blank = /[^\S\uFEFF]/;
const identifierStart = /[\p{L}_$]/u;
const identifier = /[\p{L}\p{N}_$]*/uy;
const number = /[+-]?\p{Nd}*/uy;
const digits = /^[+-]?[0-9]+$/;
const isInt64 = (text: string): boolean => digits.test(text) && (text.length < 19 || BigInt.asIntN(64, bigInt(text)) === bigInt(text));
const bigInt = (text: string): bigint => BigInt(text.replace(/^\+/, ''));

class Parser {
  readonly #text: string;
  /** Offset of the closing bracket of the whole. */
  readonly #end: number;
  #at = 1;
  #depth = 0;
  #token: Token;

  constructor(text: string) {
    this.#text = text;
    this.#end = text.length - 1;
    this.#token = { kind: 'end', text: '', from: 1, to: 1 };
  }

  whole(): Expression {
    this.#advance();
    const expression = this.#expression();
    if (this.#token.kind !== 'end') throw this.#unexpected();
    return expression;
  }

  #expression(): Expression {
    this.#depth += 1;
    if (this.#depth > deepestNesting) throw this.#refuse('tooDeep', this.#token.text, this.#token.from);
    const expression = this.#operand();
    this.#depth -= 1;
    return expression;
  }

  #operand(): Expression {
    const { kind, text, from, to } = this.#token;
    switch (kind) {
      case 'string':
        this.#advance();
        return { kind, value: text, from, to };
      case 'integer':
        this.#advance();
        return { kind, digits: text, from, to };
      case 'identifier':
        // Only what a function returns has properties and elements.
        return this.#accesses(this.#call());
      default:
        throw this.#unexpected();
    }
  }

  #call(): FunctionCall {
    const { text: first, from } = this.#token;
    this.#advance();
    let name = first;
    let namespace: string | undefined;
    if (this.#token.kind === '.') {
      this.#advance();
      namespace = first;
      name = this.#take('identifier').text;
    }
    this.#take('(');
    const parameters: Expression[] = [];
    if (this.#token.kind !== ')') {
      parameters.push(this.#expression());
      while (this.#token.kind === ',') {
        this.#advance();
        parameters.push(this.#expression());
      }
    }
    const { to } = this.#take(')');
    return { kind: 'call', ...(namespace !== undefined && { namespace }), name, arguments: parameters, from, to };
  }

  #accesses(start: Expression): Expression {
    let expression = start;
    for (;;) {
      if (this.#token.kind === '.') {
        this.#advance();
        const { text: name, to } = this.#take('identifier');
        expression = { kind: 'property', of: expression, name, from: start.from, to };
      } else if (this.#token.kind === '[') {
        this.#advance();
        const index = this.#expression();
        const { to } = this.#take(']');
        expression = { kind: 'index', of: expression, index, from: start.from, to };
      } else {
        return expression;
      }
    }
  }

  #take(kind: TokenKind): Token {
    const token = this.#token;
    if (token.kind !== kind) throw this.#unexpected();
    this.#advance();
    return token;
  }

  #advance(): void {
    this.#token = this.#next();
    this.#at = this.#token.to;
  }

  #next(): Token {
    let from = this.#at;
    while (from < this.#end && blank.test(this.#text.charAt(from))) from += 1;
    if (from >= this.#end) return { kind: 'end', text: '', from: this.#end, to: this.#end };
    const character = String.fromCodePoint(this.#text.codePointAt(from) as number);
    if (punctuation.has(character)) return { kind: character as TokenKind, text: character, from, to: from + 1 };
    if (character === "'") return this.#string(from);
    if (identifierStart.test(character)) return { kind: 'identifier', ...this.#match(identifier, from) };
    if (/[+\-\p{Nd}]/u.test(character)) return this.#integer(from);
    throw this.#refuse('unexpectedCharacter', character, from);
  }

  #string(from: number): Token {
    let to = from + 1;
    for (;;) {
      to = this.#text.indexOf("'", to);
      if (to < 0 || to >= this.#end) throw this.#refuse('unterminatedString', this.#text.slice(from, this.#end), from);
      if (this.#text.charAt(to + 1) !== "'" || to + 1 >= this.#end) break;
      to += 2;
    }
    return { kind: 'string', text: this.#text.slice(from + 1, to).replaceAll("''", "'"), from, to: to + 1 };
  }

  #integer(from: number): Token {
    const { text, to } = this.#match(number, from);
    const next = this.#text.charAt(to);
    if (!isInt64(text) || (to < this.#end && /[\p{L}_$.]/u.test(next)))
      throw this.#refuse('notAnInteger', text + (to < this.#end ? next : ''), from);
    return { kind: 'integer', text, from, to };
  }

  #match(pattern: RegExp, from: number): { text: string; from: number; to: number } {
    pattern.lastIndex = from;
    const text = pattern.exec(this.#text)?.[0] ?? '';
    return { text, from, to: from + text.length };
  }

  #unexpected(): Refused {
    return this.#refuse('unexpectedToken', this.#text.slice(this.#token.from, this.#token.to), this.#token.from);
  }

  #refuse(reason: ExpressionError['reason'], found: string, at: number): Refused {
    return new Refused({ reason, found, at });
  }
}
