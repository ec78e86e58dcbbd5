// Makes what the repository holds and a script can make: types, registry, docs, then generated/. With --check it only compares.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const check = process.argv.includes('--check') ? ['--check'] : [];
const namesIn = (folder, pattern) => readdirSync(`${root}${folder}`).filter((name) => pattern.test(name));

const makers = [
  ...namesIn('scripts', /^generate-.*\.mjs$/).map((name) => [`scripts/${name}`]),
  ['bin/armade.cjs', 'generate', ...namesIn('examples', /\.yaml$/).map((name) => `examples/${name}`), '--out', 'generated'],
];
for (const maker of makers) {
  const { status } = spawnSync(process.execPath, [...maker, ...check], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
