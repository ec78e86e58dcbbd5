import type { Diagnostic, Formatter } from '../diagnostics/index.ts';
import type { Severity } from '../model/index.ts';
import { notKnown, notKnownTitle, open, summarise } from './count.ts';
import { visible } from './visible.ts';

const commands: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', note: 'notice' };

// https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands: a message ends at a line break, a property at a comma.
const escapeMessage = (text: string): string => visible(text).replaceAll('%', '%25');
const escapeProperty = (text: string): string => escapeMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

/** Workflow commands: GitHub Actions shows them beside the lines of a pull request. */
export const github: Formatter = ({ diagnostics, unchecked }) => {
  const facts =
    unchecked.length === 0 ? [] : [`::notice title=Not checked::${escapeMessage(`${notKnownTitle}: ${notKnown(unchecked).join(', ')}`)}`];
  return `${[...open(diagnostics).map(annotate), ...facts, `armade: ${summarise(diagnostics)}`].join('\n')}\n`;
};

function annotate({ code, name, severity, message, file, range }: Diagnostic): string {
  const { start, end } = range;
  // Columns count only for what stands on one line.
  const lines =
    start.line === end.line ? { line: start.line, col: start.column, endColumn: end.column } : { line: start.line, endLine: end.line };
  const properties = Object.entries({ file: file.replaceAll('\\', '/'), ...lines, title: `${code} ${name}` });
  return `::${commands[severity]} ${properties.map(([key, value]) => `${key}=${escapeProperty(String(value))}`).join(',')}::${escapeMessage(message)}`;
}
