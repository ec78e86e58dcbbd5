import type { Io } from './io.ts';

/** A list as a person or a machine reads it. */
export interface List {
  columns: readonly string[];
  /** A text for each column. */
  rows: readonly (readonly string[])[];
}

/** Columns side by side, the last one wrapped so that it fits the terminal. */
export async function printTable({ columns, rows }: List, io: Io): Promise<string> {
  const { default: Table } = await import('cli-table3');
  const gap = 2;
  const widths = columns.map(
    (title, column) => Math.max(...[title, ...rows.map((row) => row[column] ?? '')].map((cell) => cell.length)) + gap,
  );
  const taken = widths.slice(0, -1).reduce((sum, width) => sum + width, 0);
  const last = io.isTTY.stdout ? Math.max(30, io.columns - taken - 1) : (widths.at(-1) ?? 0);
  const table = new Table({
    head: [...columns],
    colWidths: [...widths.slice(0, -1), Math.min(last, widths.at(-1) ?? last)],
    wordWrap: true,
    chars: noLines,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 1 },
  });
  table.push(...rows.map((row) => [...row]));
  const lines = table.toString().split('\n');
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}

const noLines = Object.fromEntries(
  ['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right', 'left', 'left-mid', 'mid', 'mid-mid']
    .concat(['right', 'right-mid', 'middle'])
    .map((name) => [name, '']),
);

/** A table of GitHub's Markdown. */
export function printMarkdown({ columns, rows }: List): string {
  const line = (cells: readonly string[]) => `| ${cells.map(escapeCell).join(' | ')} |\n`;
  return line(columns) + line(columns.map(() => '---')) + rows.map(line).join('');
}

const escapeCell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', '<br>');

export const printJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
