import { type ExitCode, exitCodes } from './io.ts';

/** Ends a run with one sentence on stderr; for what is wrong with the call or the machine, never for what is wrong in a file's content. */
export class Complaint extends Error {
  override readonly name = 'Complaint';
  readonly exitCode: ExitCode;
  /** Why a file cannot be opened, where that is the complaint. */
  readonly cannotOpen: string | undefined;

  constructor(message: string, exitCode: ExitCode, cannotOpen?: string) {
    super(message);
    this.exitCode = exitCode;
    this.cannotOpen = cannotOpen;
  }
}

/** By name: a loader of TypeScript may load this file twice, for import and for require. */
export const isComplaint = (error: unknown): error is Complaint => error instanceof Error && error.name === 'Complaint';

/** Wrong flags, or a file that cannot be opened. */
export const wrongUse = (message: string): Complaint => new Complaint(message, exitCodes.usage);

/** A file that cannot be opened, and why, in words. */
export const cannotOpen = (name: string, reason: string): Complaint =>
  new Complaint(`Cannot open ${name}: ${reason}.`, exitCodes.usage, reason);

/** Output cannot be written. */
export const failure = (message: string): Complaint => new Complaint(message, exitCodes.failure);

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EBUSY: 'it is in use',
  EEXIST: 'it exists already',
  EISDIR: 'it is a folder',
  ELOOP: 'too many symbolic links',
  EMFILE: 'too many open files',
  ENAMETOOLONG: 'the name is too long',
  ENOENT: 'no such file or folder',
  ENOSPC: 'no space left on the disk',
  ENOTDIR: 'a part of its path is a file',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
};

/** Why the operating system refused, in words; undefined for an error that does not come from it. */
export function systemReason(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code !== 'string' || !/^E[A-Z0-9]+$/.test(code)) return undefined;
  return reasons[code] ?? code;
}
