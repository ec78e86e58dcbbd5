import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { failure, systemReason } from '../complaint.ts';
import { planFile, type ReadFile } from './plan-writes.ts';
import { readListing } from './read-plan.ts';

/** Reads files below one folder of the output. Throws a {@link Complaint} (3) for one that is there and cannot be read. */
export const folderReader =
  (folder: string, shown: string): ReadFile =>
  (path) => {
    try {
      return readFileSync(join(folder, path));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
      throw failure(`Cannot read ${shown}/${path}: ${systemReason(error) ?? String(error)}.`);
    }
  };

/** A folder of the output that armade wrote. */
export interface OwnedFolder {
  /** Its name in the output folder, which is the name of its spec. */
  folder: string;
  name: string;
}

/** The folders of the output whose plan.json can be read, by name. */
export function ownedFolders(out: string): OwnedFolder[] {
  if (!existsSync(out)) return [];
  const folders = readdirSync(out, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && existsSync(join(out, entry.name, planFile)),
  );
  return folders
    .map((entry) => ({ folder: entry.name, listing: readListing(readFileSync(join(out, entry.name, planFile), 'utf8')) }))
    .flatMap(({ folder, listing }) => (typeof listing === 'string' ? [] : [{ folder, name: listing.name }]))
    .sort((a, b) => (a.folder < b.folder ? -1 : 1));
}
