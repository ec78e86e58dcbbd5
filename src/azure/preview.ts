import type { DeploymentPlan, DeploymentStep, ManualStep, PlannedResource, Step } from '../plan/types.ts';
import type { AzureClient, DeploymentContent } from './client.ts';
import { contentOf, openParameters, type PlanTexts, withValues } from './deployment-content.ts';
import { type AzureFailure, failureText, refusalIn } from './errors.ts';
import type { ApiVersions, MachineReader } from './machine-reader.ts';
import { Gate } from './retry.ts';
import type { ParameterValues } from './run-context.ts';
import { machinesOf } from './selection.ts';
import { previewStep } from './step-preview.ts';
import { keptResources, placeOf } from './steps/deployment.ts';
import type { DeploymentPreview, StepPreview, WhatIfReport } from './what-if-report.ts';

/** What previewing and preflight need to know beside the plan. */
export interface PreviewContext {
  client: AzureClient;
  reader: MachineReader;
  apiVersion: ApiVersions;
  texts: PlanTexts;
  whole: ReadonlyMap<string, DeploymentStep>;
  values: ParameterValues;
  /** The flags by which a part of the plan was chosen; empty for all of it. */
  selection: string;
  concurrency: number;
  /** Is told which step is looked at. */
  at(step: Step): void;
}

/** Asks Azure what the whole plan would change; changes nothing. */
export async function previewPlan(plan: DeploymentPlan, context: PreviewContext): Promise<WhatIfReport> {
  const gate = new Gate(context.concurrency);
  const deployments = plan.steps.filter((step): step is DeploymentStep => step.kind === 'deployment');
  const others = plan.steps.filter((step) => step.kind !== 'deployment');
  const previews = await Promise.all(deployments.map((step) => gate.through(() => previewDeployment(step, plan, context))));
  const steps = await Promise.all(others.map((step) => gate.through((): Promise<StepPreview> => previewStep(step, context))));
  return { plan: plan.name, deployments: previews, steps };
}

/** One deployment as it would be sent: cut to what is wanted and not there yet, with stand-ins for secrets. */
export interface PreparedDeployment {
  kept: readonly PlannedResource[];
  content: DeploymentContent;
  /** Parameters that only a step by hand brings forth. */
  unknown: string[];
}

export async function prepareDeployment(step: DeploymentStep, context: PreviewContext): Promise<PreparedDeployment> {
  const kept = await keptResources(step, machinesOf(step), context);
  const content = contentOf(context.whole.get(step.id) ?? step, kept, context.texts);
  const values = new Map<string, string>();
  const unknown: string[] = [];
  for (const parameter of openParameters(content)) {
    const value = parameter.secure ? standIn : await context.values.valueOf(parameter);
    if (value === undefined) unknown.push(parameter.name);
    else values.set(parameter.name, value);
  }
  return { kept, content: withValues(content, values), unknown };
}

/** Long and mixed enough for every rule about passwords; a preview has no use for the real one. */
export const standIn = 'Not-the-Password-0';

async function previewDeployment(step: DeploymentStep, plan: DeploymentPlan, context: PreviewContext): Promise<DeploymentPreview> {
  context.at(step);
  const preview = await outcomeOf(step, plan, context);
  const { id, wave, deploymentName, subscriptionId, resourceGroup } = step;
  return { step: id, wave, deploymentName, subscriptionId, resourceGroup, ...preview };
}

async function outcomeOf(
  step: DeploymentStep,
  plan: DeploymentPlan,
  context: PreviewContext,
): Promise<Pick<DeploymentPreview, 'outcome' | 'cut'>> {
  let cut: Pick<DeploymentPreview, 'cut'> = {};
  try {
    const { kept, content, unknown } = await prepareDeployment(step, context);
    if (kept.length === 0) return { outcome: { kind: 'skipped', reason: 'every machine already is as asked' } };
    cut = cutOf(step, kept, context);
    if (unknown.length > 0) return { ...cut, outcome: { kind: 'notPreviewableYet', ...missingByHand(unknown, step, plan) } };
    return { ...cut, outcome: { kind: 'previewed', result: await context.client.whatIf(placeOf(step), content) } };
  } catch (error) {
    const { failure } = refusalIn(error);
    const makers = makersOfMissing(failure, step, plan);
    if (makers.length > 0) return { ...cut, outcome: { kind: 'notPreviewableYet', reason: failure.message.trim(), after: makers } };
    return { ...cut, outcome: { kind: 'failed', reason: failureText(failure) } };
  }
}

function cutOf(
  step: DeploymentStep,
  kept: readonly PlannedResource[],
  { whole, selection }: PreviewContext,
): Pick<DeploymentPreview, 'cut'> {
  const of = whole.get(step.id)?.resources.length ?? step.resources.length;
  if (kept.length === of) return {};
  const reasons = [
    ...(step.resources.length < of ? [selection] : []),
    ...(kept.length < step.resources.length ? ['the other machines already are as asked'] : []),
  ];
  return { cut: { kept: kept.length, of, why: reasons.join(', ') } };
}

function missingByHand(names: readonly string[], step: DeploymentStep, plan: DeploymentPlan): { reason: string; after: string[] } {
  const byHand = plan.steps.filter((other): other is ManualStep => other.kind === 'manual' && other.wave <= step.wave);
  return {
    reason: `it asks for ${names.join(', ')}`,
    after: byHand.length > 0 ? byHand.map(({ title }) => `"${title}"`) : ['a person'],
  };
}

/** Codes by which Azure says that something is not there. */
const notThere = /NotFound$|^NotFound$|^ResourceDoesNotExist|^KeyVaultParameterReference/;

/**
 * The earlier steps of the plan that make what Azure misses: those whose resources the error names, else, when something is missing, all that make what
 * machines share. None when the error is about something else.
 */
export function makersOfMissing(failure: AzureFailure, step: DeploymentStep, plan: DeploymentPlan): string[] {
  const errors = [failure, ...failure.others];
  const isMissing = errors.some(
    ({ code, message }) => notThere.test(code) || /was not found|could not be found|does not exist/i.test(message),
  );
  // armade makes no groups and no subscriptions.
  if (!isMissing || errors.some(({ code }) => code === 'ResourceGroupNotFound' || code === 'SubscriptionNotFound')) return [];
  const earlier = plan.steps.filter((other): other is DeploymentStep => other.kind === 'deployment' && isBefore(other, step, plan));
  const text = errors.map(({ message, target }) => `${message} ${target ?? ''}`.toLowerCase()).join('\n');
  const named = earlier.filter(({ resources }) =>
    resources.some(({ name }) => name.split('/').every((part) => text.includes(part.toLowerCase()))),
  );
  const makers = named.length > 0 ? named : earlier.filter(({ resources }) => resources.some(({ machine }) => machine === undefined));
  return makers.map(({ id }) => id);
}

function isBefore(other: Step, step: Step, plan: DeploymentPlan): boolean {
  if (other.wave !== step.wave) return other.wave < step.wave;
  const before = new Set<string>();
  const open = [...step.after];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (before.has(id)) continue;
    before.add(id);
    open.push(...(plan.steps.find((candidate) => candidate.id === id)?.after ?? []));
  }
  return before.has(other.id);
}
