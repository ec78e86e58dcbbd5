// Makes build/ (compiled schemas and templates, which the sources import) and dist/ (what the package ships).
import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import esbuild from 'esbuild';
import { writeDeclarations } from './declarations.mjs';
import { writeLicenses } from './licenses.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** By rename, so that a test that runs meanwhile sees the old file or the new one. */
function write(path, contents) {
  const temporary = `${root}dist/.${process.pid}.tmp`;
  writeFileSync(temporary, contents);
  renameSync(temporary, `${root}${path}`);
}

async function bundle(path, options) {
  const { outputFiles, metafile } = await esbuild.build({
    absWorkingDir: root,
    outfile: path,
    bundle: true,
    platform: 'node',
    target: 'node20',
    minifySyntax: true,
    external: ['@azure/*'],
    legalComments: 'none',
    metafile: true,
    write: false,
    ...options,
  });
  return { contents: outputFiles[0].contents, inputs: Object.keys(metafile.inputs) };
}

/** The program: one script, every command in it, loaded by bin/armade.cjs. */
const bundleProgram = () =>
  bundle('dist/armade.cjs', {
    entryPoints: ['src/cli/main.ts'],
    format: 'cjs',
    // bin/armade.cjs runs the bundle by vm.Script, where import() would print an experimental warning; require() loads packages as well.
    supported: { 'dynamic-import': false },
    define: { 'import.meta.url': 'importMetaUrl' },
    banner: { js: "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
  });

const bundleLibrary = () => bundle('dist/index.js', { entryPoints: ['src/index.ts'], format: 'esm' });

mkdirSync(`${root}dist`, { recursive: true });
await Promise.all([import('./compile-schemas.mjs'), import('./compile-templates.mjs')]);

for (const name of readdirSync(`${root}dist`).filter((file) => file.endsWith('.cache'))) rmSync(`${root}dist/${name}`);
const [program, library] = await Promise.all([bundleProgram(), bundleLibrary(), writeDeclarations(root)]);
write('dist/armade.cjs', program.contents);
write('dist/index.js', library.contents);
write('dist/licenses.txt', writeLicenses(root, [...program.inputs, ...library.inputs]));
await promisify(execFile)(process.execPath, ['scripts/warm-up.cjs'], { cwd: root });
