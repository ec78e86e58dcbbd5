import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

describe('spec-types.generated.ts', () => {
  it('is what scripts/generate-types.mjs makes of the schema', () => {
    execFileSync(process.execPath, [fileURLToPath(new URL('../../scripts/generate-types.mjs', import.meta.url)), '--check'], {
      stdio: 'pipe',
    });
  });
});
