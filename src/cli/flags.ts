import type { Flags } from './command.ts';

export const outputFormats = ['pretty', 'json', 'sarif', 'junit', 'github', 'markdown'] as const;

/** Flags that every command takes. */
export const commonFlags = {
  color: { type: 'boolean', describe: 'Color the output, or --no-color; by default on a terminal unless NO_COLOR is set' },
  quiet: { type: 'boolean', describe: 'Print results only: no progress and no summary' },
} as const satisfies Flags;

/** Flags of the commands that report findings. */
export const reportFlags = {
  format: { type: 'string', describe: 'Form in which findings are printed', choices: outputFormats, default: 'pretty' },
  'fail-on': {
    type: 'string',
    describe: 'Lowest severity that ends with exit code 1',
    choices: ['error', 'warning', 'note', 'never'],
    default: 'error',
  },
} as const satisfies Flags;

/** Flags of the commands that read specs. */
export const specFlags = {
  facts: {
    type: 'string',
    describe: 'Facts file that completes every spec, beside those a spec names itself; may be repeated',

    repeatable: true,
  },
} as const satisfies Flags;

/** The flag of the commands that know a folder of generated files. */
export const outFlag = {
  out: { type: 'string', describe: 'Folder of the generated files', default: 'generated' },
} as const satisfies Flags;

/** Flags of the commands that print a list. */
export const listFlags = {
  format: { type: 'string', describe: 'Form of the list', choices: ['table', 'json', 'markdown'], default: 'table' },
} as const satisfies Flags;
