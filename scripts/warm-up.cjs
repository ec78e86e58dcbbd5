// Runs the bundle once, and keeps what V8 compiled for it beside it: see bin/armade.cjs.
const { readFileSync, renameSync, writeFileSync } = require('node:fs');
const { wrap } = require('node:module');
const { dirname, join } = require('node:path');
const { Script } = require('node:vm');

const filename = join(__dirname, '../dist/armade.cjs');
const source = readFileSync(filename, 'latin1');
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is the range of ASCII
if (!/^[\x00-\x7f]*$/.test(source)) throw new Error('dist/armade.cjs is read as Latin-1, so it has to be ASCII');

const script = new Script(wrap(source), { filename });
// Generating runs what validating runs, and more.
process.argv = [process.execPath, filename, 'generate', join(__dirname, '../examples/existing-vm.yaml'), '--stdout'];
process.on('exit', () => {
  process.exitCode = 0;
  const cache = filename.replace(/\.cjs$/, `-${process.version}-${process.platform}-${process.arch}.cache`);
  writeFileSync(`${cache}.${process.pid}`, script.createCachedData());
  renameSync(`${cache}.${process.pid}`, cache);
});
script.runInThisContext()({}, require, { exports: {} }, filename, dirname(filename));
