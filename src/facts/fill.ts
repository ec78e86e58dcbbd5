import { derived, type Fact, type Known, know, type Origin } from '../model/index.ts';

/** The fact itself when it is known, or known to be wrong; otherwise the value, where there is one. */
export function fill<T>(fact: Fact<T>, value: T | undefined, origin: Origin): Fact<T> {
  return fact.known || fact.reported === true || value === undefined ? fact : know(value, origin);
}

/** As {@link fill}, for a fact whose absence is an answer: there is none. */
export function fillNone<T>(fact: Fact<T | undefined>, origin: Origin): Fact<T | undefined> {
  return fact.known || fact.reported === true ? fact : know(undefined, origin);
}

/** What one known fact says about another. */
export const follows = (from: Known<unknown>, by: string): Origin => derived([from.origin], by);
