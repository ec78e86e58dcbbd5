import { changeKinds } from './what-if-changes.ts';
import type { ChangeType, WhatIfChange, WhatIfDiagnostic, WhatIfPropertyChange } from './what-if-types.ts';

/** What Azure Resource Manager predicts for one deployment. */
export interface WhatIfResult {
  changes: WhatIfChange[];
  /** Changes that depend on what only the deployment itself finds out. */
  potentialChanges: WhatIfChange[];
  diagnostics: WhatIfDiagnostic[];
}

/** What a whole plan would change. */
export interface WhatIfReport {
  /** Name of the plan. */
  plan: string;
  deployments: DeploymentPreview[];
  /** Steps that Azure Resource Manager does not preview, in the plan's order. */
  steps: StepPreview[];
}

export interface DeploymentPreview {
  step: string;
  wave: number;
  deploymentName: string;
  subscriptionId: string;
  resourceGroup: string;
  /** Of the template's resources, those that are deployed; absent when all are. */
  cut?: { kept: number; of: number; why: string };
  outcome:
    | { kind: 'previewed'; result: WhatIfResult }
    /** It needs what an earlier deployment has not made yet. */
    | { kind: 'notPreviewableYet'; reason: string; after: string[] }
    /** All its machines already are as asked. */
    | { kind: 'skipped'; reason: string }
    | { kind: 'failed'; reason: string };
}

export interface StepPreview {
  step: string;
  wave: number;
  kind: string;
  /** One sentence. */
  text: string;
  /** What would change, where Azure could be asked; undefined where nothing in Azure changes. */
  change?: WhatIfChange;
  /** The state that the step brings about is there already. */
  done?: boolean;
}

/** Reads the answer of a what-if request, as Azure Resource Manager sends it or as the SDK hands it over. */
export function readWhatIf(answer: unknown): WhatIfResult {
  const body = (answer ?? {}) as { properties?: Partial<WhatIfResult> } & Partial<WhatIfResult>;
  const { changes, potentialChanges, diagnostics } = body.properties ?? body;
  return {
    changes: (changes ?? []).map(withKnownKind),
    potentialChanges: (potentialChanges ?? []).map(withKnownKind),
    diagnostics: [...(diagnostics ?? [])],
  };
}

/** A kind that Azure adds one day is shown as not supported, not lost. */
function withKnownKind(change: WhatIfChange): WhatIfChange {
  const known: WhatIfChange = change.delta ? { ...change, delta: change.delta.map(withKnownPropertyKind) } : change;
  if (change.changeType in changeKinds) return known;
  return { ...known, changeType: 'Unsupported', unsupportedReason: `Azure reports a change of the kind "${change.changeType}".` };
}

function withKnownPropertyKind(change: WhatIfPropertyChange): WhatIfPropertyChange {
  const children = change.children?.map(withKnownPropertyKind);
  const isKnown = ['Create', 'Delete', 'Modify', 'Array', 'NoEffect'].includes(change.propertyChangeType);
  return { ...change, ...(children ? { children } : {}), ...(isKnown ? {} : { propertyChangeType: 'NoEffect' as const }) };
}

/** All changes of all deployments; a resource that one deployment leaves alone and another one names is listed once. */
export function changesOf(report: WhatIfReport, of: 'changes' | 'potentialChanges' = 'changes'): WhatIfChange[] {
  const all = resultsOf(report).flatMap((result) => result[of]);
  const touched = new Set(all.filter((change) => !isLeftAlone(change)).map(keyOf));
  const seen = new Set<string>();
  return all.filter((change) => {
    if (!isLeftAlone(change)) return true;
    const key = keyOf(change);
    if (touched.has(key) || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

export const diagnosticsOf = (report: WhatIfReport): WhatIfDiagnostic[] => resultsOf(report).flatMap(({ diagnostics }) => diagnostics);

/** Something would change, or nobody can say yet that nothing would. */
export function hasChanges(report: WhatIfReport): boolean {
  const inDeployments = [...changesOf(report), ...changesOf(report, 'potentialChanges')].some(({ changeType }) => !quiet.has(changeType));
  const inSteps = report.steps.some(({ change, done }) => change !== undefined && done !== true);
  return inDeployments || inSteps || report.deployments.some(({ outcome }) => outcome.kind === 'notPreviewableYet');
}

export const countsOf = (changes: readonly WhatIfChange[]): Map<ChangeType, number> => {
  const counts = new Map<ChangeType, number>();
  for (const type of Object.keys(changeKinds) as ChangeType[]) {
    const count = changes.filter(({ changeType }) => changeType === type).length;
    if (count > 0) counts.set(type, count);
  }
  return counts;
};

const quiet = new Set<ChangeType>(['NoChange', 'Ignore', 'Unsupported']);
const isLeftAlone = ({ changeType }: WhatIfChange): boolean => changeType === 'Ignore' || changeType === 'NoChange';
const keyOf = ({ resourceId }: WhatIfChange): string => (resourceId ?? '').toLowerCase();

const resultsOf = (report: WhatIfReport): WhatIfResult[] =>
  report.deployments.flatMap(({ outcome }) => (outcome.kind === 'previewed' ? [outcome.result] : []));
