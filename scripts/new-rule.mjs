// Lays out a new rule: its file, a failing and a passing fixture, its page, and the registry. `npm run new:rule -- NAME --code ADE2199 --on encryption`
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { refreshRegistry, ruleNames } from './generate-registry.mjs';

const root = new URL('../', import.meta.url);
const subjects = /interface Subjects \{(.*?)\n\}/s.exec(readFileSync(new URL('src/rules/rule.ts', root), 'utf8'))[1];
const subjectKinds = [...subjects.matchAll(/^ {2}(\w+):/gm)].map(([, kind]) => kind);

const ruleText = ({ name, code, on }) => `import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';

export default defineRule({
  meta: {
    code: '${code}',
    name: '${name}',
    on: '${on}',
    severity: 'error',
    since: '2026-09',
    summary: 'WRITE: one sentence that states the requirement.',
    // WRITE: azureError, what the portal, the agent or Azure Resource Manager would say, if it is known.
    sources: [sources.windowsScenarios],
    messages: {
      // WRITE: what is wrong with the user's own value, what is allowed, what to do.
      unwritten: 'WRITE {subject}',
    },
  },
  check({ subject, known, report }) {
    // WRITE: ask known() for a fact as late as possible; it records "not checked" where nobody wrote it. Report at the fact that is wrong.
  },
});
`;

const head = `version: 1
name: fixture
subscriptionId: 11111111-1111-1111-1111-111111111111
location: westeurope
resourceGroup: rg-app
supportMatrix: 2026-09

keyVaults:
  disks: { name: kv-app-disks, location: westeurope, enabledForDiskEncryption: true }

scenarios:
  - scenario: enable-existing-vm
    keyVault: disks
    virtualMachines:
      - name: vm-app-01
`;
const failsText = ({ code }) => `${head}        os: { type: Windows } # ${code}\n`;
const passesText = () => `${head}        os: { type: Windows }\n`;

const pageText = () => `<!-- header -->
<!-- /header -->

## Why

WRITE: why Azure refuses this, and what happens to whoever tries.

## Wrong

<!-- wrong -->
<!-- /wrong -->

## Right

<!-- right -->
<!-- /right -->

## What to do

WRITE: the way out, with a command where there is one.
`;

const usage = `npm run new:rule -- NAME --code ADE2xxx --on SUBJECT

NAME     words in lower case with hyphens, such as linux-memory-too-small
--code   a free one of its area: 20 scenario (from 2050 on), 21 machine and OS, 22 disks, 23 vault and keys, 24 region, size and image,
         25 extension settings, 26 scale sets, 27 backup, 28 retirement; docs/rules/README.md lists those that are taken
--on     what the rule is asked about: ${subjectKinds.join(', ')}`;

function problemWith({ name, code, on }) {
  if (name === undefined || code === undefined || on === undefined) return usage;
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(name))
    return `${name} is no name for a rule: use words in lower case with hyphens, such as linux-memory-too-small.`;
  if (!/^ADE2(0[5-9]|[1-8][0-9])[0-9]$/.test(code)) return `${code} is no code for a rule: ADE2050 to ADE2899, by area.\n\n${usage}`;
  if (!subjectKinds.includes(on)) return `Nothing is called ${on}. A rule can be asked about ${subjectKinds.join(', ')}.`;
  if (existsSync(new URL(`src/rules/${name}.ts`, root))) return `src/rules/${name}.ts exists already.`;
  const owner = ruleNames().find((other) => readFileSync(new URL(`src/rules/${other}.ts`, root), 'utf8').includes(`code: '${code}'`));
  return owner === undefined ? undefined : `${code} is the code of ${owner}. Codes are never used twice.`;
}

/** Writes the files; answers with what to do next. */
function layOut(rule) {
  const { name } = rule;
  const files = {
    [`src/rules/${name}.ts`]: ruleText(rule),
    [`test/fixtures/rules/${name}/fails.yaml`]: failsText(rule),
    [`test/fixtures/rules/${name}/passes.yaml`]: passesText(),
    [`docs/rules/${name}.md`]: pageText(),
  };
  mkdirSync(new URL(`test/fixtures/rules/${name}/`, root), { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(new URL(file, root), text);
  refreshRegistry({ check: false });
  const list = Object.keys(files)
    .map((file) => `  ${file}`)
    .join('\n');
  return `${list}\nWrite the two fixtures first (a line that ends with # ${rule.code} is where the finding must stand), then the rule:
  npx mocha test/rules/fixtures.test.ts -g ${rule.code}
  UPDATE_GOLDEN=1 npx mocha test/rules/fixtures.test.ts -g ${rule.code}     writes fails.out: read it
  npm run generate                                                          writes the header of the page and the index`;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  strict: false,
  options: { code: { type: 'string' }, on: { type: 'string' }, help: { type: 'boolean' } },
});
const rule = { name: positionals[0], ...values };
const problem = values.help ? undefined : problemWith(rule);
if (problem !== undefined) {
  console.error(problem);
  process.exitCode = 64;
} else {
  console.log(values.help ? usage : layOut(rule));
}
