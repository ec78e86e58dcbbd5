import type { Condition, DeploymentStep, PlannedResource } from '../../plan/types.ts';
import type { DeploymentContent, DeploymentPlace, DeploymentRecord, Operation } from '../client.ts';
import { conditionsOn, evaluate, sameId } from '../conditions.ts';
import { contentHash, contentOf, type OpenParameter, openParameters, withValues } from '../deployment-content.ts';
import { AzureError, failureText } from '../errors.ts';
import { deadline } from '../operation.ts';
import { pause } from '../retry.ts';
import { askUntil, done, leaving, type RunContext, type StepOutcome, skipped } from '../run-context.ts';
import { deployedResources, failuresOf } from './deployment-failures.ts';

/** The tag by which a later run finds that a deployment is of this run and of this content. */
export const runTagName = 'armade-run';
export const runTag = (run: string, hash: string): string => `${run}/${hash}`;

export const placeOf = ({ subscriptionId, resourceGroup, deploymentName }: DeploymentStep): DeploymentPlace => ({
  subscriptionId,
  resourceGroup,
  name: deploymentName,
});

/**
 * Deploys a step once in this run: what this run has already sent is waited for, and not sent again.
 * @param machines those the step is to be done for; resources of no machine are always deployed
 */
export async function runDeployment(step: DeploymentStep, machines: readonly string[], context: RunContext): Promise<StepOutcome> {
  const place = placeOf(step);
  const tag = runTag(context.run, contentHash(wholeOf(step, context), context.texts));
  const before = await context.client.readDeployment(place);
  const isOurs = before !== undefined && isOf(before, tag);
  if (isOurs && !isOver(before)) {
    const operation = context.before.get(step.id)?.operation ?? {};
    return await outcomeOf(step, await ended(step, place, operation, context), machines, context);
  }
  const deployed = isOurs ? await deployedResources(step, before, context) : [];
  const kept = (await keptResources(step, machines, context)).filter((resource) => !deployed.includes(resource));
  if (kept.length === 0) return isOurs ? done : skipped('every machine already is as asked');
  const content = { ...(await completed(contentOf(wholeOf(step, context), kept, context.texts), context)), tags: { [runTagName]: tag } };
  const operation = await sendOnce(place, content, before, tag, context);
  context.journal.write({ step: step.id, state: 'accepted', at: context.now().toISOString(), operation });
  context.tell(step, `accepted for ${kept.length} of ${step.resources.length} resources`);
  return await outcomeOf({ ...step, resources: kept }, await ended(step, place, operation, context), machines, context);
}

/** Resources to deploy: those of no machine, and those of machines that are wanted and not as asked yet. */
export async function keptResources(
  step: DeploymentStep,
  machines: readonly string[],
  context: Pick<RunContext, 'reader'>,
): Promise<PlannedResource[]> {
  const reached = await reachedMachines(step.skipWhen ?? [], machines, context);
  return step.resources.filter(
    ({ machine }) => machine === undefined || (machines.some((wanted) => sameId(wanted, machine)) && !reached.has(machine.toLowerCase())),
  );
}

async function reachedMachines(
  skipWhen: readonly Condition[],
  machines: readonly string[],
  { reader }: Pick<RunContext, 'reader'>,
): Promise<Set<string>> {
  const reached = new Set<string>();
  await Promise.all(
    machines.map(async (machine) => {
      const conditions = conditionsOn(skipWhen, machine);
      if (conditions.length === 0) return;
      const state = await reader.read(machine);
      if (state !== undefined && conditions.every((condition) => evaluate(condition, state).holds)) reached.add(machine.toLowerCase());
    }),
  );
  return reached;
}

/** With the values of secure parameters and of those that only a person knows. */
async function completed(content: DeploymentContent, { values }: RunContext): Promise<DeploymentContent> {
  const given = new Map<string, string>();
  const missing: OpenParameter[] = [];
  for (const parameter of openParameters(content)) {
    const value = await values.valueOf(parameter);
    if (value === undefined) missing.push(parameter);
    else given.set(parameter.name, value);
  }
  if (missing.length > 0) throw new AzureError(missingValues(missing));
  return withValues(content, given);
}

export const missingValues = (parameters: readonly { name: string }[]) => ({
  code: 'ParameterMissing',
  message: `Nobody gave a value for ${parameters.map(({ name }) => name).join(', ')}.`,
  others: [],
  advice: `Set ${parameters.map(({ name }) => `ARMADE_PARAMETER_${name}`).join(', ')} in the environment, then go on with "armade deploy --resume".`,
  rules: [],
});

const attempts = 6;
const firstPause = 500;

/** Sends the deployment; where nobody knows whether Azure took it, looks before sending it again. */
async function sendOnce(
  place: DeploymentPlace,
  content: DeploymentContent,
  before: DeploymentRecord | undefined,
  tag: string,
  { client, signal }: RunContext,
): Promise<Operation> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await client.deploy(place, content);
    } catch (error) {
      if (!(error instanceof AzureError) || !(error.uncertain || error.failure.code === 'DeploymentActive')) throw error;
      const now = await client.readDeployment(place);
      if (now !== undefined && isOf(now, tag) && now.correlationId !== before?.correlationId) return {};
      if (!error.uncertain || attempt >= attempts) throw error;
      await pause(firstPause * attempt, signal);
    }
  }
}

/** Waits for the end: asks for the operation's status, which is short, and then for the deployment itself. */
async function ended(step: DeploymentStep, place: DeploymentPlace, operation: Operation, context: RunContext): Promise<DeploymentRecord> {
  await context.client.follow(operation, deadline(context.limits.step, `Deployment ${place.name}`, context.signal));
  return await askUntil(step, context, async () => {
    const record = await context.client.readDeployment(place);
    if (record === undefined) throw new AzureError(vanished(place));
    return isOver(record) ? record : undefined;
  });
}

async function outcomeOf(
  step: DeploymentStep,
  record: DeploymentRecord,
  machines: readonly string[],
  context: RunContext,
): Promise<StepOutcome> {
  if (record.provisioningState === 'Succeeded') return done;
  const wanted = step.resources.filter(({ machine }) => machine === undefined || machines.some((one) => sameId(one, machine)));
  const { left, failure } = await failuresOf({ ...step, resources: wanted }, record, context);
  return left.size > 0 ? leaving(left) : { state: 'failed', left, message: failureText(failure) };
}

const isOver = ({ provisioningState }: DeploymentRecord): boolean => /^(Succeeded|Failed|Canceled)$/.test(provisioningState);

const isOf = ({ tags }: DeploymentRecord, tag: string): boolean => tags[runTagName] === tag;

function wholeOf(step: DeploymentStep, { whole }: RunContext): DeploymentStep {
  return whole.get(step.id) ?? step;
}

const vanished = ({ name, resourceGroup }: DeploymentPlace) => ({
  code: 'DeploymentNotFound',
  message: `Deployment ${name} in ${resourceGroup} was accepted and is not there any more: somebody deleted it.`,
  others: [],
  rules: [],
});
