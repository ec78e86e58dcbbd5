import { type ExitCode, exitCodes } from './io.ts';

/** Ends a run with one sentence on stderr; for what is wrong with the call or the machine, never for what is wrong in a file's content. */
export class Complaint extends Error {
  readonly exitCode: ExitCode;

  constructor(message: string, exitCode: ExitCode) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** Wrong flags, or a file that cannot be opened. */
export const wrongUse = (message: string): Complaint => new Complaint(message, exitCodes.usage);

/** A file that cannot be opened. */
export class CannotOpen extends Complaint {
  /** Why, in words. */
  readonly reason: string;

  constructor(name: string, reason: string) {
    super(`Cannot open ${name}: ${reason}.`, exitCodes.usage);
    this.reason = reason;
  }
}

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
