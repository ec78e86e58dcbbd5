// An esbuild plugin: yargs without what armade never uses and what costs a third of the start-up. Text is English, so that no locale
// file is read and a character is a column; no folder is searched for a package.json, no caller looked up in a stack trace.
const replacements = {
  'string-width': `import { stripVTControlCharacters } from 'node:util';
    export default (text) => stripVTControlCharacters(text).length;`,
  y18n: `import { format } from 'node:util';
    export default () => ({
      __: (text, ...values) => format(text, ...values),
      __n: (one, many, count, ...values) => format(count === 1 ? one : many, count, ...values),
      getLocale: () => 'en',
      setLocale: () => {},
      updateLocale: () => {},
    });`,
  assert: `export const strictEqual = () => {};
    export const notStrictEqual = () => {};`,
  'escalade/sync': 'export default () => undefined;',
  'get-caller-file': "export default () => '';",
};

const importers = /node_modules[\\/](yargs[\\/]lib[\\/]platform-shims|cliui|wrap-ansi)[\\/]/;

export const leanYargs = {
  name: 'lean-yargs',
  setup(build) {
    build.onResolve({ filter: /^(string-width|y18n|assert|escalade\/sync|get-caller-file)$/ }, ({ path, importer }) =>
      importers.test(importer) ? { path, namespace: 'lean-yargs' } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'lean-yargs' }, ({ path }) => ({ contents: replacements[path] }));
  },
};
