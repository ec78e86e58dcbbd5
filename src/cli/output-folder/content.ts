import { createHash } from 'node:crypto';

const carriageReturn = 0x0d;

/** The bytes without carriage returns, which git may add on the way to a disk and back. */
export function withoutCarriageReturns(bytes: Uint8Array): Uint8Array {
  return bytes.includes(carriageReturn) ? bytes.filter((byte) => byte !== carriageReturn) : bytes;
}

/** SHA-256 as plan.json lists it. */
export const contentHash = (bytes: Uint8Array): string => createHash('sha256').update(withoutCarriageReturns(bytes)).digest('hex');

export const sameContent = (bytes: Uint8Array, text: string): boolean =>
  Buffer.compare(withoutCarriageReturns(bytes), Buffer.from(text)) === 0;

/** True for a path that stays below the folder it is relative to, on every operating system. */
export function staysInside(path: string): boolean {
  if (path === '' || /[\\:\0]/.test(path)) return false;
  return path.split('/').every((segment) => segment !== '' && segment !== '.' && segment !== '..' && !segment.startsWith('.armade'));
}

/** 1-based number of the first line in which two texts differ; carriage returns do not count. */
export function firstDifference(left: string, right: string): number {
  const a = left.replaceAll('\r', '').split('\n');
  const b = right.replaceAll('\r', '').split('\n');
  const index = a.findIndex((line, number) => line !== b[number]);
  return (index === -1 ? Math.min(a.length, b.length) : index) + 1;
}

/** 1-based line of the first conflict marker that git left, or undefined. */
export function conflictLine(text: string): number | undefined {
  const offset = text.search(/^(<{7}|>{7}) /m);
  return offset === -1 ? undefined : text.slice(0, offset).split('\n').length;
}
