import type { CheckMeta } from '../../model/index.ts';

/** What is said about the files a command is given, beyond their content. */
export const inputChecks: readonly CheckMeta[] = [
  {
    code: 'ADE0050',
    name: 'facts-file-missing',
    severity: 'error',
    summary: 'Every facts file that a spec names can be opened.',
    messages: {
      cannotOpen:
        'The facts file {path} cannot be opened: {reason}. Its path is relative to the spec; correct it, or remove it from `facts`.',
    },
  },
  {
    code: 'ADE0051',
    name: 'not-a-facts-file',
    severity: 'error',
    summary: 'Facts come from facts files.',
    messages: { other: 'The file {path} is {kind}, not a facts file, which begins with `facts: 1`.' },
  },
  {
    code: 'ADE0052',
    name: 'not-a-spec',
    severity: 'error',
    summary: 'Templates are generated from specs.',
    messages: { other: 'This is {kind}, not a spec, so nothing can be generated from it. Leave it out.' },
  },
  {
    code: 'ADE0053',
    name: 'unknown-document',
    severity: 'error',
    summary: 'A file is a spec, a facts file, an ARM template, an ARM parameter file or a plan.',
    messages: {
      kind: 'This is neither a spec (`version: 1` and `scenarios`), nor a facts file (`facts: 1`), nor an ARM template or parameter file (`$schema`), nor a plan (`plan: 1`). It has the keys {keys}.',
      noKeys:
        'This is neither a spec (`version: 1` and `scenarios`), nor a facts file (`facts: 1`), nor an ARM template or parameter file (`$schema`), nor a plan (`plan: 1`). It has no keys.',
    },
  },
];
