import { existsSync } from 'node:fs';
import { expect } from 'chai';
import { allChecks } from '../../src/cli/checks.ts';
import { rules } from '../../src/rules/index.ts';
import { readTracked, root, trackedFiles } from './tracked-files.ts';

// Making the map throws where two checks share a code.
const checks = [...allChecks().values()];
const ruleCodes = new Set(rules.map(({ meta }) => meta.code));

const among = (wrong: (check: (typeof checks)[number]) => boolean): string[] =>
  checks.filter(wrong).map(({ code, name }) => `${code} ${name}`);

describe('checks', () => {
  it('have a code of ADE and four digits, and a name of their own in kebab-case', () => {
    expect(among(({ code, name }) => !/^ADE[0-5][0-9]{3}$/.test(code) || !/^[a-z0-9]+(-[a-z0-9]+)+$/.test(name))).to.deep.equal([]);
    const names = checks.map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).to.deep.equal([]);
  });

  it('are rules where their code begins with ADE2, apart from those that reading reports', () => {
    expect(among(({ code }) => ruleCodes.has(code) && !code.startsWith('ADE2'))).to.deep.equal([]);
    expect(among(({ code }) => !ruleCodes.has(code) && code.startsWith('ADE2') && !code.startsWith('ADE20'))).to.deep.equal([]);
  });

  it('state their requirement in one sentence', () => {
    expect(
      among(({ summary }) => !/^([A-Z`]|[a-z]+[A-Z]).*\.$/.test(summary) || /\b(don't|can't|isn't|doesn't)\b/.test(summary)),
    ).to.deep.equal([]);
  });

  it('speak in sentences, with names for what they fill in', () => {
    const wrong = checks.flatMap(({ code, messages }) =>
      Object.entries(messages)
        .filter(([, message]) => !/[.?)}]$/.test(message) || /\{\s*\}|\{[^}]*$/.test(message) || /\s{2}/.test(message))
        .map(([id]) => `${code} ${id}`),
    );
    expect(wrong).to.deep.equal([]);
  });

  it('date what they cite', () => {
    const wrong = checks.flatMap(({ code, sources = [] }) =>
      sources
        .filter(({ url, date }) => !/^https:\/\/\S+$/.test(url) || !/^20[0-9]{2}-[01][0-9]-[0-3][0-9]$/.test(date))
        .map(({ url }) => `${code} ${url}`),
    );
    expect(wrong).to.deep.equal([]);
    expect(rules.filter(({ meta }) => (meta.sources ?? []).length === 0).map(({ meta }) => meta.code)).to.deep.equal([]);
  });

  it('are documented: a page for each rule, an entry for every other code', () => {
    const codes = existsSync(`${root}docs/codes.md`) ? readTracked('docs/codes.md') : '';
    const missing = checks.filter(({ code, name }) =>
      ruleCodes.has(code) ? !existsSync(`${root}docs/rules/${name}.md`) : !new RegExp(`^#+ .*\\b${code}\\b`, 'm').test(codes),
    );
    expect(missing.map(({ code, name }) => `${code} ${name}`)).to.deep.equal([]);
  });

  it('are tested: every rule has a fixture that fails and one that passes', () => {
    const fixtures = trackedFiles('test/fixtures/rules/*');
    const without = rules.filter(({ meta }) => fixtures.filter((path) => path.startsWith(`test/fixtures/rules/${meta.name}/`)).length < 2);
    expect(without.map(({ meta }) => meta.name)).to.deep.equal([]);
  });
});
