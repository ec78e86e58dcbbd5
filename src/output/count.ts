import type { Diagnostic, UncheckedSummary } from '../diagnostics/index.ts';
import type { Severity } from '../model/index.ts';

export interface Counts {
  errors: number;
  warnings: number;
  notes: number;
  /** Accepted by a suppression; not counted among the others. */
  suppressed: number;
}

export function count(diagnostics: readonly Diagnostic[]): Counts {
  const of = (severity: Severity): number => open(diagnostics).filter((diagnostic) => diagnostic.severity === severity).length;
  return { errors: of('error'), warnings: of('warning'), notes: of('note'), suppressed: diagnostics.length - open(diagnostics).length };
}

/** Those that nobody accepted. */
export const open = (diagnostics: readonly Diagnostic[]): Diagnostic[] =>
  diagnostics.filter(({ suppression }) => suppression === undefined);

export const plural = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;

/** `2 errors, 1 warning, 3 accepted`, or `no findings`. */
export function summarise(diagnostics: readonly Diagnostic[]): string {
  const { errors, warnings, notes, suppressed } = count(diagnostics);
  const parts = [
    errors > 0 && plural(errors, 'error'),
    warnings > 0 && plural(warnings, 'warning'),
    notes > 0 && plural(notes, 'note'),
    suppressed > 0 && `${suppressed} accepted`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? 'no findings' : parts.join(', ');
}

/** What a fact was needed for, in a sentence's length. */
export const notChecked = ({ fact, count, codes }: UncheckedSummary): string =>
  `${fact} is not known in ${plural(count, 'place')}: ${codes.join(', ')}`;

/** The same of many facts, shorter: each with the number of places. */
export const notKnown = (unchecked: readonly UncheckedSummary[]): string[] => unchecked.map(({ fact, count }) => `${fact} (${count})`);

/** What {@link notKnown} lists. */
export const notKnownTitle = 'Not checked, because it is not known (in how many places)';
