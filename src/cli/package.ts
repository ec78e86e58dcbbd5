import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

interface Manifest {
  name: string;
  version: string;
}

let folder: string | undefined;

/** The folder of the package, whether armade runs from its sources or from the bundle. */
export function packageFolder(): string {
  if (folder === undefined) {
    let at = dirname(fileURLToPath(import.meta.url));
    while (!existsSync(join(at, 'package.json'))) at = dirname(at);
    folder = at;
  }
  return folder;
}

let version: string | undefined;

export function toolVersion(): string {
  version ??= (JSON.parse(readFileSync(join(packageFolder(), 'package.json'), 'utf8')) as Manifest).version;
  return version;
}
