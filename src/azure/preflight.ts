import type { DeploymentPlan, DeploymentStep, PlannedResource, Step } from '../plan/types.ts';
import { contentOf, type OpenParameter, openParameters } from './deployment-content.ts';
import { type AzureFailure, failureText, refusalIn } from './errors.ts';
import { makersOfMissing, type PreviewContext, prepareDeployment } from './preview.ts';
import { Gate } from './retry.ts';
import { machinesOf } from './selection.ts';
import { keptResources, placeOf } from './steps/deployment.ts';

/** What Azure's preflight says of one deployment. */
export interface Preflight {
  step: DeploymentStep;
  /** `later`: it needs what an earlier deployment, or a person, has not made yet. */
  outcome: 'accepted' | 'refused' | 'later' | 'nothingToDo';
  reason: string;
  /** The resource that the refusal is about, or the first one. */
  about: PlannedResource | undefined;
}

/** Has Azure check every deployment of a plan; changes nothing. */
export async function preflightPlan(plan: DeploymentPlan, context: PreviewContext): Promise<Preflight[]> {
  const gate = new Gate(context.concurrency);
  const deployments = plan.steps.filter((step): step is DeploymentStep => step.kind === 'deployment');
  return await Promise.all(deployments.map((step) => gate.through(() => preflight(step, plan, context))));
}

async function preflight(step: DeploymentStep, plan: DeploymentPlan, context: PreviewContext): Promise<Preflight> {
  context.at(step);
  const first = step.resources[0];
  const { kept, content, unknown } = await prepareDeployment(step, context);
  if (kept.length === 0) return { step, outcome: 'nothingToDo', reason: '', about: first };
  if (unknown.length > 0) return { step, outcome: 'later', reason: `it asks for ${unknown.join(', ')}`, about: first };
  const failure = await refusalOf(() => context.client.validate(placeOf(step), content));
  if (failure === undefined) return { step, outcome: 'accepted', reason: '', about: first };
  const reason = failureText(failure);
  const about = resourceIn(reason, step) ?? first;
  const makers = makersOfMissing(failure, step, plan);
  return makers.length > 0
    ? { step, outcome: 'later', reason: `it needs what ${makers.join(', ')} makes`, about }
    : { step, outcome: 'refused', reason, about };
}

/** The resource that a text names by all parts of its name; the longest name where one begins as another does. */
function resourceIn(text: string, { resources }: DeploymentStep): PlannedResource | undefined {
  const lower = text.toLowerCase();
  const named = resources.filter(({ name }) => name.split('/').every((part) => lower.includes(part.toLowerCase())));
  return named.sort((a, b) => b.name.length - a.name.length)[0];
}

/** Refusals are answers here, whichever way Azure words them. */
async function refusalOf(ask: () => Promise<AzureFailure | undefined>): Promise<AzureFailure | undefined> {
  try {
    return await ask();
  } catch (error) {
    return refusalIn(error).failure;
  }
}

/** Parameters that have to be given before the first step runs: of all deployments up to the first thing a person has to do by hand. */
export async function neededParameters(
  plan: DeploymentPlan,
  { whole, texts, reader }: Pick<PreviewContext, 'whole' | 'texts' | 'reader'>,
): Promise<OpenParameter[]> {
  const found = new Map<string, OpenParameter>();
  const firstByHand = Math.min(...plan.steps.filter(({ kind }) => kind === 'manual').map(({ wave }) => wave));
  for (const step of plan.steps) {
    if (step.kind !== 'deployment' || step.wave > firstByHand || comesAfterHand(step, plan)) continue;
    const open = (kept: readonly PlannedResource[]) => openParameters(contentOf(whole.get(step.id) ?? step, kept, texts));
    if (open(step.resources).length === 0) continue;
    for (const parameter of open(await keptResources(step, machinesOf(step), { reader }))) found.set(parameter.name, parameter);
  }
  return [...found.values()];
}

function comesAfterHand(step: Step, plan: DeploymentPlan): boolean {
  return step.after.some((id) => {
    const before = plan.steps.find((other) => other.id === id);
    return before !== undefined && (before.kind === 'manual' || comesAfterHand(before, plan));
  });
}
