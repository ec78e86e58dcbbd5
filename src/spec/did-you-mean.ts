import { distance } from 'fastest-levenshtein';

/** The candidate that a writer most likely meant; undefined when none is near. */
export function didYouMean(value: string, candidates: Iterable<string>): string | undefined {
  const wanted = value.toLowerCase();
  let nearest: string | undefined;
  // One letter in three may be wrong, but never the whole word.
  let best = Math.min(Math.ceil(wanted.length / 3), wanted.length - 1) + 1;
  for (const candidate of candidates) {
    const steps = distance(wanted, candidate.toLowerCase());
    if (steps < best) {
      best = steps;
      nearest = candidate;
    }
  }
  return nearest;
}
