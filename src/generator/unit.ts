import type { Condition, PlannedResource, Step } from '../plan/types.ts';
import type { DeploymentPlace } from './place.ts';
import type { TemplateScope } from './template-scope.ts';

/** Deployments of their own for what machines share, and the scenarios that make templates. Also the name of the Handlebars template. */
export const deploymentKinds = [
  'key-vault',
  'key-vault-secrets',
  'network',
  'recovery-services-vault',
  'backup-rights',
  'snapshots',
  'new-vm-encrypted-vhd',
  'new-vm-gallery-image',
  'enable-existing-vm',
  'new-scale-set',
  'enable-scale-set',
  'encrypted-managed-disk',
  'update-encryption-settings',
  'disable-vm',
  'disable-scale-set',
  'remove-encryption-extension',
  'restore-encrypted-vm',
  'backup-encrypted-vm',
] as const;
export type DeploymentKind = (typeof deploymentKinds)[number];

type WithoutOrder<T> = T extends Step ? Omit<T, 'wave' | 'after'> : never;

/** A step before it is known when it runs. */
export type StepDraft = WithoutOrder<Step>;

/** What one machine, vault or disk adds to a deployment. */
export interface Unit {
  deployment: DeploymentKind;
  wave: number;
  place: DeploymentPlace;
  /** Decides where the unit stands in the template and into which part of a cut it falls. */
  name: string;
  resources: PlannedResource[];
  /** Resource id of the machine, vault or disk that the unit is about; steps about the same thing run one after the other. */
  about: string;
  /** Resource ids of further things that have to be there first. */
  needs?: string[];
  skipWhen?: Condition;
  /** What the machine has to reach before anything that depends on it goes on. */
  doneWhen?: Condition;
  /** Steps of this machine alone, each after the one before: before its deployment, between deployment and wait, after the wait. */
  prepare: StepDraft[];
  beforeWait: StepDraft[];
  afterWait: StepDraft[];
  /** Describes the unit's resources for its template; called once, when it is known which deployment it falls into. */
  view(scope: TemplateScope): object;
}

/** For a unit that needs no steps around its deployment. */
export const noSteps = { prepare: [], beforeWait: [], afterWait: [] } satisfies Partial<Unit>;

/** Steps of one machine that belong to no deployment. */
export interface Chain {
  wave: number;
  about: string;
  steps: StepDraft[];
}

/** What a request, or what machines share, contributes to the plan. */
export interface Contribution {
  units: Unit[];
  chains: Chain[];
}
