import { expect } from 'chai';
import { schemaChecks } from '../../src/schemas/checks.ts';

describe('checks of ARM JSON', () => {
  it('have codes of their own between ADE4001 and ADE4099, in order', () => {
    const codes = schemaChecks.map(({ code }) => code);
    expect(codes).to.deep.equal([...new Set(codes)].sort());
    for (const code of codes) expect(code).to.match(/^ADE40\d\d$/);
  });

  it('have names of their own in kebab-case', () => {
    const names = schemaChecks.map(({ name }) => name);
    expect(new Set(names)).to.have.length(names.length);
    for (const name of names) expect(name).to.match(/^[a-z]+(-[a-z]+)+$/);
  });

  it('speak in sentences that say what to do', () => {
    for (const { code, summary, messages } of schemaChecks) {
      expect(summary, code).to.match(/^[A-Z].*\.$/);
      for (const [id, message] of Object.entries(messages)) {
        expect(message, `${code} ${id}`).to.match(/^(armade |[A-Z"{]).*\.$/);
        expect(message, `${code} ${id}`).not.to.match(/\b(don't|please|invalid)\b/i);
      }
    }
  });

  it('cite pages with dates', () => {
    for (const { code, sources = [] } of schemaChecks) {
      for (const { url, date } of sources) {
        expect(url, code).to.match(/^https:\/\/(learn\.microsoft|github)\.com\//);
        expect(date, code).to.match(/^20\d\d-\d\d-\d\d$/);
      }
    }
  });
});
