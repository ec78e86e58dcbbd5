// Makes docs/codes.md from what every check says of itself. With --check it only compares.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { tsImport } from 'tsx/esm/api';

const { allChecks } = await tsImport('../src/cli/checks.ts', import.meta.url);
const { isRule } = await tsImport('../src/diagnostics/checks.ts', import.meta.url);

const output = new URL('../docs/codes.md', import.meta.url);
const stages = {
  0: 'Reading',
  1: 'Shape of a spec',
  2: 'What refers to what',
  3: 'Generation and output',
  4: 'Templates',
  5: 'Azure',
};

/** Not inside code, where a reader would see the escape. */
const escapeHtml = (text) => text.replace(/`[^`]*`|</g, (part) => (part === '<' ? '&lt;' : part));

const entry = ({ code, name, severity, summary, azureError, sources = [], messages }) =>
  [
    `### ${code}`,
    `\`${name}\`, ${severity}. ${summary}`,
    Object.values(messages)
      .map((message) => `> ${escapeHtml(message)}`)
      .join('\n>\n'),
    azureError === undefined ? '' : `Azure would have said: ${azureError}`,
    sources.map(({ url, date }) => `- <${url}> (${date})`).join('\n'),
  ]
    .filter((part) => part !== '')
    .join('\n\n');

const checks = [...allChecks().values()].filter((check) => !isRule(check)).sort((a, b) => (a.code < b.code ? -1 : 1));
const sections = Object.entries(stages).flatMap(([digit, title]) => {
  const ofStage = checks.filter(({ code }) => code[3] === digit);
  return ofStage.length === 0 ? [] : [`## ${title}`, ...ofStage.map(entry)];
});
const text = `${[
  '# Codes',
  'What armade reports besides the [rules](rules/README.md), which have pages of their own: made from the checks themselves. A code never changes its meaning and says nothing about severity. Words in braces are filled in.',
  ...sections,
  'Next: `armade explain CODE` prints one of them, [output.md](output.md) says how findings are printed.',
].join('\n\n')}\n`;

if (!process.argv.includes('--check')) writeFileSync(output, text);
else if (!existsSync(output) || readFileSync(output, 'utf8') !== text) {
  console.error('docs/codes.md is stale; run: node scripts/generate-codes.mjs');
  process.exitCode = 1;
}
