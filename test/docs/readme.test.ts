import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { runArmade } from '../cli/fake-io.ts';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const block = (language: string): string => new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(readme)?.[1] ?? '';

describe('README', () => {
  it('shows what validating its spec prints', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'armade-readme-'));
    try {
      writeFileSync(join(folder, 'payments.yaml'), block('yaml'));
      const { stdout, exitCode } = await runArmade(['validate', 'payments.yaml'], { cwd: folder });
      expect(`$ armade validate payments.yaml\n${stdout}`).to.equal(block('console'));
      expect(exitCode).to.equal(1);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
