const escapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

// Control characters (C0, DEL, C1), line and paragraph separators, marks and overrides of direction, byte order marks, halves of characters.
const unsafe =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it looks for
  /[\u0000-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

const hex = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Text for a terminal or a log, on one line: what would move the cursor, color the screen or turn the direction is shown as an escape. */
export const visible = (text: string): string => text.replace(unsafe, (character) => escapes[character] ?? hex(character));

/** JSON that says the same, and that is safe to print on a terminal. */
export const printableJson = (value: unknown): string =>
  `${JSON.stringify(value, null, 2).replace(unsafe, (character) => (character === '\n' ? character : hex(character)))}\n`;
