import type { SourceText } from '../../diagnostics/types.ts';

/** A generated file on disk, of which one line is worth looking at. */
export class OutputText implements SourceText {
  readonly file: string;
  readonly text: string;
  readonly #line: number;

  /** @param line 1-based */
  constructor(file: string, text: string, line: number) {
    this.file = file;
    this.text = text;
    this.#line = line;
  }

  offsets(): [from: number, to: number] {
    let from = 0;
    for (let line = 1; line < this.#line; line++) {
      const end = this.text.indexOf('\n', from);
      if (end === -1) break;
      from = end + 1;
    }
    const end = this.text.indexOf('\n', from);
    const to = end === -1 ? this.text.length : end;
    return [from, this.text[to - 1] === '\r' ? to - 1 : to];
  }
}
