import { type Suppression, written } from '../model/index.ts';
import { escapeSegment } from '../model/pointer.ts';
import type { SourceDocument } from './parse.ts';

/** The accepted findings of a document, with the object that each stands in. */
export function collectSuppressions(document: SourceDocument): Suppression[] {
  // Looking through a fleet takes longer than reading this one word.
  if (!document.text.includes('suppress')) return [];
  const suppressions: Suppression[] = [];
  visit(document, document.value, '', suppressions);
  return suppressions;
}

function visit(document: SourceDocument, value: unknown, pointer: string, into: Suppression[]): void {
  if (Array.isArray(value)) {
    for (const [index, entry] of value.entries()) visit(document, entry, `${pointer}/${index}`, into);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, entry] of Object.entries(value)) {
      const at = `${pointer}/${escapeSegment(key)}`;
      // A tag may have this name, too, but it is a text.
      if (key === 'suppress' && Array.isArray(entry)) addAll(document, entry, pointer, into);
      else visit(document, entry, at, into);
    }
  }
}

function addAll(
  document: SourceDocument,
  entries: readonly Pick<Suppression, 'code' | 'reason' | 'until'>[],
  scope: string,
  into: Suppression[],
) {
  const { file } = document;
  for (const [index, { code, reason, until }] of entries.entries()) {
    into.push({ origin: written(file, `${scope}/suppress/${index}`), code, reason, until, scope: written(file, scope) });
  }
}
