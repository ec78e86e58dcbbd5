// The licences of the packages whose code is in the bundles, as they ask for.
import { readdirSync, readFileSync } from 'node:fs';

const packageFolder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+\//;

/** @param inputs paths of the bundled files, relative to `root` (which ends with a slash) */
export function writeLicenses(root, inputs) {
  const folders = new Set(inputs.flatMap((path) => path.match(packageFolder)?.[0] ?? []));
  const entries = [...folders].map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(`${root}${folder}package.json`, 'utf8'));
    const file = readdirSync(root + folder).find((path) => /^licen[sc]e/i.test(path));
    const text = file === undefined ? `Licence: ${license}` : readFileSync(`${root}${folder}${file}`, 'utf8').trim();
    return `${name} ${version}\n\n${text}\n`;
  });
  return [...new Set(entries)].sort().join(`\n${'-'.repeat(80)}\n\n`);
}
