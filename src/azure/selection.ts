import { scenarioNames } from '../model/index.ts';
import type { DeploymentPlan, DeploymentStep, PlannedResource, Step } from '../plan/types.ts';
import { sameId } from './conditions.ts';

/** What of a plan is wanted; an empty list wants all. */
export interface Selection {
  /** Names, `GROUP/NAME`, or resource ids. */
  machines: readonly string[];
  scenarios: readonly string[];
  waves: readonly number[];
  /** Ids, or words of the spec's `subscriptions`. */
  subscriptions: readonly string[];
}

export const wantsAll = ({ machines, scenarios, waves, subscriptions }: Selection): boolean =>
  machines.length + scenarios.length + waves.length + subscriptions.length === 0;

/** `--machine vm-1 --wave 2`: how the selection is asked for. */
export const selectionText = ({ machines, scenarios, waves, subscriptions }: Selection): string =>
  [
    ...machines.map((machine) => `--machine ${machine}`),
    ...scenarios.map((scenario) => `--scenario ${scenario}`),
    ...waves.map((wave) => `--wave ${wave}`),
    ...subscriptions.map((subscription) => `--subscription ${subscription}`),
  ].join(' ');

/**
 * The plan with only what is wanted, in the same order. What machines share stays, unless its wave is not wanted.
 * A text says what in the selection the plan does not have.
 */
export function select(plan: DeploymentPlan, selection: Selection): DeploymentPlan | string {
  const complaint = complaintAbout(plan, selection);
  if (complaint !== undefined) return complaint;
  if (wantsAll(selection)) return plan;
  const subscriptions = selection.subscriptions.map((word) => (plan.subscriptions[word] ?? word).toLowerCase());
  const steps = plan.steps.filter((step) => subscriptions.length === 0 || isIn(step, subscriptions));
  return { ...plan, steps: steps.flatMap((step) => cutStep(step, selection)) };
}

/** Resource ids of the machines a step is about, each once. */
export function machinesOf(step: Step): string[] {
  switch (step.kind) {
    case 'deployment':
      return distinct(step.resources.map(({ machine }) => machine).filter((machine) => machine !== undefined));
    case 'wait':
      return distinct(step.doneWhen.map(({ machine }) => machine));
    case 'manual':
    case 'updateDisk':
    case 'updateKeyVault':
      return [];
    default:
      return [step.machine];
  }
}

export const machineName = (id: string): string => id.slice(id.lastIndexOf('/') + 1);

function complaintAbout(plan: DeploymentPlan, { machines, scenarios, waves, subscriptions }: Selection): string | undefined {
  const ids = plan.steps.flatMap(machinesOf);
  const machine = machines.find((wanted) => !ids.some((id) => isMachine(id, wanted)));
  if (machine !== undefined) return `The plan has no machine ${machine}.`;
  const present = new Set(plan.steps.flatMap(scenariosOf));
  const scenario = scenarios.find((wanted) => !present.has(wanted));
  if (scenario !== undefined) return `The plan has no scenario ${scenario}. It has ${[...present].join(', ')}.`;
  const wave = waves.find((wanted) => !plan.steps.some((step) => step.wave === wanted));
  if (wave !== undefined) return `The plan has no wave ${wave}. Its last is ${Math.max(...plan.steps.map((step) => step.wave))}.`;
  const subscription = subscriptions.find(
    (word) => !plan.steps.some((step) => isIn(step, [(plan.subscriptions[word] ?? word).toLowerCase()])),
  );
  return subscription === undefined ? undefined : `The plan does nothing in the subscription ${subscription}.`;
}

/** Whether a step works in one of these subscriptions (lower case); what a person does by hand belongs to all. */
function isIn(step: Step, subscriptions: readonly string[]): boolean {
  if (step.kind === 'manual') return true;
  if (step.kind === 'deployment') return subscriptions.includes(step.subscriptionId.toLowerCase());
  const ids = step.kind === 'updateKeyVault' ? [step.keyVault] : step.kind === 'updateDisk' ? [step.disk] : machinesOf(step);
  return ids.some(
    (id) => typeof id !== 'string' || subscriptions.some((subscription) => id.toLowerCase().startsWith(`/subscriptions/${subscription}/`)),
  );
}

function cutStep(step: Step, selection: Selection): Step[] {
  const { scenarios, waves } = selection;
  if (waves.length > 0 && !waves.includes(step.wave)) return [];
  if (step.kind === 'deployment') return cutDeployment(step, selection);
  const ownScenarios = scenariosOf(step);
  if (scenarios.length > 0 && ownScenarios.length > 0 && !ownScenarios.some((scenario) => scenarios.includes(scenario))) return [];
  const machines = machinesOf(step);
  if (machines.length > 0 && !machines.some((machine) => isWanted(machine, selection))) return [];
  if (step.kind !== 'wait') return [step];
  return [{ ...step, doneWhen: step.doneWhen.filter(({ machine }) => isWanted(machine, selection)) }];
}

function cutDeployment(step: DeploymentStep, selection: Selection): Step[] {
  const resources = step.resources.filter((resource) => wantsResource(resource, selection));
  if (resources.length === 0) return [];
  const skipWhen = step.skipWhen?.filter(({ machine }) => isWanted(machine, selection));
  return [{ ...step, resources, ...(skipWhen === undefined ? {} : { skipWhen }) }];
}

function wantsResource(resource: PlannedResource, selection: Selection): boolean {
  const scenario = scenarioOf(resource);
  if (selection.scenarios.length > 0 && scenario !== undefined && !selection.scenarios.includes(scenario)) return false;
  return resource.machine === undefined || isWanted(resource.machine, selection);
}

const isWanted = (id: string, { machines }: Selection): boolean =>
  machines.length === 0 || machines.some((wanted) => isMachine(id, wanted));

function isMachine(id: string, wanted: string): boolean {
  if (wanted.startsWith('/')) return sameId(id, wanted);
  const [name = '', group] = wanted.split('/').reverse();
  return sameId(machineName(id), name) && (group === undefined || id.toLowerCase().includes(`/resourcegroups/${group.toLowerCase()}/`));
}

/** Scenarios that a step serves; none for what machines share. */
function scenariosOf(step: Step): string[] {
  if (step.kind === 'deployment') return distinct(step.resources.map(scenarioOf).filter((scenario) => scenario !== undefined));
  // Ids of the other steps begin with the folder that their scenario's deployment has.
  const segments = step.id.split('/');
  return scenarioNames.filter((name) => segments.includes(name));
}

const scenarioOf = ({ spec }: PlannedResource): string | undefined => /^\/scenarios\/([^/]+)/.exec(spec)?.[1];

function distinct(values: string[]): string[] {
  const seen = new Set<string>();
  return values.filter((value) => {
    const key = value.toLowerCase();
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
