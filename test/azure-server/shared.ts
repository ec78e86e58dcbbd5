import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { shared } from '../shared.ts';
import type { JsonObject } from './json.ts';

/** The folder beside the project that holds recordings and published descriptions. */
export const sharedFolder = fileURLToPath(new URL('../../../shared', import.meta.url));

/** The path of a file or folder beside the project; skips the running test where it is missing. */
export const needShared = (test: Mocha.Context, path: string): string => fileURLToPath(shared(test, path));

export const readJson = (path: string): JsonObject => JSON.parse(readFileSync(path, 'utf8')) as JsonObject;
export const readLines = (path: string): string[] => readFileSync(path, 'utf8').trim().split('\n');
