#!/usr/bin/env node
// Runs dist/armade.cjs with the code that V8 made of it when it was built (scripts/warm-up.cjs), which halves the start-up.
// V8 refuses a cache of another version or other flags and then compiles the source.
const { readFileSync } = require('node:fs');
const { wrap } = require('node:module');
const { dirname, join } = require('node:path');
const { Script } = require('node:vm');

const filename = join(__dirname, '../dist/armade.cjs');
const options = { filename };
try {
  options.cachedData = readFileSync(filename.replace(/\.cjs$/, `-${process.version}-${process.platform}-${process.arch}.cache`));
} catch {
  // Made by another Node: slower, and nothing else.
}
const script = new Script(wrap(readFileSync(filename, 'latin1')), options);
script.runInThisContext()(exports, require, module, filename, dirname(filename));
