import { createHash } from 'node:crypto';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Bits of a hash that decide into which part of a cut a name falls. */
export const hashLength = 64;

/** The first bits of the hash of a name, most significant first, as `0` and `1`. */
export function hashBits(name: string): string {
  return BigInt(`0x${sha256(name.toLowerCase()).slice(0, hashLength / 4)}`)
    .toString(2)
    .padStart(hashLength, '0');
}

/** 128 bits of a hash in the shape of a GUID, as `SequenceVersion` is documented. */
export function hashGuid(text: string): string {
  const hex = sha256(text);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}
