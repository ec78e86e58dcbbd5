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

function problemWith({ name, code, on }) {
  if (name === undefined || code === undefined || on === undefined) return 'usage: npm run new:rule -- NAME --code ADE2xxx --on SUBJECT';
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(name))
    return `${name} is no name for a rule: use words in lower case with hyphens, such as linux-memory-too-small.`;
  if (!/^ADE2[0-8][0-9]{2}$/.test(code)) return `${code} is no code for a rule: ADE20xx to ADE28xx, by area (docs/rules/README.md).`;
  if (!subjectKinds.includes(on)) return `Nothing is called ${on}. A rule can be asked about ${subjectKinds.join(', ')}.`;
  if (existsSync(new URL(`src/rules/${name}.ts`, root))) return `src/rules/${name}.ts exists already.`;
  const owner = ruleNames().find((other) => readFileSync(new URL(`src/rules/${other}.ts`, root), 'utf8').includes(`code: '${code}'`));
  return owner === undefined ? undefined : `${code} is the code of ${owner}. Codes are never used twice.`;
}

const { values, positionals } = parseArgs({ allowPositionals: true, options: { code: { type: 'string' }, on: { type: 'string' } } });
const rule = { name: positionals[0], ...values };
const problem = problemWith(rule);
if (problem !== undefined) {
  console.error(problem);
  process.exitCode = 64;
} else {
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
  console.log(`${list}\nWrite the two fixtures first (a line that ends with # ${rule.code} is where the finding must stand), then the rule:
  npx mocha test/rules/fixtures.test.ts -g ${rule.code}
  UPDATE_GOLDEN=1 npx mocha test/rules/fixtures.test.ts -g ${rule.code}     writes fails.out: read it
  npm run generate                                                          writes the header of the page and the index`);
}
