import type { CheckMeta } from '../model/index.ts';

/** What is said about suppressions themselves. */
export const diagnosticsChecks = [
  {
    code: 'ADE0090',
    name: 'suppression-expired',
    severity: 'warning',
    summary: 'A suppression must not be older than its last day.',
    messages: {
      expired:
        'Findings of {code} were accepted here until {until}, which is over, so they count again. Mend what they say, or decide again and write a later day.',
    },
  },
  {
    code: 'ADE0091',
    name: 'suppression-unused',
    severity: 'warning',
    summary: 'A suppression must cover a finding.',
    messages: {
      unused: 'Nothing here or below is reported as {code}, so there is nothing to accept. Remove this entry.',
      unknownCode: 'armade reports nothing as {code}. Correct the code; `armade rules` lists them.',
      notSuppressible:
        '{code} cannot be accepted: nothing can be checked or made before it is mended. Remove this entry; only what a rule says, warnings and notes can be accepted.',
    },
  },
] as const satisfies readonly CheckMeta[];

/** Whether a check is a rule: asked for each subject of a kind, with a page of its own. */
export const isRule = (check: CheckMeta): boolean => 'on' in check;

/**
 * The checks of all stages by code.
 * @throws Error when two share a code, which is a bug
 */
export function checksByCode(...lists: ReadonlyArray<readonly CheckMeta[]>): Map<string, CheckMeta> {
  const checks = new Map<string, CheckMeta>();
  for (const check of lists.flat()) {
    if (checks.has(check.code))
      throw new Error(`${check.code} is the code of two checks: ${checks.get(check.code)?.name} and ${check.name}`);
    checks.set(check.code, check);
  }
  return checks;
}
