/** One segment of a JSON pointer (RFC 6901), escaped. */
export const escapeSegment = (key: string): string =>
  key.includes('~') || key.includes('/') ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key;

/** A JSON pointer to the value below these keys and indexes. */
export const pointerTo = (path: readonly (string | number)[]): string => path.map((key) => `/${escapeSegment(String(key))}`).join('');

/** The segments of a JSON pointer; none for the whole document. */
export const pointerSegments = (pointer: string): string[] =>
  pointer === ''
    ? []
    : pointer
        .slice(1)
        .split('/')
        .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
