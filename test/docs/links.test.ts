import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';

const root = fileURLToPath(new URL('../../', import.meta.url));
const tracked = execFileSync('git', ['ls-files', '*.md'], { cwd: root, encoding: 'utf8' }).split('\n').filter(Boolean);
/** Pages that armade writes for a spec are read where they lie, and link to nothing. */
const pages = tracked.filter((file) => !file.startsWith('generated/') && !file.startsWith('test/'));

describe('links of the documentation', () => {
  for (const page of pages) {
    it(`${page} leads to what is there`, () => {
      const text = readFileSync(join(root, page), 'utf8').replace(/```[\s\S]*?```/g, '');
      const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)]
        .map(([, link]) => link as string)
        .filter((link) => !/^(https?:|#|mailto:)/.test(link));
      const broken = links.filter((link) => !existsSync(join(root, dirname(page), link.replace(/#.*$/, ''))));
      expect(broken).to.deep.equal([]);
    });
  }
});
