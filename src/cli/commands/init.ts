import { defineCommand } from '../command.ts';
import { exitCodes } from '../io.ts';

export default defineCommand({
  examples: [['armade', 'x']],
  flags: {},
  run: async () => exitCodes.clean,
});
