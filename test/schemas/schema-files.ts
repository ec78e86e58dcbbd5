import { readdirSync, readFileSync } from 'node:fs';
import type { Json } from './everything.ts';

const folder = new URL('../../src/schemas/', import.meta.url);

const filesBelow = (at: URL): URL[] =>
  readdirSync(at, { withFileTypes: true }).flatMap((entry) => {
    const url = new URL(`${entry.name}${entry.isDirectory() ? '/' : ''}`, at);
    return entry.isDirectory() ? filesBelow(url) : entry.name.endsWith('.schema.json') ? [url] : [];
  });

/** Every schema by its path below src/schemas, without the ending. */
export const schemaFiles: ReadonlyMap<string, Json> = new Map(
  filesBelow(folder).map((file) => [
    file.href.slice(folder.href.length).replace('.schema.json', ''),
    JSON.parse(readFileSync(file, 'utf8')),
  ]),
);
