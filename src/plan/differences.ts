import microdiff from 'microdiff';
import { resolveResources } from './resolve-resource.ts';
import type { DeploymentPlan, DeploymentStep, Step } from './types.ts';

/** What a folder of generated files holds. */
export interface PlanFolder {
  plan: DeploymentPlan;
  /** A JSON file of the folder, parsed; undefined where there is none. */
  json(path: string): unknown;
}

/** What generating changes, by the machine, vault or other thing that it is about. */
export interface Differences {
  name: string;
  subjects: SubjectDifference[];
  /** Files that change although nothing that is deployed does, such as descriptions. */
  wording: string[];
}

export interface SubjectDifference {
  /** Resource id of the machine; absent for what machines share. */
  machine?: string;
  /** Name of the machine, or type and name of what they share. */
  subject: string;
  /** `left`: it is in the plan no more, and stays in Azure as it is. */
  change: 'added' | 'changed' | 'left';
  /** Scenarios and other deployments it is in after the change; before it, when it left. */
  deployments: string[];
  wave?: { from?: number; to?: number };
  /** The extension runs again, because something that it is told has changed. */
  runsAgain: boolean;
  /** A selection of the spec brought it in, or let it go. */
  bySelection: boolean;
  resources: ResourceDifference[];
  steps: { id: string; kind: Step['kind']; change: 'added' | 'removed' }[];
}

export interface ResourceDifference {
  type: string;
  name: string;
  change: 'added' | 'changed' | 'removed';
  /** Of a changed resource: what is different. */
  settings: SettingDifference[];
}

export interface SettingDifference {
  /** Names and indexes joined by dots: `properties.settings.VolumeType`. */
  setting: string;
  from?: unknown;
  to?: unknown;
}

interface DeployedResource {
  type: string;
  name: string;
  runTag?: string;
  wave: number;
  /** What is deployed, parameters and variables filled in. */
  value: unknown;
}

interface Subject {
  machine?: string;
  subject: string;
  spec: string;
  deployments: Set<string>;
  resources: Map<string, DeployedResource>;
  steps: Map<string, Step>;
}

/**
 * Compares what is committed (undefined: nothing) with what would be generated, resource by resource.
 * @param isSelection whether a pointer of a plan leads to a selection in the spec as it is now
 */
export function compareFolders(before: PlanFolder | undefined, after: PlanFolder, isSelection: (pointer: string) => boolean): Differences {
  const old = before === undefined ? new Map<string, Subject>() : subjectsOf(before);
  const next = subjectsOf(after);
  const subjects: SubjectDifference[] = [];
  for (const [key, subject] of next) {
    const difference = compareSubjects(old.get(key), subject, isSelection);
    if (difference !== undefined) subjects.push(difference);
  }
  for (const [key, subject] of old) if (!next.has(key)) subjects.push(leftSubject(subject, isSelection));
  return { name: after.plan.name, subjects: subjects.sort(bySubject), wording: subjects.length > 0 ? [] : changedFiles(before, after) };
}

const bySubject = (a: SubjectDifference, b: SubjectDifference): number =>
  order(a.machine === undefined ? 1 : 0, b.machine === undefined ? 1 : 0) || order(a.subject.toLowerCase(), b.subject.toLowerCase());

const order = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);

function changedFiles(before: PlanFolder | undefined, after: PlanFolder): string[] {
  const old = before?.plan.files ?? {};
  const paths = new Set([...Object.keys(old), ...Object.keys(after.plan.files)]);
  return [...paths].filter((path) => old[path] !== after.plan.files[path]).sort();
}

function subjectsOf(folder: PlanFolder): Map<string, Subject> {
  const subjects = new Map<string, Subject>();
  const subjectAt = (key: string, create: () => Pick<Subject, 'machine' | 'subject' | 'spec'>): Subject => {
    const found = subjects.get(key) ?? { ...create(), deployments: new Set(), resources: new Map(), steps: new Map() };
    subjects.set(key, found);
    return found;
  };
  for (const step of folder.plan.steps) {
    if (step.kind === 'deployment') {
      for (const { key, resource, machine, spec } of deployedResources(step, folder)) {
        const subject = subjectAt(machine?.toLowerCase() ?? key, () =>
          machine === undefined ? { subject: `${resource.type} ${resource.name}`, spec } : { machine, subject: lastSegment(machine), spec },
        );
        subject.deployments.add(step.deployment);
        subject.resources.set(key, resource);
      }
    } else if ('machine' in step) {
      subjectAt(step.machine.toLowerCase(), () => ({ machine: step.machine, subject: lastSegment(step.machine), spec: '' })).steps.set(
        step.id,
        step,
      );
    }
  }
  return subjects;
}

