import type { Diagnostic, Formatter } from '../diagnostics/index.ts';
import { notChecked, open, plural, summarise } from './count.ts';
import { visible } from './visible.ts';

/** As entities, which no table, link, mention or HTML survives. */
export const escape = (text: string): string =>
  visible(text).replace(/[\\`*_[\]<>#|~@&!]/g, (character) => `&#${character.charCodeAt(0)};`);

/** A comment for a pull request. */
export const markdown: Formatter = ({ diagnostics, unchecked }) => {
  const shown = open(diagnostics);
  const blocks = [`**armade:** ${summarise(diagnostics)}`];
  if (shown.length > 0) blocks.push(['| | Place | Code | Finding |', '| --- | --- | --- | --- |', ...shown.map(row)].join('\n'));
  if (unchecked.length > 0) {
    const facts = unchecked.map((summary) => `- ${escape(notChecked(summary))}`).join('\n');
    blocks.push(`<details><summary>Not checked: ${plural(unchecked.length, 'fact')} not known</summary>\n\n${facts}\n\n</details>`);
  }
  const accepted = diagnostics.flatMap(({ code, file, range, suppression }) =>
    suppression === undefined
      ? []
      : [`- ${code} at ${place({ file, range })} until ${escape(suppression.until)}: ${escape(suppression.reason)}`],
  );
  if (accepted.length > 0) blocks.push(['**Accepted**', ...accepted].join('\n'));
  return `${blocks.join('\n\n')}\n`;
};

const place = ({ file, range: { start } }: Pick<Diagnostic, 'file' | 'range'>): string => `${escape(file)}:${start.line}:${start.column}`;

function row({ code, severity, message, file, range, helpUri, related }: Diagnostic): string {
  const also = related.length === 0 ? '' : `<br>also ${related.map((other) => place(other)).join(', ')}`;
  return `| ${severity} | ${place({ file, range })} | [${code}](${helpUri}) | ${escape(message)}${also} |`;
}
