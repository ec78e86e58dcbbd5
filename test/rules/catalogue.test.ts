import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { rules } from '../../src/rules/index.ts';

const root = new URL('../../', import.meta.url);
const script = (name: string) => import(new URL(`scripts/${name}.mjs`, root).href);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');

describe('the catalogue of rules', () => {
  it('is the registry that the files make', async () => {
    const { refreshRegistry, ruleNames } = await script('generate-registry');
    expect(refreshRegistry({ check: true }), 'fresh; otherwise `npm run generate`').to.equal(true);
    expect(rules.map(({ meta }) => meta.name)).to.deep.equal(ruleNames());
  });

  it('holds every rule file: a file beside the contract, the runner and the registry is a rule', () => {
    const others = ['index.ts', 'rule.ts', 'run.ts'];
    const files = readdirSync(new URL('src/rules/', root)).filter((file) => file.endsWith('.ts') && !others.includes(file));
    expect(files.sort()).to.deep.equal(rules.map(({ meta }) => `${meta.name}.ts`).sort());
  });

  it('uses each code once, in its area', () => {
    const codes = rules.map(({ meta }) => meta.code);
    expect(new Set(codes).size).to.equal(codes.length);
    // ADE2001 to ADE2049 belong to reading the spec and completing the facts.
    expect(codes.filter((code) => !/^ADE2(0[5-9]|[1-8][0-9])[0-9]$/.test(code))).to.deep.equal([]);
  });

  it('has docs that are fresh, and no page without a rule', async () => {
    const { refreshDocs } = await script('generate-docs');
    const { stale, orphans } = refreshDocs({ check: true });
    expect(stale, '`npm run generate`').to.deep.equal([]);
    expect(orphans).to.deep.equal([]);
  });

  it('has no fixture folder without a rule', () => {
    const folders = readdirSync(new URL('test/fixtures/rules/', root));
    expect(folders.sort()).to.deep.equal(rules.map(({ meta }) => meta.name).sort());
  });

  it('has no expected output without its fixture', () => {
    const folder = new URL('test/fixtures/rules/', root);
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    const outputs = files.filter((file) => file.endsWith('.out'));
    expect(outputs.filter((file) => !files.includes(file.replace(/out$/, 'yaml')))).to.deep.equal([]);
  });
});

for (const { meta } of rules) {
  describe(`${meta.code} ${meta.name}`, () => {
    it('states a requirement in one sentence', () => {
      expect(meta.summary).to.match(/^[A-Za-z][^"]*\.$/);
      expect(meta.summary).not.to.contain('WRITE');
    });

    it('names its sources with dates', () => {
      expect(meta.sources ?? []).not.to.have.length(0);
      for (const { url, date } of meta.sources ?? []) {
        expect(url).to.match(/^https:\/\/(learn\.microsoft\.com|github\.com|docs\.azure\.cn|refspecs\.linuxfoundation\.org)\//);
        expect(new Date(`${date}T00:00:00Z`).toISOString().slice(0, 10)).to.equal(date);
      }
    });

    it('has messages in sentences, with the value that is wrong', () => {
      for (const message of Object.values(meta.messages)) {
        expect(message).to.match(/\.\)?$/);
        expect(message).to.match(/\{\w+\}/);
        expect(message).not.to.match(/WRITE|\{\}/);
      }
    });

    it('holds under at least one support matrix', () => {
      expect(['2018-12', '2026-09']).to.include(meta.since);
      if (meta.until !== undefined) expect(meta.since <= meta.until).to.equal(true);
    });

    it('has a page that says why and what to do', () => {
      const path = `docs/rules/${meta.name}.md`;
      expect(existsSync(new URL(path, root))).to.equal(true);
      const page = read(path);
      for (const heading of ['Why', 'What to do']) {
        const prose = page.split(`## ${heading}\n`)[1]?.split('\n## ')[0]?.trim() ?? '';
        expect(prose.length, heading).to.be.greaterThan(20);
        expect(prose).not.to.contain('WRITE');
      }
    });

    it('knows no other rule, and nothing of files, clocks and processes', () => {
      const text = read(`src/rules/${meta.name}.ts`);
      const imports = [...text.matchAll(/from '([^']+)'/g)].map(([, from]) => from);
      const allowed = /^(\.\.\/(model|support)\/index\.ts|\.\/rule\.ts|\.\/terms\/[a-z-]+\.ts)$/;
      expect(imports.filter((from) => !allowed.test(String(from)))).to.deep.equal([]);
      expect(text).not.to.match(/\b(Date|process|console|fetch)\b[.(]/);
    });
  });
}
