import { createHash } from 'node:crypto';
import { planMarkdown } from './plan-markdown.ts';
import type { DeploymentPlan } from './types.ts';

export { plainText, planMarkdown } from './plan-markdown.ts';
export type * from './types.ts';

/** SHA-256 of a text, carriage returns not counted, so that a checkout with other line ends is not an edit. */
export const fileHash = (text: string): string => createHash('sha256').update(text.replaceAll('\r', '')).digest('hex');

/** Completes a plan with the hashes of its files, and adds plan.md and plan.json to them. */
export function planFiles(plan: Omit<DeploymentPlan, 'plan' | 'files'>, files: Map<string, string>): DeploymentPlan {
  const markdownPath = 'plan.md';
  files.set(markdownPath, planMarkdown(plan));
  const hashes = [...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, text]): [string, string] => [path, fileHash(text)]);
  const complete: DeploymentPlan = { plan: 1, ...plan, files: Object.fromEntries(hashes) };
  files.set('plan.json', `${JSON.stringify(complete, null, 2)}\n`);
  return complete;
}
