import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** Who writes into an output folder: the owner with the highest number, so that a run that takes over leaves no moment without one. */
interface Owner {
  process: number;
  host: string;
}

const ownerFile = (number: number): string => `owner-${number}.json`;

/** Creates the writing folder for this process. False when another run has it. */
export function takeLock(folder: string): boolean {
  try {
    mkdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
  return claim(folder, 1);
}

/** Takes over the writing folder of a run that is gone. False when another run was faster. */
export const takeOver = (folder: string): boolean => claim(folder, lastOwner(folder) + 1);

function claim(folder: string, number: number): boolean {
  const owner: Owner = { process: process.pid, host: hostname() };
  try {
    writeFileSync(join(folder, ownerFile(number)), JSON.stringify(owner), { flag: 'wx' });
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' || code === 'ENOENT') return false;
    throw error;
  }
}

/** 0 when nobody is or the folder is gone meanwhile. */
function lastOwner(folder: string): number {
  if (!existsSync(folder)) return 0;
  const numbers = readdirSync(folder).map((name) => Number(/^owner-([0-9]{1,9})\.json$/.exec(name)?.[1] ?? 0));
  return Math.max(0, ...numbers);
}

/** Who has the writing folder: a process that is at work, one that is gone, or none that has said so yet. */
export type Holder = { state: 'alive'; process: number } | { state: 'gone' | 'unknown' };

export function holderOf(folder: string): Holder {
  let owner: Owner;
  try {
    owner = JSON.parse(readFileSync(join(folder, ownerFile(lastOwner(folder))), 'utf8')) as Owner;
  } catch {
    return { state: 'unknown' };
  }
  // A process of another machine or container cannot be asked; two of them do not share an output folder at a time.
  const isAtWork = owner.host === hostname() && owner.process !== process.pid && isAlive(owner.process);
  return isAtWork ? { state: 'alive', process: owner.process } : { state: 'gone' };
}

function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
