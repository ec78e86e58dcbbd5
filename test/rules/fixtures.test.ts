import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { rules } from '../../src/rules/index.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { type CheckedSpec, checkSpec } from './check-spec.ts';

const folder = fileURLToPath(new URL('../fixtures/rules/', import.meta.url));
const update = process.env.UPDATE_GOLDEN === '1';
if (update && process.env.CI) throw new Error('UPDATE_GOLDEN is refused in CI: a golden file is read by a person before it is committed.');

/** What is said of nearly every machine, VHD or spec: no snapshot before, Linux VHDs are disputed, and the end of Azure Disk Encryption. */
const general = new Set(['ADE2051', 'ADE2217', 'ADE2801']);

interface Fixture {
  path: string;
  text: string;
  checked: CheckedSpec;
}

for (const rule of rules) {
  const { code, name } = rule.meta;
  describe(`${code} ${name}`, () => {
    for (const path of fixturePaths(name, 'fails')) {
      it(`reports ${basename(path)} at the lines that say so`, () => {
        const { text, checked } = readFixture(path, rule);
        expect(checked.diagnostics.map(({ range }) => range.start.line)).to.deep.equal(expectedLines(text, code));
        expectGolden(path.replace(/yaml$/, 'out'), printed(checked));
      });
    }
    for (const path of fixturePaths(name, 'passes')) {
      it(`checks ${basename(path)} and has nothing to say`, () => {
        const { checked } = readFixture(path, rule);
        expect(printed(checked)).to.equal('');
        expect(checked.unchecked, 'not checked').to.deep.equal([]);
      });
    }
    it('speaks alone: no other rule reports the same cause', () => {
      for (const path of fixturePaths(name, 'fails')) {
        const { diagnostics } = checkSpec(path, readFileSync(path, 'utf8'), rules);
        const others = diagnostics.filter((other) => other.code !== code && !general.has(other.code));
        expect(others.map((other) => `${other.code} ${other.message}`)).to.deep.equal([]);
      }
    });
    it('has fixtures that show every message and fail', () => {
      const failing = fixturePaths(name, 'fails').map((path) => readFixture(path, rule));
      expect(fixturePaths(name, 'passes')).not.to.deep.equal([]);
      const seen = failing.flatMap(({ checked }) => checked.findings.map(({ messageId }) => messageId));
      expect([...new Set(seen)].sort()).to.deep.equal(Object.keys(rule.meta.messages).sort());
    });
  });
}

function fixturePaths(name: string, kind: 'fails' | 'passes'): string[] {
  const at = `${folder}${name}`;
  if (!existsSync(at)) return [];
  const files = readdirSync(at).filter((file) => file.startsWith(kind) && file.endsWith('.yaml'));
  return files.sort().map((file) => `${at}/${file}`);
}

function readFixture(path: string, rule: Rule): Fixture {
  const text = readFileSync(path, 'utf8');
  const checked = checkSpec(path, text, [rule]);
  expect(checked.before, `${path} has faults of its own`).to.deep.equal([]);
  return { path, text, checked };
}

/** Lines that end with the code in a comment: written by hand, so that they are not what the program makes of them. */
const expectedLines = (text: string, code: string): number[] =>
  text.split('\n').flatMap((line, index) => (line.endsWith(`# ${code}`) ? [index + 1] : []));

const printed = ({ diagnostics }: CheckedSpec): string =>
  diagnostics
    .map(({ range, severity, code, message }) => `${range.start.line}:${range.start.column} ${severity} ${code} ${message}\n`)
    .join('');

function expectGolden(path: string, text: string): void {
  if (update) writeFileSync(path, text);
  const hint = `Read the difference; if it is meant: UPDATE_GOLDEN=1 npx mocha ${fileURLToPath(import.meta.url)
    .split('/')
    .slice(-3)
    .join('/')}`;
  expect(text, hint).to.equal(existsSync(path) ? readFileSync(path, 'utf8') : '');
}
