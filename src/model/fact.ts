import type { Origin } from './origin.ts';

/** A value with the place it comes from. */
export interface Known<T> {
  known: true;
  value: T;
  origin: Origin;
}

/** Nobody said, and it is not assumed: a rule that needs it reports "not checked". */
export interface Unknown {
  known: false;
  /** The name a user would write it under, for example `os.type`. */
  fact: string;
  /** A finding already says why it is missing, so that nobody has to be told again. */
  reported?: true;
}

export type Fact<T> = Known<T> | Unknown;

/** For a thing that need not be there: known and undefined says that there is none. */
export type FactOrNone<T> = Fact<T | undefined>;

export const know = <T>(value: T, origin: Origin): Known<T> => ({ known: true, value, origin });

const unknowns = new Map<string, Unknown>();

/** The one unknown of this name. */
export function unknown(fact: string): Unknown {
  let found = unknowns.get(fact);
  if (found === undefined) {
    found = Object.freeze({ known: false as const, fact });
    unknowns.set(fact, found);
  }
  return found;
}

/** Unknown because what was written for it is wrong, and a finding says so. */
export const refused = (fact: string): Unknown => ({ known: false, fact, reported: true });

/** The value if it is known; for code that does not check anything, such as the generator. */
export const valueOf = <T>(fact: Fact<T> | undefined): T | undefined => (fact?.known === true ? fact.value : undefined);
