/** A value in a JSON text, with its place. */
export interface JsonNode {
  value: unknown;
  from: number;
  to: number;
  /** Of an object by key, of a list by index; the last one where a key stands twice, as Azure reads it. */
  children?: Map<string, JsonChild>;
}

interface JsonChild {
  /** Offsets of the key, quotes included; none in a list. */
  key?: [from: number, to: number];
  node: JsonNode;
}

export type JsonProblem = { at: number } & (
  | { kind: 'expected'; expected: string; found: string }
  | { kind: 'unterminated'; what: 'text' | 'comment' }
  | { kind: 'tooDeep' }
);

export type ParsedJson = { node: JsonNode; problem?: never } | { node?: never; problem: JsonProblem };

/**
 * Parses JSON as Azure Resource Manager reads it: with comments, commas before a closing bracket, single quotes, names without quotes, and
 * line breaks inside texts. A parser of our own, because none of the published ones reads all of these and knows offsets.
 * @param deepest objects and lists inside each other, beyond which it stops
 */
export function parseJson(text: string, deepest: number): ParsedJson {
  const parser = new JsonParser(text, deepest);
  try {
    return { node: parser.document() };
  } catch (error) {
    if (error instanceof Refused) return { problem: error.problem };
    throw error;
  }
}

class Refused extends Error {
  readonly problem: JsonProblem;
  constructor(problem: JsonProblem) {
    super(problem.kind);
    this.problem = problem;
  }
}

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const word = /[A-Za-z_$][\w$]*/y;
const bareName = /[\w$]+/y;
const literals = new Map<string, unknown>([
  ['true', true],
  ['false', false],
  ['null', null],
]);
const escapes: Readonly<Record<string, string>> = { '"': '"', "'": "'", '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

class JsonParser {
  readonly #text: string;
  readonly #deepest: number;
  #at = 0;
  #depth = 0;

  constructor(text: string, deepest: number) {
    this.#text = text;
    this.#deepest = deepest;
  }

  document(): JsonNode {
    const node = this.#value();
    this.#skip();
    if (this.#at < this.#text.length) throw this.#expected('the end of the file');
    return node;
  }

  #value(): JsonNode {
    this.#skip();
    const character = this.#text[this.#at];
    if (character === '{') return this.#nested(() => this.#object());
    if (character === '[') return this.#nested(() => this.#list());
    const from = this.#at;
    if (character === '"' || character === "'") return { value: this.#string(), from, to: this.#at };
    const digits = this.#match(number);
    if (digits !== undefined) return { value: Number(digits), from, to: this.#at };
    const name = this.#match(word);
    if (name === undefined || !literals.has(name)) throw this.#expected('a value', from);
    return { value: literals.get(name), from, to: this.#at };
  }

  #nested(parse: () => JsonNode): JsonNode {
    this.#depth += 1;
    if (this.#depth > this.#deepest) throw new Refused({ kind: 'tooDeep', at: this.#at });
    const node = parse();
    this.#depth -= 1;
    return node;
  }

  #object(): JsonNode {
    const from = this.#at++;
    const value: Record<string, unknown> = {};
    const children = new Map<string, JsonChild>();
    while (!this.#closes('}', 'a name')) {
      const start = this.#at;
      const name = this.#name();
      const end = this.#at;
      this.#skip();
      if (this.#text[this.#at] !== ':') throw this.#expected('a colon');
      this.#at++;
      const node = this.#value();
      // Assigned, `__proto__` would change the object's prototype.
      if (name === '__proto__')
        Object.defineProperty(value, name, { value: node.value, enumerable: true, configurable: true, writable: true });
      else value[name] = node.value;
      children.set(name, { key: [start, end], node });
      this.#separator('}');
    }
    return { value, from, to: this.#at, children };
  }

  #list(): JsonNode {
    const from = this.#at++;
    const value: unknown[] = [];
    const children = new Map<string, JsonChild>();
    while (!this.#closes(']', 'a value')) {
      const node = this.#value();
      children.set(String(value.length), { node });
      value.push(node.value);
      this.#separator(']');
    }
    return { value, from, to: this.#at, children };
  }

  /** Takes the closing bracket if it is next. */
  #closes(bracket: string, otherwise: string): boolean {
    this.#skip();
    if (this.#at >= this.#text.length) throw this.#expected(`${otherwise} or "${bracket}"`);
    if (this.#text[this.#at] !== bracket) return false;
    this.#at++;
    return true;
  }

  #separator(bracket: string): void {
    this.#skip();
    if (this.#text[this.#at] === ',') this.#at++;
    else if (this.#text[this.#at] !== bracket) throw this.#expected(`a comma or "${bracket}"`);
  }

  #name(): string {
    const character = this.#text[this.#at];
    if (character === '"' || character === "'") return this.#string();
    const name = this.#match(bareName);
    if (name === undefined) throw this.#expected('a name in quotes');
    return name;
  }

  #string(): string {
    const from = this.#at;
    const quote = this.#text[this.#at++] as string;
    let value = '';
    for (;;) {
      const start = this.#at;
      while (this.#at < this.#text.length && this.#text[this.#at] !== quote && this.#text[this.#at] !== '\\') this.#at++;
      value += this.#text.slice(start, this.#at);
      if (this.#at >= this.#text.length) throw new Refused({ kind: 'unterminated', what: 'text', at: from });
      if (this.#text[this.#at] === quote) break;
      value += this.#escape();
    }
    this.#at++;
    return value;
  }

  #escape(): string {
    const letter = this.#text[this.#at + 1] ?? '';
    const character = escapes[letter];
    if (character !== undefined) {
      this.#at += 2;
      return character;
    }
    const digits = this.#text.slice(this.#at + 2, this.#at + 6);
    if (letter !== 'u' || !/^[0-9A-Fa-f]{4}$/.test(digits)) throw this.#expected('an escape such as \\n, \\" or \\u0041');
    this.#at += 6;
    return String.fromCharCode(Number.parseInt(digits, 16));
  }

  /** Passes over blanks and comments. */
  #skip(): void {
    for (;;) {
      while (this.#at < this.#text.length && /\s/.test(this.#text[this.#at] as string)) this.#at++;
      if (this.#text.startsWith('//', this.#at)) {
        const end = this.#text.slice(this.#at).search(/[\r\n]/);
        this.#at = end < 0 ? this.#text.length : this.#at + end;
      } else if (this.#text.startsWith('/*', this.#at)) {
        const end = this.#text.indexOf('*/', this.#at + 2);
        if (end < 0) throw new Refused({ kind: 'unterminated', what: 'comment', at: this.#at });
        this.#at = end + 2;
      } else {
        return;
      }
    }
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text)?.[0];
    if (match !== undefined) this.#at += match.length;
    return match;
  }

  #expected(expected: string, at = this.#at): Refused {
    const rest = this.#text.slice(at, at + 40);
    const found = rest === '' ? 'the end of the file' : (/^(?:[\w$]+|[\s\S])/u.exec(rest)?.[0] ?? rest);
    return new Refused({ kind: 'expected', expected, found: rest === '' ? found : JSON.stringify(found), at });
  }
}
