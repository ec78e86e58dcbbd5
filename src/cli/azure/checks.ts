import type { CheckMeta } from '../../model/index.ts';

/** What Azure says of a plan, and what is refused before Azure is asked. Known without loading anything of Azure's. */
export const azureChecks: readonly CheckMeta[] = [
  {
    code: 'ADE5001',
    name: 'refused-by-preflight',
    severity: 'error',
    summary: 'Azure Resource Manager accepts the deployment in preflight.',
    sources: [{ url: 'https://learn.microsoft.com/rest/api/resources/deployments/validate', date: '2026-08-01' }],
    messages: { refused: 'Azure refuses the deployment {deployment} in {resourceGroup}: {reason}' },
  },
  {
    code: 'ADE5002',
    name: 'preflight-later',
    severity: 'note',
    summary: 'Preflight needs what earlier deployments of the plan make.',
    messages: { later: 'Azure cannot check the deployment {deployment} in {resourceGroup} yet: {reason}.' },
  },
  {
    code: 'ADE5003',
    name: 'edited-plan-folder',
    severity: 'error',
    summary: 'Only what plan.json lists is sent to Azure.',
    messages: {
      edited: '{file} is not the file that plan.json lists: it was edited, or comes from another run. Run armade generate, then try again.',
      missing: '{file} is missing, although plan.json lists it. Run armade generate, then try again.',
    },
  },
];
