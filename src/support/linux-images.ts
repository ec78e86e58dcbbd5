import type { ImageReference, Source } from '../model/index.ts';
import type { ImageSupport } from './types.ts';

/** Rows of a support matrix that share publisher, offer and what can be encrypted. */
export interface LinuxImageRows {
  publisher: string;
  offer: string;
  /** SKUs, where `*` stands for any text; `SKU:VERSION` asks for that image version or a newer one. */
  skus: readonly string[];
  volumes: ImageSupport['volumes'];
  note?: string;
  source: Source;
}

/** The row that covers this image, ignoring case; undefined when none does. */
export function findImage(matrix: readonly LinuxImageRows[], image: ImageReference): ImageSupport | undefined {
  for (const rows of matrix) {
    if (!equals(rows.publisher, image.publisher) || !equals(rows.offer, image.offer)) continue;
    const entry = rows.skus.find((sku) => covers(sku, image));
    if (entry !== undefined) return describe(rows, entry);
  }
  return undefined;
}

/** The rows nearest to an image that none covers: those of its offer, else those of its publisher. */
export function findAlternatives(matrix: readonly LinuxImageRows[], image: ImageReference): ImageSupport[] {
  const ofPublisher = matrix.filter((rows) => equals(rows.publisher, image.publisher));
  const ofOffer = ofPublisher.filter((rows) => equals(rows.offer, image.offer));
  return (ofOffer.length > 0 ? ofOffer : ofPublisher).flatMap((rows) => rows.skus.map((entry) => describe(rows, entry)));
}

const equals = (left: string, right: string): boolean => left.toLowerCase() === right.toLowerCase();

function describe(rows: LinuxImageRows, entry: string): ImageSupport {
  const { volumes, note, source } = rows;
  return { volumes, row: `${rows.publisher}:${rows.offer}:${entry}`, ...(note === undefined ? {} : { note }), source };
}

function covers(entry: string, image: ImageReference): boolean {
  const [sku, oldest] = entry.split(':') as [string, string?];
  return matches(sku, image.sku) && (oldest === undefined || !isOlder(image.version, oldest));
}

function matches(pattern: string, sku: string): boolean {
  const [start, end] = pattern.toLowerCase().split('*') as [string, string?];
  const text = sku.toLowerCase();
  return end === undefined ? text === start : text.startsWith(start) && text.endsWith(end) && text.length >= start.length + end.length;
}

/** `latest`, and a version that is not written in numbers, is not older than anything. */
function isOlder(version: string, than: string): boolean {
  const numbers = version.split('.').map(Number);
  if (numbers.some(Number.isNaN)) return false;
  for (const [index, bound] of than.split('.').map(Number).entries()) {
    const number = numbers[index] ?? 0;
    if (number !== bound) return number < bound;
  }
  return false;
}
