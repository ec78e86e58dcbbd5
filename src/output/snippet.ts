import fastStringWidth from 'fast-string-width';
import type { LineTable, Range } from '../diagnostics/index.ts';
import { visible } from './visible.ts';

const longestLine = 100;
/** How much of a long line is shown before what is marked. */
const lead = 40;

export interface Snippet {
  line: string;
  /** Blanks that stand as wide as what precedes the mark. */
  indent: string;
  /** `^` under the first column, `~` under the others. */
  mark: string;
}

/** The first line of a range and the mark under it, cut around the range when the line is long. */
export function snippet(lines: LineTable, { start, end }: Range): Snippet {
  const line = lines.line(start.line);
  const from = Math.min(start.column - 1, line.length);
  const to = end.line > start.line ? line.length : Math.min(end.column - 1, line.length);

  const windowFrom = Math.max(0, Math.min(from - lead, line.length - longestLine));
  const cutFrom = wholeCharacter(line, windowFrom);
  const cutTo = wholeCharacter(line, Math.min(windowFrom + longestLine, line.length));
  const before = `${cutFrom > 0 ? '…' : ''}${shown(line.slice(cutFrom, from))}`;
  const marked = shown(line.slice(from, Math.min(to, cutTo)));
  const after = `${shown(line.slice(Math.min(to, cutTo), cutTo))}${cutTo < line.length ? '…' : ''}`;
  return {
    line: `${before}${marked}${after}`.trimEnd(),
    indent: ' '.repeat(width(before)),
    mark: '^'.padEnd(width(marked), '~'),
  };
}

/** The offset, or the one before when it would cut a character into halves. */
const wholeCharacter = (text: string, offset: number): number => (/[\uDC00-\uDFFF]/.test(text.charAt(offset)) ? offset - 1 : offset);

/** A tab is shown as blanks, since nobody knows how wide the terminal makes it. */
const shown = (text: string): string => visible(text.replaceAll('\t', '    '));

/** In columns of a terminal. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is the range of ASCII
const width = (text: string): number => (/^[\x00-\x7F]*$/.test(text) ? text.length : fastStringWidth(text));
