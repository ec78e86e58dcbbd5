// Compiles every template of templates/ into build/templates.mjs, so that Handlebars' compiler is no part of the program.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import Handlebars from 'handlebars';

const folder = new URL('../templates/', import.meta.url);
const build = new URL('../build/', import.meta.url);

/**
 * `noEscape` because values are written by the `json` helper, `preventIndent` because what comes out is parsed and printed anew; the rest turns
 * a misspelt name into an error.
 */
const options = {
  strict: true,
  noEscape: true,
  preventIndent: true,
  knownHelpersOnly: true,
  knownHelpers: { json: true, when: true, list: true },
};

/** Where in the template a helper is called: made anew at each call, and read by none of our helpers. */
const places = /,"loc":\{"start":\{"line":\d+,"column":\d+\},"end":\{"line":\d+,"column":\d+\}\}/g;

const precompile = (path) => {
  try {
    return Handlebars.precompile(readFileSync(new URL(path, folder), 'utf8'), options).replace(places, '');
  } catch (error) {
    throw new Error(`templates/${path}: ${error.message}`);
  }
};

const paths = readdirSync(folder, { recursive: true })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.hbs'))
  .sort();
const specifications = (under) =>
  paths
    .filter((path) => path.startsWith('partials/') === (under === 'partials/'))
    .map((path) => `  ${JSON.stringify(path.slice(under.length, -'.hbs'.length))}: ${precompile(path)},\n`)
    .join('');

mkdirSync(build, { recursive: true });
writeFileSync(
  new URL('templates.mjs', build),
  `export const templates = {\n${specifications('')}};\nexport const partials = {\n${specifications('partials/')}};\n`,
);
