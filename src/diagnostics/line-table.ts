import type { Position, Range } from './types.ts';

/** Turns offsets into a text into lines and columns. A byte order mark takes no column; `\r\n`, `\n` and `\r` end a line, as in YAML. */
export class LineTable {
  readonly #text: string;
  readonly #starts: number[];

  constructor(text: string) {
    this.#text = text;
    this.#starts = [text.startsWith('\uFEFF') ? 1 : 0];
    for (const lineBreak of text.matchAll(/\r\n|[\r\n]/g)) this.#starts.push(lineBreak.index + lineBreak[0].length);
  }

  /** Blanks and line breaks at the end are left out: a block of YAML reaches to the next key, and nobody means that. */
  range(from: number, to: number): Range {
    let end = Math.max(from, to);
    while (end > from && ' \t\r\n'.includes(this.#text.charAt(end - 1))) end--;
    return { start: this.#position(from), end: this.#position(end) };
  }

  /** A line without its break; empty beyond the end. */
  line(number: number): string {
    const start = this.#starts[number - 1];
    return start === undefined ? '' : this.#text.slice(start, this.#starts[number]).replace(/[\r\n]+$/, '');
  }

  #position(offset: number): Position {
    let low = 0;
    let high = this.#starts.length;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: Math.max(0, offset - (this.#starts[low] ?? 0)) + 1 };
  }
}
