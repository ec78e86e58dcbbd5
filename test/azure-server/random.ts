import { createHash } from 'node:crypto';

/** Bytes that follow from the seed and a label alone, so that a run with the same seed repeats, whatever the order of requests. */
const digest = (seed: number, label: string): Buffer => createHash('sha256').update(`${seed}\n${label}`).digest();

/** A number from 0 to below 1. */
export const chance = (seed: number, label: string): number => digest(seed, label).readUInt32BE(0) / 2 ** 32;

export function guid(seed: number, label: string): string {
  const hex = digest(seed, label).toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
}

export const hexadecimal = (seed: number, label: string, length: number): string => digest(seed, label).toString('hex').slice(0, length);

/** Digits of a large number, as template hashes and operation ids are written. */
export const digits = (seed: number, label: string): string => digest(seed, label).readBigUInt64BE(0).toString().padStart(20, '0');
