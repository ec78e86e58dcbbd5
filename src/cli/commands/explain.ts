import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pc from 'picocolors';
import type { CheckMeta } from '../../model/index.ts';
import { didYouMean } from '../../spec/did-you-mean.ts';
import { allChecks } from '../checks.ts';
import { wantsColor } from '../color.ts';
import { defineCommand } from '../command.ts';
import { wrongUse } from '../complaint.ts';
import { exitCodes } from '../io.ts';
import { printJson } from '../list.ts';
import { packageFolder } from '../package.ts';

export default defineCommand({
  positional: { name: 'code', describe: 'a code or its name', required: true, several: false },
  examples: [
    ['armade explain ADE2103', 'What the code means, why, a wrong and a right example, and where Azure says so'],
    ['armade explain linux-os-disable-unsupported', 'The same by name'],
  ],
  flags: {
    format: { type: 'string', describe: 'Form of the answer', choices: ['pretty', 'json'], default: 'pretty' },
  },
  async run({ values, flags }, io) {
    const check = findCheck(values[0] ?? '');
    io.stdout(flags.format === 'json' ? printJson(check) : explain(check, wantsColor(flags.color, io)));
    return exitCodes.clean;
  },
});

/** Throws a {@link Complaint} (64) for a code that armade does not report. */
function findCheck(word: string): CheckMeta {
  const checks = [...allChecks().values()];
  const wanted = word.toLowerCase();
  const exact = checks.find(({ code, name }) => wanted === code.toLowerCase() || wanted === name || `ade${wanted}` === code.toLowerCase());
  if (exact !== undefined) return exact;
  // Codes lie too close to each other to guess one from another; names do not.
  const meant = didYouMean(
    word,
    checks.map(({ name }) => name),
  );
  throw wrongUse(
    `armade reports nothing as "${word}". ${meant === undefined ? 'See armade rules --all for every code.' : `Did you mean "${meant}"?`}`,
  );
}

function explain(check: CheckMeta, color: boolean): string {
  const { bold, dim } = pc.createColors(color);
  const page = rulePage(check.name);
  const sections = [`${bold(check.code)} ${check.name} ${dim(`(${check.severity})`)}`, check.summary];
  if (check.azureError !== undefined) sections.push(`${bold('What Azure says')}\n\n${indent(check.azureError)}`);
  sections.push(page === undefined ? `${bold('What armade says')}\n\n${messagesOf(check)}` : withBoldHeadings(page, bold));
  const sources = check.sources ?? [];
  if (sources.length > 0) sections.push(`${bold('Sources')}\n\n${sources.map(({ url, date }) => indent(`${url} (${date})`)).join('\n')}`);
  return `${sections.join('\n\n')}\n`;
}

const indent = (text: string): string => text.replaceAll(/^/gm, '  ');

const messagesOf = ({ messages }: CheckMeta): string => Object.values(messages).map(indent).join('\n');

/** What a person wrote on the page of a rule, with its examples; what stands above is known from the rule itself. */
function rulePage(name: string): string | undefined {
  const path = join(packageFolder(), 'docs', 'rules', `${name}.md`);
  if (!existsSync(path)) return undefined;
  return readFileSync(path, 'utf8')
    .replace(/<!-- header -->[\s\S]*?<!-- \/header -->/, '')
    .replaceAll(/^<!--.*?-->\n?/gm, '')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

const withBoldHeadings = (markdown: string, bold: (text: string) => string): string =>
  markdown.replaceAll(/^#+ (.*)$/gm, (_, heading: string) => bold(heading));
