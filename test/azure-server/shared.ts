import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { JsonObject } from './json.ts';

/** The folder beside the project that holds recordings and published descriptions. */
export const sharedFolder = fileURLToPath(new URL('../../../shared', import.meta.url));

/** Skips the running test, saying so, where a file or folder beside the project is missing. */
export function needShared(test: Mocha.Context, path: string): string {
  const whole = join(sharedFolder, path);
  if (existsSync(whole)) return whole;
  console.log(`skipped: ../shared/${path} is missing`);
  return test.skip();
}

export const readJson = (path: string): JsonObject => JSON.parse(readFileSync(path, 'utf8')) as JsonObject;
export const readLines = (path: string): string[] => readFileSync(path, 'utf8').trim().split('\n');
export const filesOf = (folder: string): string[] =>
  readdirSync(folder)
    .sort()
    .map((name) => join(folder, name));
