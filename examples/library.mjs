// armade as a library: node examples/library.mjs SPEC.yaml [FACTS.yaml…] prints what is wrong, or the names of the files that would be generated.
import { readFileSync } from 'node:fs';
import { generate, loadSpec } from 'armade';

const [spec, ...facts] = process.argv.slice(2).map((name) => ({ name, text: readFileSync(name) }));
const { diagnostics, files } = generate(loadSpec(spec, facts), { today: new Date().toISOString().slice(0, 10) });

for (const { file, range, severity, code, message } of diagnostics) {
  console.log(`${file}:${range.start.line}: ${severity} ${code} ${message}`);
}
for (const [path, text] of files ?? []) console.log(`${path} (${text.length} characters)`);
process.exitCode = files === undefined ? 1 : 0;