function deployedResources(step: DeploymentStep, folder: PlanFolder) {
  const lookUp = resolveResources(folder.json(step.template), folder.json(step.parameters));
  return step.resources.map(({ type, name, machine, runTag, spec }) => ({
    key: [step.subscriptionId, step.resourceGroup, type, name].join('|').toLowerCase(),
    machine,
    spec,
    resource: {
      type,
      name,
      ...(runTag !== undefined && { runTag }),
      wave: step.wave,
      value: lookUp(type, name),
    },
  }));
}

const lastSegment = (id: string): string => id.slice(id.lastIndexOf('/') + 1);

function compareSubjects(
  before: Subject | undefined,
  after: Subject,
  isSelection: (pointer: string) => boolean,
): SubjectDifference | undefined {
  const resources = [...after.resources].flatMap(([key, resource]) => compareResources(before?.resources.get(key), resource) ?? []);
  for (const [key, { type, name }] of before?.resources ?? []) {
    if (!after.resources.has(key)) resources.push({ type, name, change: 'removed', settings: [] });
  }
  const steps = compareSteps(before?.steps ?? new Map(), after.steps);
  const wave = compareWaves(before, after);
  if (before !== undefined && resources.length === 0 && steps.length === 0 && wave === undefined) return undefined;
  const runsAgain = [...after.resources].some(([key, { runTag }]) => {
    const old = before?.resources.get(key);
    return old !== undefined && old.runTag !== runTag;
  });
  return {
    ...head(after),
    change: before === undefined ? 'added' : 'changed',
    bySelection: before === undefined && isSelection(after.spec),
    ...(wave !== undefined && { wave }),
    runsAgain,
    resources,
    steps,
  };
}

/** The wave of a new subject, or the first change of wave of a resource that was there before. */
function compareWaves(before: Subject | undefined, after: Subject): SubjectDifference['wave'] {
  if (before === undefined) {
    const waves = [...after.resources.values()].map(({ wave }) => wave);
    return waves.length === 0 ? undefined : { to: Math.min(...waves) };
  }
  for (const [key, { wave }] of after.resources) {
    const old = before.resources.get(key);
    if (old !== undefined && old.wave !== wave) return { from: old.wave, to: wave };
  }
  return undefined;
}

const leftSubject = (subject: Subject, isSelection: (pointer: string) => boolean): SubjectDifference => ({
  ...head(subject),
  change: 'left',
  bySelection: isSelection(subject.spec),
  runsAgain: false,
  resources: [...subject.resources.values()].map(({ type, name }) => ({ type, name, change: 'removed', settings: [] })),
  steps: [],
});

const head = ({ machine, subject, deployments }: Subject): Pick<SubjectDifference, 'machine' | 'subject' | 'deployments'> => ({
  ...(machine !== undefined && { machine }),
  subject,
  deployments: [...deployments],
});

function compareResources(before: DeployedResource | undefined, after: DeployedResource): ResourceDifference | undefined {
  const { type, name } = after;
  if (before === undefined) return { type, name, change: 'added', settings: [] };
  const settings = microdiff(asObject(before.value), asObject(after.value))
    .map(
      (difference): SettingDifference => ({
        setting: difference.path.join('.'),
        ...(difference.type !== 'CREATE' && { from: difference.oldValue }),
        ...(difference.type !== 'REMOVE' && { to: difference.value }),
      }),
    )
    // The run tag follows from the other settings; that it changed is told as "runs again".
    .filter(({ from, to }) => !(before.runTag !== undefined && from === before.runTag && to === after.runTag));
  if (settings.length === 0 && before.runTag === after.runTag) return undefined;
  return { type, name, change: 'changed', settings };
}

const asObject = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

function compareSteps(before: ReadonlyMap<string, Step>, after: ReadonlyMap<string, Step>): SubjectDifference['steps'] {
  const added = [...after.values()].filter(({ id }) => !before.has(id)).map(({ id, kind }) => ({ id, kind, change: 'added' as const }));
  const removed = [...before.values()].filter(({ id }) => !after.has(id)).map(({ id, kind }) => ({ id, kind, change: 'removed' as const }));
  return [...added, ...removed];
}
