import { atKey, type Fact, type Origin, writtenOrigin } from '../../model/index.ts';

/** Azure regions are the same with and without blanks, in any letter case: `West Europe` is `westeurope`. */
export const sameLocation = (one: string, other: string): boolean => canonical(one) === canonical(other);

export const sameText = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

const canonical = (location: string): string => location.replaceAll(/\s/g, '').toLowerCase();

/** Where a reader corrects a fact: its own value if it was written below its owner, else the owner, to which it can be added. */
export function originWithin(fact: Fact<unknown>, owner: Origin): Origin {
  const outer = writtenOrigin(owner);
  if (!fact.known) return atKey(outer);
  const inner = writtenOrigin(fact.origin);
  return inner.file === outer.file && inner.pointer.startsWith(`${outer.pointer}/`) ? fact.origin : atKey(outer);
}
