import { rules } from '../../rules/index.ts';
import { allChecks } from '../checks.ts';
import { defineCommand } from '../command.ts';
import { listFlags } from '../flags.ts';
import { exitCodes } from '../io.ts';
import { printJson, printMarkdown, printTable } from '../list.ts';

export default defineCommand({
  examples: [
    ['armade rules', 'List the support rules'],
    ['armade rules --format json', 'The same with sources, for a script'],
    ['armade rules --all', 'List every code that armade can report'],
  ],
  flags: {
    ...listFlags,
    all: { type: 'boolean', describe: 'List every code, not only the support rules' },
  },
  async run({ flags }, io) {
    const ruleByCode = new Map(rules.map((rule) => [rule.meta.code, rule.meta]));
    const metas = flags.all ? [...allChecks().values()] : [...ruleByCode.values()];
    const sorted = metas.sort((a, b) => (a.code < b.code ? -1 : 1));
    if (flags.format === 'json') {
      io.stdout(printJson(sorted.map(({ messages, ...meta }) => meta)));
      return exitCodes.clean;
    }
    const list = {
      columns: ['Code', 'Name', 'Severity', 'Since', 'Summary'],
      rows: sorted.map(({ code, name, severity, summary }) => [code, name, severity, ruleByCode.get(code)?.since ?? '', summary]),
    };
    io.stdout(flags.format === 'markdown' ? printMarkdown(list) : await printTable(list, io));
    return exitCodes.clean;
  },
});
