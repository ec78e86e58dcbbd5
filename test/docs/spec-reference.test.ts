import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { allKeys, specFiles, usedKeys } from '../../scripts/spec-usage.mjs';
import { generate, loadSpec } from '../../src/index.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (file: string) => ({ name: file, text: readFileSync(join(root, file)) });

describe('reference of the spec', () => {
  it('has an example of every key', () => {
    const used = usedKeys();
    expect([...allKeys()].filter((key: string) => !used.has(key))).to.deep.equal([]);
  });

  for (const file of specFiles as string[]) {
    it(`${file} generates`, () => {
      const text = readFileSync(join(root, file), 'utf8');
      const facts = [...text.matchAll(/^facts: \[(.*)\]$/gm)]
        .flatMap(([, names]) => (names as string).split(', '))
        .map((name) => read(join(dirname(file), name)));
      const { diagnostics, files } = generate(loadSpec(read(file), facts), { today: '2026-11-25' });
      expect(
        diagnostics
          .filter(({ severity, suppression }) => severity !== 'note' && suppression === undefined)
          .map(({ code, message }) => `${code} ${message}`),
      ).to.deep.equal([]);
      expect(files?.size).to.be.greaterThan(2);
    });
  }
});
