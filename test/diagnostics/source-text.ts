import type { SourceText } from '../../src/diagnostics/index.ts';

/** A source whose pointers stand where the text says so: each value of `places` is a part of the text that occurs once. */
export function sourceText(file: string, text: string, places: Record<string, string>): SourceText {
  return {
    file,
    text,
    offsets(pointer) {
      const part = places[pointer];
      if (part === undefined) throw new Error(`the test has no place for ${pointer}`);
      const from = text.indexOf(part);
      if (from < 0 || text.indexOf(part, from + 1) >= 0) throw new Error(`"${part}" does not stand once in the text`);
      return [from, from + part.length];
    },
  };
}
