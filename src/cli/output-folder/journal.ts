import { copyFileSync, existsSync, linkSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { staysInside } from './content.ts';
import { makeFolders } from './paths.ts';

/** One file that is written or removed. The new text waits in `new/N`, the old file is kept in `old/N`, N being its place in the journal. */
export interface JournalEntry {
  /** Relative to the output folder, with forward slashes. */
  path: string;
  change: 'write' | 'remove';
  /** A file was there before. */
  existed: boolean;
}

/**
 * The names the journal goes through. Before `forward.json` stands, nothing has changed; with it the changes are carried on, with `back.json` they
 * are taken back; with `done.json` only the writing folder has to go.
 */
const journalFiles = { forward: 'forward.json', back: 'back.json', done: 'done.json' } as const;

export type JournalState = 'none' | keyof typeof journalFiles;

export function journalState(folder: string): JournalState {
  for (const state of ['done', 'back', 'forward'] as const) if (existsSync(join(folder, journalFiles[state]))) return state;
  return 'none';
}

export function openJournal(folder: string, entries: readonly JournalEntry[]): void {
  makeFolders(join(folder, 'old'));
  const draft = join(folder, 'draft.json');
  writeFileSync(draft, JSON.stringify(entries));
  renameSync(draft, join(folder, journalFiles.forward));
}

/** The entries, or undefined when what is there is no journal of armade. */
export function readJournal(folder: string, state: 'forward' | 'back'): JournalEntry[] | undefined {
  try {
    const entries = JSON.parse(readFileSync(join(folder, journalFiles[state]), 'utf8')) as JournalEntry[];
    return entries.every((entry) => staysInside(entry.path)) ? entries : undefined;
  } catch {
    return undefined;
  }
}

export const turn = (folder: string, from: 'forward' | 'back', to: 'back' | 'done'): void =>
  renameSync(join(folder, journalFiles[from]), join(folder, journalFiles[to]));

export const stagedFile = (folder: string, index: number): string => join(folder, 'new', String(index));
const keptFile = (folder: string, index: number): string => join(folder, 'old', String(index));

/** Brings every change into place; what an earlier attempt has done already is passed over. */
export function carryOn(out: string, folder: string, entries: readonly JournalEntry[]): void {
  for (const [index, { path, change, existed }] of entries.entries()) {
    const target = join(out, path);
    if (change === 'remove') {
      if (existsSync(target)) renameSync(target, keptFile(folder, index));
    } else if (existsSync(stagedFile(folder, index))) {
      if (existed && !existsSync(keptFile(folder, index))) keep(target, keptFile(folder, index));
      makeFolders(dirname(target));
      renameSync(stagedFile(folder, index), target);
    }
  }
  for (const { path, change } of entries) if (change === 'remove') removeEmptyFolders(out, path);
}

/** A second name for the old file, so that its place is never empty. */
function keep(target: string, kept: string): void {
  if (!existsSync(target)) return;
  try {
    linkSync(target, kept);
  } catch {
    copyFileSync(target, kept);
  }
}

/** Puts every old file back and removes every new one; what an earlier attempt has done already is passed over. */
export function takeBack(out: string, folder: string, entries: readonly JournalEntry[]): void {
  for (const [index, { path, change, existed }] of entries.entries()) {
    const target = join(out, path);
    if (existsSync(keptFile(folder, index))) {
      makeFolders(dirname(target));
      renameSync(keptFile(folder, index), target);
    } else if (change === 'write' && !existed && !existsSync(stagedFile(folder, index))) {
      rmSync(target, { force: true });
    }
    if (change === 'write' && !existed) removeEmptyFolders(out, path);
  }
}

/** Removes the folders above a file that hold nothing, up to the output folder. */
function removeEmptyFolders(out: string, path: string): void {
  for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
    try {
      rmdirSync(join(out, folder));
    } catch {
      return;
    }
  }
}
