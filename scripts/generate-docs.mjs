// Writes into docs/rules what follows from the rules and their fixtures: the header and the examples of each page, between markers, and the index.
// The prose around them is written by hand. `--check` only says whether all is fresh.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { tsImport } from 'tsx/esm/api';

const root = new URL('../', import.meta.url);
const pages = new URL('docs/rules/', root);
const fixtures = new URL('test/fixtures/rules/', root);

const areas = [
  ['20', 'Scenarios and releases'],
  ['21', 'Machines and operating systems'],
  ['22', 'Disks'],
  ['23', 'Key vaults, keys and secrets'],
  ['24', 'Regions, sizes and images'],
  ['25', 'Extension settings'],
  ['26', 'Scale sets'],
  ['27', 'Backup and restore'],
  ['28', 'Retirement'],
];

const subjects = {
  spec: 'the spec',
  virtualMachine: 'a virtual machine',
  scaleSet: 'a scale set',
  machine: 'a virtual machine or scale set',
  encryption: 'what is asked of a machine',
  encryptedMachine: 'a machine that is to be encrypted, or restored so',
  disk: 'a disk',
  diskRequest: 'a disk that the plan imports',
  keyVault: 'a key vault',
  keyEncryptionKey: 'a key encryption key',
  backup: 'a backup',
  restore: 'a restore',
};

const { rules } = await tsImport('./src/rules/index.ts', root.href);

function header({ meta }) {
  const holds =
    meta.until === undefined ? `since ${meta.since}` : meta.since === meta.until ? `${meta.since} only` : `${meta.since} to ${meta.until}`;
  const lines = [
    `# ${meta.name}`,
    '',
    `**${meta.summary}**`,
    '',
    `| code | severity | asked about | support matrix |`,
    `| --- | --- | --- | --- |`,
    `| ${meta.code} | ${meta.severity} | ${subjects[meta.on]} | ${holds} |`,
  ];
  if (meta.azureError !== undefined) lines.push('', 'What Azure or its tools would say:', '', '```text', meta.azureError, '```');
  lines.push('', 'Sources:', '', ...meta.sources.map(({ url, date }) => `- <${url}> (read as of ${date})`));
  return lines;
}

/** The first fixture of a kind, without the lines that every spec begins with. */
function example(name, kind) {
  const text = readFileSync(new URL(`${name}/${kind}.yaml`, fixtures), 'utf8');
  const [head, ...parts] = text.split('\n\n');
  const matrix = head.split('\n').filter((line) => line.startsWith('supportMatrix:') && line.includes('#'));
  return ['```yaml', ...matrix, ...parts.join('\n\n').trimEnd().split('\n'), '```'];
}

function between(text, marker, lines, file) {
  const [open, close] = [`<!-- ${marker} -->`, `<!-- /${marker} -->`];
  const from = text.indexOf(open);
  const to = text.indexOf(close);
  if (from < 0 || to < from) throw new Error(`${file} has no ${open} … ${close}`);
  return `${text.slice(0, from + open.length)}\n\n${lines.join('\n')}\n\n${text.slice(to)}`;
}

function page(rule) {
  const { name } = rule.meta;
  const file = `docs/rules/${name}.md`;
  const at = new URL(`${name}.md`, pages);
  if (!existsSync(at)) throw new Error(`${file} is missing: \`npm run new:rule\` makes one.`);
  const parts = [
    ['header', header(rule)],
    ['wrong', example(name, 'fails')],
    ['right', example(name, 'passes')],
  ];
  return parts.reduce((text, [marker, lines]) => between(text, marker, lines, file), readFileSync(at, 'utf8'));
}

function index() {
  const lines = [
    '# Support rules',
    '',
    'Made by scripts/generate-docs.mjs from the rules; do not edit. `armade explain CODE` prints a page, `armade rules` this list.',
  ];
  for (const [area, title] of areas) {
    const ofArea = rules.filter(({ meta }) => meta.code.startsWith(`ADE${area}`));
    if (ofArea.length === 0) continue;
    lines.push('', `## ${title}`, '', '| code | rule | severity | says |', '| --- | --- | --- | --- |');
    lines.push(...ofArea.map(({ meta }) => `| ${meta.code} | [${meta.name}](${meta.name}.md) | ${meta.severity} | ${meta.summary} |`));
  }
  lines.push('', 'Next: [add a rule](../../ARCHITECTURE.md), or see [all codes](../codes.md).', '');
  return lines.join('\n');
}

/** Writes what is stale, unless it only checks; the names of the files that were stale. */
export function refreshDocs({ check }) {
  const texts = [...rules.map((rule) => [`${rule.meta.name}.md`, page(rule)]), ['README.md', index()]];
  const stale = texts.filter(([file, text]) => !existsSync(new URL(file, pages)) || readFileSync(new URL(file, pages), 'utf8') !== text);
  if (!check) for (const [file, text] of stale) writeFileSync(new URL(file, pages), text);
  const known = new Set(texts.map(([file]) => file));
  const orphans = readdirSync(pages).filter((file) => !known.has(file));
  return { stale: stale.map(([file]) => file), orphans };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const check = process.argv.includes('--check');
  const { stale, orphans } = refreshDocs({ check });
  for (const file of orphans) console.error(`docs/rules/${file} belongs to no rule: delete it.`);
  if (check) for (const file of stale) console.error(`docs/rules/${file} is stale: run \`npm run docs\`.`);
  if (orphans.length > 0 || (check && stale.length > 0)) process.exitCode = 1;
}
