import { existsSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { failure } from '../complaint.ts';
import { carryOn, type JournalEntry, journalState, openJournal, readJournal, stagedFile, takeBack, turn } from './journal.ts';
import { type Holder, holderOf, takeLock, takeOver } from './lock.ts';
import { checkPaths, makeFolders, orComplain, writingFolder } from './paths.ts';

/** How long to wait for another run that writes into the same folder, in milliseconds. */
const patience = 10_000;
const pause = 50;

/** A run that has not said who it is within this time was killed before it could, in milliseconds. */
const shyness = 500;

/** True while a run writes, or when one was stopped while it wrote. */
export const isUnfinished = (out: string): boolean => existsSync(join(out, writingFolder));

/**
 * Finishes or undoes what a killed run left, and says which; undefined when there is nothing. Waits while another run is at work.
 * @param out absolute path of the output folder
 * @param shown the same as messages name it
 */
export async function settle(out: string, shown: string): Promise<'finished' | 'undone' | undefined> {
  const folder = join(out, writingFolder);
  const start = Date.now();
  while (existsSync(folder)) {
    const holder = holderOf(folder);
    const waited = Date.now() - start;
    const isGone = holder.state === 'gone' || (holder.state === 'unknown' && waited > shyness);
    if (isGone && orComplain(shown, () => takeOver(folder))) return orComplain(shown, () => settleOwned(out, folder, shown));
    if (waited > patience) throw failure(stillAtWork(holder, shown));
    await sleep(pause);
  }
  return undefined;
}

function stillAtWork(holder: Holder, shown: string): string {
  const who = holder.state === 'alive' ? ` (process ${holder.process})` : '';
  return `Another run of armade${who} writes into ${shown}. Wait until it ends and try again; if there is none, remove ${shown}/${writingFolder}.`;
}

function settleOwned(out: string, folder: string, shown: string): 'finished' | 'undone' {
  const state = journalState(folder);
  if (state === 'forward' || state === 'back') {
    const entries = readJournal(folder, state);
    if (entries === undefined)
      throw failure(`${shown}/${writingFolder} was not written by armade, or was changed since. Remove it and try again.`);
    checkPaths(
      out,
      entries.map((entry) => entry.path),
      shown,
    );
    if (state === 'forward') carryOn(out, folder, entries);
    else takeBack(out, folder, entries);
    turn(folder, state, 'done');
  }
  rmSync(folder, { recursive: true, force: true });
  return state === 'none' || state === 'back' ? 'undone' : 'finished';
}

/** Collects new files in a temporary folder and brings all of them into place at once, or none. */
export class FolderWrite {
  readonly #out: string;
  readonly #shown: string;
  readonly #folder: string;
  readonly #entries: JournalEntry[] = [];
  /** Folders that did not exist before, outermost first. */
  #created: string[] | undefined;

  /**
   * @param out absolute path of the output folder; made when the first file is written
   * @param shown the same as messages name it
   */
  constructor(out: string, shown: string) {
    this.#out = out;
    this.#shown = shown;
    this.#folder = join(out, writingFolder);
  }

  get isEmpty(): boolean {
    return this.#entries.length === 0;
  }

  /** Keeps a new text for a file; nothing changes yet. */
  async write(path: string, text: string): Promise<void> {
    await this.#open();
    checkPaths(this.#out, [path], this.#shown);
    orComplain(this.#shown, () => writeFileSync(stagedFile(this.#folder, this.#entries.length), text));
    this.#entries.push({ path, change: 'write', existed: existsSync(join(this.#out, path)) });
  }

  /** Marks a file to be removed; nothing changes yet. */
  async remove(path: string): Promise<void> {
    await this.#open();
    checkPaths(this.#out, [path], this.#shown);
    this.#entries.push({ path, change: 'remove', existed: true });
  }

  async #open(): Promise<void> {
    if (this.#created !== undefined) return;
    const made = orComplain(this.#shown, () => makeFolders(this.#out));
    while (!orComplain(this.#shown, () => takeLock(this.#folder))) await settle(this.#out, this.#shown);
    this.#created = made;
    orComplain(this.#shown, () => makeFolders(join(this.#folder, 'new')));
  }

  /** Brings all into place. When the operating system refuses half way, all is taken back. Throws a {@link Complaint} (3). */
  commit(): void {
    if (this.#created === undefined) return;
    try {
      orComplain(this.#shown, () => {
        openJournal(this.#folder, this.#entries);
        carryOn(this.#out, this.#folder, this.#entries);
        turn(this.#folder, 'forward', 'done');
      });
    } catch (error) {
      this.abandon();
      throw error;
    }
    orComplain(this.#shown, () => rmSync(this.#folder, { recursive: true, force: true }));
    this.#created = undefined;
  }

  /** Leaves the output folder as it was. */
  abandon(): void {
    if (this.#created === undefined) return;
    orComplain(this.#shown, () => {
      if (journalState(this.#folder) === 'forward') {
        turn(this.#folder, 'forward', 'back');
        takeBack(this.#out, this.#folder, this.#entries);
        turn(this.#folder, 'back', 'done');
      }
      rmSync(this.#folder, { recursive: true, force: true });
    });
    for (const folder of this.#created.reverse()) {
      try {
        rmdirSync(folder);
      } catch {
        break;
      }
    }
    this.#created = undefined;
  }
}
