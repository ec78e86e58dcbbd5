import type { Diagnostic, Formatter } from '../diagnostics/index.ts';
import { notChecked } from './count.ts';
import { visible } from './visible.ts';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** XML 1.0 has no way to write control characters, so they are shown as escapes. */
const escape = (text: string): string => visible(text).replace(/[&<>"\uFFFE\uFFFF]/g, (character) => entities[character] ?? '');

const attributes = (values: Record<string, string | number>): string =>
  Object.entries(values)
    .map(([name, value]) => ` ${name}="${escape(String(value))}"`)
    .join('');

interface Suite {
  name: string;
  cases: string[];
  failures: number;
  skipped: number;
}

/** A suite for each file. Errors fail; warnings and notes are output of a test that passes; what is accepted or not checked is skipped. */
export const junit: Formatter = ({ diagnostics, unchecked, sources }) => {
  const files = [...new Set([...sources.keys(), ...diagnostics.map(({ file }) => file)])].sort();
  const suites = files.map((file) =>
    suiteOf(
      file,
      diagnostics.filter((diagnostic) => diagnostic.file === file),
    ),
  );
  if (unchecked.length > 0) {
    const cases = unchecked.map((summary) =>
      testCase(summary.fact, 'not checked', `<skipped${attributes({ message: notChecked(summary) })}/>`),
    );
    suites.push({ name: 'not checked', cases, failures: 0, skipped: cases.length });
  }
  const counts = (all: readonly Suite[]) => ({
    tests: all.reduce((sum, { cases }) => sum + cases.length, 0),
    failures: all.reduce((sum, { failures }) => sum + failures, 0),
    errors: 0,
    skipped: all.reduce((sum, { skipped }) => sum + skipped, 0),
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: 'armade', ...counts(suites) })}>`,
    ...suites.flatMap((suite) => [
      `  <testsuite${attributes({ name: suite.name, ...counts([suite]) })}>`,
      ...suite.cases,
      '  </testsuite>',
    ]),
    '</testsuites>\n',
  ].join('\n');
};

function suiteOf(file: string, diagnostics: readonly Diagnostic[]): Suite {
  return {
    name: file,
    cases: diagnostics.length === 0 ? [testCase('no findings', file)] : diagnostics.map((diagnostic) => diagnosticCase(diagnostic)),
    failures: diagnostics.filter(({ severity, suppression }) => severity === 'error' && suppression === undefined).length,
    skipped: diagnostics.filter(({ suppression }) => suppression !== undefined).length,
  };
}

function diagnosticCase({ code, name, severity, message, file, range, related, helpUri, suppression }: Diagnostic): string {
  const { line, column } = range.start;
  const details = [
    `${file}:${line}:${column}: ${severity} ${code} ${message}`,
    ...related.map((place) => `${place.file}:${place.range.start.line}:${place.range.start.column}: ${place.message}`),
    helpUri,
  ]
    .map(escape)
    .join('\n');
  const title = `${code} ${name} at ${line}:${column}`;
  if (suppression !== undefined) {
    return testCase(title, file, `<skipped${attributes({ message: `accepted until ${suppression.until}: ${suppression.reason}` })}/>`);
  }
  if (severity === 'error') return testCase(title, file, `<failure${attributes({ message, type: code })}>${details}</failure>`);
  return testCase(title, file, `<system-out>${details}</system-out>`);
}

const testCase = (name: string, classname: string, content = ''): string =>
  `    <testcase${attributes({ name, classname })}${content === '' ? '/>' : `>${content}</testcase>`}`;
