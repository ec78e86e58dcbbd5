import pc from 'picocolors';
import { type Diagnostic, type Formatter, LineTable, type Position, type SourceText } from '../diagnostics/index.ts';
import { notKnown, notKnownTitle, open, summarise } from './count.ts';
import { snippet } from './snippet.ts';
import { visible } from './visible.ts';

/** Related places of one diagnostic that are printed; the machine formats have all of them. */
const mostRelated = 5;

const widestList = 100;

const paint = (color: boolean) => {
  const { bold, cyan, dim, red, yellow } = pc.createColors(color);
  return { bold, dim, error: red, warning: yellow, note: cyan };
};
type Paint = ReturnType<typeof paint>;

/** For people at a terminal. */
export const pretty: Formatter = ({ diagnostics, unchecked, sources, color }) => {
  const colors = paint(color);
  const lineTables = new Map<string, LineTable>();
  const linesOf = (file: string): LineTable | undefined => {
    const source = sources.get(file);
    return source === undefined ? undefined : remember(lineTables, source);
  };

  const shown = open(diagnostics);
  const blocks = shown.map((diagnostic) => printDiagnostic(diagnostic, linesOf(diagnostic.file), colors));
  if (unchecked.length > 0) {
    blocks.push(`${colors.bold(notKnownTitle)}\n${wrap(notKnown(unchecked).map(visible))}`);
  }
  const worst = shown.find(({ severity }) => severity === 'error') ?? shown[0];
  const hint = worst === undefined ? '' : ` \`armade explain ${worst.code}\` says more about ${worst.code}.`;
  blocks.push(`${capitalise(summarise(diagnostics))}.${hint}`);
  return `${blocks.join('\n\n')}\n`;
};

function remember(lineTables: Map<string, LineTable>, { file, text }: SourceText): LineTable {
  const lines = lineTables.get(file) ?? new LineTable(text);
  lineTables.set(file, lines);
  return lines;
}

function printDiagnostic(
  { code, severity, message, file, range, related }: Diagnostic,
  lines: LineTable | undefined,
  colors: Paint,
): string {
  const printed = [`${colors.bold(place(file, range.start))}: ${colors[severity](severity)} ${code} ${visible(message)}`];
  const margin = ' '.repeat(String(range.start.line).length);
  if (lines !== undefined) {
    const { line, indent, mark } = snippet(lines, range);
    printed.push(
      `  ${colors.dim(`${range.start.line} |`)} ${line}`.trimEnd(),
      `  ${colors.dim(`${margin} |`)} ${indent}${colors[severity](mark)}`,
    );
  }
  for (const { file, range, message } of related.slice(0, mostRelated)) {
    printed.push(`  ${colors.dim(`${margin} =`)} ${place(file, range.start)}: ${visible(message)}`);
  }
  if (related.length > mostRelated) {
    printed.push(`  ${colors.dim(`${margin} =`)} and ${related.length - mostRelated} more; \`--format json\` lists all`);
  }
  return printed.join('\n');
}

const place = (file: string, { line, column }: Position): string => `${visible(file)}:${line}:${column}`;

/** A list over as many lines as it takes. */
function wrap(words: readonly string[]): string {
  const lines: string[] = [];
  let line = '';
  for (const [index, word] of words.entries()) {
    const next = index === words.length - 1 ? word : `${word},`;
    if (line !== '' && line.length + next.length > widestList) {
      lines.push(line);
      line = '';
    }
    line += line === '' ? `  ${next}` : ` ${next}`;
  }
  return [...lines, line].join('\n');
}

const capitalise = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
