// node workflow-commands.mjs README.md: prints what the GitHub workflow in the README runs, apart from the installing.
import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';

const blocks = [...readFileSync(process.argv[2], 'utf8').matchAll(/^```ya?ml\n([\s\S]*?)^```$/gm)].map(([, text]) => text);
const workflow = blocks.find((text) => text.includes('runs-on:'));
if (workflow === undefined) throw new Error('the README shows no workflow');
const commands = Object.values(load(workflow).jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => (run === undefined ? [] : run.trim().split('\n'))));
const own = commands.filter((command) => !/^npm (ci|i|install)\b/.test(command));
if (own.length === 0) throw new Error('the workflow of the README runs nothing');
console.log(own.join('\n'));
