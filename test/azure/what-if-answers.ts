import { readWhatIf, type WhatIfReport } from '../../src/azure/what-if-report.ts';

export const group = '/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-payments';
export const extension = `${group}/providers/Microsoft.Compute/virtualMachines/vm-web-01/extensions/AzureDiskEncryption`;

/** A report of one deployment with this answer. */
export function reportOf(answer: unknown): WhatIfReport {
  const outcome = { kind: 'previewed' as const, result: readWhatIf(answer) };
  const place = { subscriptionId: '11111111-1111-1111-1111-111111111111', resourceGroup: 'rg-payments' };
  return { plan: 'payments', steps: [], deployments: [{ step: 'enable', wave: 1, deploymentName: 'payments-enable', ...place, outcome }] };
}
