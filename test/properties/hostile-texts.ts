import fc from 'fast-check';

/** Texts that mean something to a shell, to JSON, YAML, Handlebars, Markdown, HTML, paths or Azure's expressions, and words that every object knows. */
export const hostileTexts: readonly string[] = [
  '../x',
  '/',
  '..',
  '{{x}}',
  '}}}',
  'say "x"',
  "it's '",
  '[',
  ']',
  '[[x]]',
  "[concat('a')]",
  "[parameters('x')]",
  '$(id)',
  '`id`',
  '```\n# x',
  'a\nb',
  'a\u0000b',
  'a\u2028b',
  '🙂',
  '__proto__',
  'constructor',
  '<b>x</b>',
  '-x',
  '@/etc/passwd',
  '|\\x',
  '%x ',
  'x'.repeat(5000),
];

/** Half a character can stand in a text only as an escape; no file can hold it. */
export const halfCharacter = '\ud800x';

/** Any of these, or texts of their pieces. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...hostileTexts),
  fc.string({
    unit: fc.constantFrom('[', ']', "'", '"', '{{', '}}', '$', '(', '`', '\n', '\\', '/', '..', '-', '@', '<', '&', '🙂', 'a', '\u0000'),
    minLength: 1,
    maxLength: 8,
  }),
);
