import { existsSync, readFileSync } from 'node:fs';

// biome-ignore lint/suspicious/noExplicitAny: tests look deep into values that others made.
export type AnyJson = any;

const folder = new URL('../../shared/', import.meta.url);

/** The place of material that lies beside the project; a test that needs it is skipped, saying so, where it is missing. */
export function shared(test: Mocha.Context, path: string): URL {
  const url = new URL(path, folder);
  if (!existsSync(url)) {
    console.log(`      skipped: ../shared/${path} is not here`);
    test.skip();
  }
  return url;
}

export const sharedText = (test: Mocha.Context, path: string): string => readFileSync(shared(test, path), 'utf8');

export const sharedJson = (test: Mocha.Context, path: string): AnyJson => JSON.parse(sharedText(test, path));

/** One JSON value a line. */
export const sharedLines = (test: Mocha.Context, path: string): AnyJson[] =>
  sharedText(test, path)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
