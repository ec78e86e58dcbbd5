import { close, fstat, open, read } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import { cannotOpen, systemReason } from '../complaint.ts';
import type { Io } from '../io.ts';

/** A file as it was asked for. */
export interface InputFile {
  /** As findings name it: relative to the current folder where it lies below, with forward slashes. */
  name: string;
  /** Absolute path; undefined for the standard input. */
  path?: string;
  /** Somebody named it, rather than a folder or a pattern that holds it. */
  named: boolean;
}

export const stdinName = '<stdin>';

/** How findings call the file at this absolute path. */
export function displayName(cwd: string, path: string): string {
  const below = relative(cwd, path);
  const shown = below === '' || below.startsWith('..') || isAbsolute(below) ? path : below;
  return shown.split(sep).join('/');
}

/** Longest file that is read to its end, in bytes; readers refuse what is longer, and need not see all of it. */
const readAtMost = 64 * 1024 * 1024;

/** First buffer for what has no length, in bytes. */
const smallest = 64 * 1024;

const openFile = promisify(open);
const statFile = promisify(fstat);
const closeFile = promisify(close);
const readChunk = promisify(read);

/** The bytes of a file or of the standard input. Throws a {@link Complaint} (64) where it cannot be opened. */
export async function readInput(file: InputFile, io: Io): Promise<Uint8Array> {
  if (file.path === undefined) return await io.readStdin();
  try {
    return await readBounded(file.path);
  } catch (error) {
    const reason = systemReason(error);
    if (reason === undefined) throw error;
    throw cannotOpen(file.name, reason);
  }
}

/** Devices and pipes have no length and may have no end, so every file is read in chunks up to the bound. */
async function readBounded(path: string): Promise<Uint8Array> {
  const descriptor = await openFile(path, 'r');
  try {
    const { size } = await statFile(descriptor);
    let buffer = Buffer.allocUnsafe(Math.max(Math.min(size, readAtMost) + 1, smallest));
    let length = 0;
    for (;;) {
      const { bytesRead } = await readChunk(descriptor, buffer, length, buffer.length - length, null);
      length += bytesRead;
      if (bytesRead === 0 || length > readAtMost) return buffer.subarray(0, length);
      if (length === buffer.length) buffer = Buffer.concat([buffer, Buffer.allocUnsafe(buffer.length)]);
    }
  } finally {
    await closeFile(descriptor);
  }
}

export const absolute = (io: Io, path: string): string => resolve(io.cwd, path);
