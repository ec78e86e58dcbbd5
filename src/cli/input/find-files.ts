import { lstatSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Io } from '../io.ts';
import { absolute, displayName, type InputFile, stdinName } from './read-files.ts';

const folderPattern = '**/*.{yaml,yml,json}';
const never = ['**/node_modules/**', '**/.git/**'];

export interface FoundFiles {
  files: InputFile[];
  /** What could not be found, a sentence each: the rest is worth reading all the same. */
  complaints: string[];
}

/** Resolves files, folders, patterns and `-` into files, each once, in the order of the arguments and by name within one. */
export async function findFiles(words: readonly string[], io: Io): Promise<FoundFiles> {
  const files = new Map<string, InputFile>();
  const complaints: string[] = [];
  for (const word of words) {
    const found = await findOne(word, io);
    if (typeof found === 'string') complaints.push(found);
    else for (const file of found) if (!files.has(file.path ?? '-')) files.set(file.path ?? '-', file);
  }
  return { files: [...files.values()], complaints };
}

async function findOne(word: string, io: Io): Promise<InputFile[] | string> {
  if (word === '-') return [{ name: stdinName, named: true }];
  const path = absolute(io, word);
  const kind = kindOf(path);
  if (kind === 'folder') return inFolder(path, io);
  if (kind === 'file') return [{ name: displayName(io.cwd, path), path, named: true }];
  if (/[*?[{(]/.test(word)) {
    const matches = await glob([word.replaceAll('\\', '/')], io.cwd, io);
    return matches.length > 0 ? matches : `No file matches ${word}.`;
  }
  return `Cannot open ${word}: ${kind === 'broken' ? 'the link leads nowhere' : 'no such file or folder'}.`;
}

/** What stands at a path; what cannot be looked at counts as a file, and opening it says why. */
function kindOf(path: string): 'file' | 'folder' | 'broken' | 'nothing' {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found !== undefined) return found.isDirectory() ? 'folder' : 'file';
  return lstatSync(path, { throwIfNoEntry: false }) === undefined ? 'nothing' : 'broken';
}

async function inFolder(path: string, io: Io): Promise<InputFile[] | string> {
  const matches = await glob([folderPattern], path, io);
  return matches.length > 0 ? matches : `${displayName(io.cwd, path)} holds no .yaml, .yml or .json file.`;
}

async function glob(patterns: string[], cwd: string, io: Io): Promise<InputFile[]> {
  const { glob: find } = await import('tinyglobby');
  const names = await find(patterns, { cwd, ignore: never, followSymbolicLinks: false, expandDirectories: false });
  return names
    .map((name) => join(cwd, name))
    .sort()
    .map((path) => ({ name: displayName(io.cwd, path), path, named: false }));
}
