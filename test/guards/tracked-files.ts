import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root: string = fileURLToPath(new URL('../..', import.meta.url));

/** Paths of the files that git tracks or would track, relative to the root; deleted ones left out. */
export function trackedFiles(...patterns: string[]): string[] {
  const list = (...flags: string[]) =>
    execFileSync('git', ['ls-files', '-z', ...flags, '--', ...patterns], { cwd: root, encoding: 'utf8', maxBuffer: 1e8 })
      .split('\0')
      .filter((path) => path !== '');
  const deleted = new Set(list('--deleted'));
  return list('--cached', '--others', '--exclude-standard').filter((path) => !deleted.has(path));
}

export const readTracked = (path: string): string => readFileSync(root + path, 'utf8');
