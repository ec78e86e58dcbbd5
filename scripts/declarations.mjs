// The type declarations of the public API, and no others.
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, posix } from 'node:path';
import { promisify } from 'node:util';

const specifier = /(from |import\()'(\.[^']+)\.ts'/g;

/** Makes dist/types from what tsc says of src/index.ts: the files that can be reached from it, with imports that end in `.js`. */
export async function writeDeclarations(root) {
  const tsc = `${root}node_modules/typescript/bin/tsc`;
  await promisify(execFile)(process.execPath, [tsc, '--project', 'tsconfig.build.json'], { cwd: root });
  rmSync(`${root}dist/types`, { recursive: true, force: true });
  const reached = new Set(['index']);
  for (const path of reached) {
    const text = readFileSync(`${root}build/types/${path}.d.ts`, 'utf8');
    for (const [, , target] of text.matchAll(specifier)) reached.add(posix.join(posix.dirname(path), target));
    mkdirSync(dirname(`${root}dist/types/${path}`), { recursive: true });
    writeFileSync(`${root}dist/types/${path}.d.ts`, text.replace(specifier, "$1'$2.js'"));
  }
}
