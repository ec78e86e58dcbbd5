import { defineCommand } from '../command.ts';
import { wrongUse } from '../complaint.ts';
import { exitCodes } from '../io.ts';

const load = {
  spec: () => import('../../schemas/encryption-spec.schema.json', { with: { type: 'json' } }),
  facts: () => import('../../schemas/facts.schema.json', { with: { type: 'json' } }),
  plan: () => import('../../schemas/plan.schema.json', { with: { type: 'json' } }),
} as const;

export default defineCommand({
  examples: [
    ['armade schema > encryption-spec.schema.json', 'Keep the schema beside your specs, for completion in your editor'],
    ['armade schema --facts', 'The schema of facts files'],
  ],
  flags: {
    facts: { type: 'boolean', describe: 'Print the schema of facts files instead' },
    plan: { type: 'boolean', describe: 'Print the schema of plan.json instead' },
  },
  async run({ flags }, io) {
    if (flags.facts && flags.plan) throw wrongUse('--facts and --plan exclude each other.');
    const { default: schema } = await load[flags.facts ? 'facts' : flags.plan ? 'plan' : 'spec']();
    io.stdout(`${JSON.stringify(schema, null, 2)}\n`);
    return exitCodes.clean;
  },
});
