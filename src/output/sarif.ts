import type { Diagnostic, Formatter, Range, RelatedPlace, UncheckedSummary } from '../diagnostics/index.ts';
import type { CheckMeta } from '../model/index.ts';
import { notChecked } from './count.ts';
import { printableJson } from './visible.ts';

/** SARIF 2.1.0, for GitHub code scanning and the like: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export const sarif: Formatter = ({ diagnostics, unchecked, rules, toolVersion }) => {
  const helpUris = new Map(diagnostics.map(({ code, helpUri }) => [code, helpUri]));
  const codes = [...helpUris.keys()].sort();
  return printableJson({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'armade',
            version: toolVersion,
            rules: codes.map((code) => descriptor(rules.get(code) as CheckMeta, helpUris.get(code) as string)),
          },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [{ executionSuccessful: true, toolExecutionNotifications: unchecked.map(notification) }],
        results: diagnostics.map((diagnostic) => result(diagnostic, codes.indexOf(diagnostic.code))),
      },
    ],
  });
};

function descriptor({ code, name, severity, summary, azureError, sources = [] }: CheckMeta, helpUri: string): object {
  const azure = azureError === undefined ? [] : [`Without armade, Azure would have said: ${azureError}`];
  return {
    id: code,
    name,
    shortDescription: { text: summary },
    help: {
      text: [summary, ...azure, ...sources.map(({ url, date }) => `${url} (${date})`)].join('\n\n'),
      markdown: [summary, ...azure, ...sources.map(({ url, date }) => `<${url}> (${date})`), `[${code}](${helpUri})`].join('\n\n'),
    },
    helpUri,
    defaultConfiguration: { level: severity },
  };
}

function result({ code, severity, message, file, range, pointer, related, suppression }: Diagnostic, ruleIndex: number): object {
  return {
    ruleId: code,
    ruleIndex,
    level: severity,
    message: { text: plainText(message) },
    locations: [{ ...location(file, range), logicalLocations: [{ fullyQualifiedName: pointer, kind: 'element' }] }],
    ...(related.length > 0 && { relatedLocations: related.map(relatedLocation) }),
    ...(suppression !== undefined && {
      suppressions: [{ kind: 'inSource', status: 'accepted', justification: `until ${suppression.until}: ${suppression.reason}` }],
    }),
  };
}

const relatedLocation = ({ file, range, message }: RelatedPlace, index: number): object => ({
  id: index + 1,
  ...location(file, range),
  message: { text: plainText(message) },
});

const location = (file: string, { start, end }: Range): object => ({
  physicalLocation: {
    artifactLocation: artifactLocation(file),
    region: { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column },
  },
});

const notification = (summary: UncheckedSummary): object => ({ level: 'note', message: { text: plainText(notChecked(summary)) } });

/** Relative to the root of the sources, unless the file was named by an absolute path. */
function artifactLocation(file: string): object {
  const path = file.replaceAll('\\', '/').replace(/^\.\//, '');
  const uri = path
    .replace(/[\uD800-\uDFFF]/gu, '\uFFFD')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
  if (path.startsWith('/')) return { uri: `file://${uri}` };
  if (/^[A-Za-z]:\//.test(path)) return { uri: `file:///${uri}` };
  return { uri, uriBaseId: '%SRCROOT%' };
}

/** `[text](target)` would be a link. */
const plainText = (text: string): string => (text.includes('](') ? text.replace(/[[\]]/g, '\\$&') : text);
