import fc from 'fast-check';

/** Texts that mean something to a shell, to JSON, YAML, Handlebars, Markdown, HTML, paths or Azure's expressions, and words that every object knows. */
export const hostileTexts: readonly string[] = [
  `../x {{y}}} "z" it's \\ | %`,
  '..',
  '[',
  ']',
  '[[x]]',
  "[concat('a')]",
  "[parameters('x')]",
  '$(id) `id`\n```\n# x <b>x</b>',
  'a\u0000b\u2028🙂',
  '__proto__',
  'constructor',
  '-x',
  '@/etc/passwd',
  'x'.repeat(5000),
];

/** Half a character can stand in a text only as an escape; no file can hold it. */
export const halfCharacter = '\ud800x';

const pieces = ['[', ']', "'", '"', '{{', '}}', '$', '(', '`', '\n', '\\', '/', '..', '-', '@', '<', '&', '🙂', 'a', '\u0000'];

/** Any of these, or texts of their pieces. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...hostileTexts),
  fc.string({ unit: fc.constantFrom(...pieces), minLength: 1, maxLength: 8 }),
);
