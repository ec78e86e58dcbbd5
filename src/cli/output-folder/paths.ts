import { existsSync, lstatSync, mkdirSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { failure, systemReason } from '../complaint.ts';

/** Where armade keeps what it is about to write, inside the output folder, so that a rename moves it into place. */
export const writingFolder = '.armade-writing';

/** Runs a step of writing; what the operating system refuses ends the run with exit code 3 and a sentence. */
export function orComplain<T>(shown: string, step: () => T): T {
  try {
    return step();
  } catch (error) {
    const reason = systemReason(error);
    if (reason === undefined) throw error;
    throw failure(`Cannot write to ${shown}: ${reason}.`);
  }
}

/** Throws a {@link Complaint} (3) when the output folder cannot be one. */
export function checkOutputFolder(out: string, shown: string): void {
  const found = orComplain(shown, () => statSync(out, { throwIfNoEntry: false }));
  if (found !== undefined && !found.isDirectory()) throw failure(`Cannot write to ${shown}: it is a file. Give another folder with --out.`);
}

/**
 * Throws a {@link Complaint} (3) when a link below the output folder leads out of it, or when a file stands where a folder is needed.
 * @param paths relative to the output folder, with forward slashes
 */
export function checkPaths(out: string, paths: readonly string[], shown: string): void {
  orComplain(shown, () => lookAtPaths(out, paths, shown));
}

function lookAtPaths(out: string, paths: readonly string[], shown: string): void {
  const seen = new Set<string>();
  for (const path of paths) {
    const segments = path.split('/');
    for (let depth = 1; depth < segments.length; depth++) {
      const folder = segments.slice(0, depth).join('/');
      if (!seen.has(folder)) lookAtFolder(out, folder, shown);
      seen.add(folder);
    }
    const leaf = lstatSync(join(out, path), { throwIfNoEntry: false });
    if (leaf?.isSymbolicLink())
      throw failure(`${shown}/${path} is a link, and armade writes through none. Replace it by a file, or remove it.`);
    if (leaf?.isDirectory()) throw failure(`Cannot write ${shown}/${path}: a folder of that name is there.`);
  }
}

function lookAtFolder(out: string, folder: string, shown: string): void {
  const found = lstatSync(join(out, folder), { throwIfNoEntry: false });
  if (found === undefined || found.isDirectory()) return;
  if (!found.isSymbolicLink()) throw failure(`Cannot write into ${shown}/${folder}: it is a file.`);
  if (!leadsInside(out, folder))
    throw failure(`${shown}/${folder} is a link that leads out of ${shown}; armade writes nothing through it.`);
}

function leadsInside(out: string, folder: string): boolean {
  try {
    return realpathSync(join(out, folder)).startsWith(`${realpathSync(out)}${sep}`);
  } catch {
    return false;
  }
}

/**
 * Makes a folder and those above it that are missing, and answers with the ones it made, outermost first. Not by `recursive`, which never ends in
 * Node 20 on a file system that refuses new folders as missing, such as /proc.
 */
export function makeFolders(path: string): string[] {
  const missing: string[] = [];
  for (let at = path; !existsSync(at); at = dirname(at)) missing.unshift(at);
  for (const folder of missing) mkdirSync(folder);
  return missing;
}
