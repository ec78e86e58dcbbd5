import { scenarioNames } from '../../model/index.ts';
import { scenarioGuides } from '../../spec/scenario-guides.ts';
import { defineCommand } from '../command.ts';
import { listFlags } from '../flags.ts';
import { exitCodes } from '../io.ts';
import { printJson, printMarkdown, printTable } from '../list.ts';

export default defineCommand({
  examples: [
    ['armade scenarios', 'List what can be asked for, and what each scenario needs'],
    ['armade scenarios --format markdown', 'The same as a table for a wiki'],
  ],
  flags: { ...listFlags },
  async run({ flags }, io) {
    const { default: schema } = await import('../../schemas/encryption-spec.schema.json', { with: { type: 'json' } });
    const definitions = schema.$defs as Record<string, { description?: string }>;
    const scenarios = scenarioNames.map((scenario) => ({
      scenario,
      summary: definitions[`scenario-${scenario}`]?.description ?? '',
      operatingSystems: scenarioGuides[scenario].operatingSystems,
      needs: scenarioGuides[scenario].needs,
    }));
    if (flags.format === 'json') {
      io.stdout(printJson(scenarios));
      return exitCodes.clean;
    }
    const list = {
      columns: ['Scenario', 'Systems', 'What it does and needs'],
      rows: scenarios.map(({ scenario, summary, operatingSystems, needs }) => [
        scenario,
        operatingSystems.join(', '),
        `${summary} Needs ${needs.join('; ')}.`,
      ]),
    };
    io.stdout(flags.format === 'markdown' ? printMarkdown(list) : await printTable(list, io));
    return exitCodes.clean;
  },
});
