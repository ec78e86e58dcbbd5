import type { Diagnostic, FormatterInput, RelatedPlace, SourceText } from '../../src/diagnostics/index.ts';
import type { CheckMeta } from '../../src/model/index.ts';

const check: CheckMeta = {
  code: 'ADE2103',
  name: 'linux-os-disable',
  severity: 'error',
  summary: 'The OS volume of a Linux machine cannot be decrypted.',
  azureError: 'OS disk decryption is not supported.',
  sources: [{ url: 'https://learn.microsoft.com/azure', date: '2026-02-20' }],
  messages: {},
};
const rules = new Map(
  [check, { ...check, code: 'ADE2001', name: 'first', severity: 'warning' as const, azureError: undefined, sources: undefined }].map(
    ({ azureError, sources, ...rest }) => [rest.code, { ...rest, ...(azureError && { azureError }), ...(sources && { sources }) }],
  ),
);

export const place = (line: number, column: number, endLine: number, endColumn: number) => ({
  start: { line, column },
  end: { line: endLine, column: endColumn },
});

export const diagnostic = (rest: Partial<Diagnostic> = {}): Diagnostic => ({
  code: 'ADE2103',
  name: 'linux-os-disable',
  severity: 'error',
  message: 'Machine "vm-db" runs Linux.',
  file: 'spec.yaml',
  range: place(2, 7, 2, 11),
  pointer: '/machines/0/os',
  helpUri: 'https://docs.example/rules/linux-os-disable.md',
  related: [],
  ...rest,
});

export const related = (line: number, message = 'vm-db'): RelatedPlace => ({
  file: 'spec.yaml',
  range: place(line, 1, line, 3),
  pointer: '/x',
  message,
});

export const source = (text: string, file = 'spec.yaml'): SourceText => ({ file, text, offsets: () => [0, 0] });

export function input(rest: Partial<FormatterInput> & { text?: string } = {}): FormatterInput {
  const { text = 'machines:\n  os: Linux\n', ...given } = rest;
  return {
    diagnostics: [],
    unchecked: [],
    rules,
    sources: new Map([['spec.yaml', source(text)]]),
    toolVersion: '1.2.3',
    color: false,
    ...given,
  };
}

/** What people put into files to see what happens. */
export const hostileTexts = [
  'two\nlines\r\nand more',
  '\u001b[31mred\u001b[0m and \u009b2J',
  '::error file=x::injected',
  'a | b || c',
  ']]> <script>alert("x")</script> &amp; <!-- --> \'',
  '%0A %25 , : ,title=x',
  '`code` @octocat #1 ![x](http://x) [a](javascript:b) <b>',
  '\u202egnp.exe \u2066 \u2028 \u0000 \ufffe \uFEFF',
  '\ud83d alone \udd12',
  '\\| \\` \\[',
];
