import { type Color, ColoredText } from './colored-text.ts';
import { changeKinds, compare, relativeIdOf, scopeOf, writeChanges } from './what-if-changes.ts';
import { type Folded, foldNoise } from './what-if-noise.ts';
import { changesOf, countsOf, type DeploymentPreview, diagnosticsOf, type StepPreview, type WhatIfReport } from './what-if-report.ts';
import type { ChangeType, WhatIfChange, WhatIfDiagnostic, WhatIfPropertyChange } from './what-if-types.ts';

export interface WhatIfTextOptions {
  color: boolean;
  /** Show also what a deployment does not change; see what-if-noise.ts. */
  showNoise: boolean;
}

/** What-if lists everything else in the resource groups too; users of large groups saw nothing else (Azure/bicep-deploy#187, 2026). */
const listedIgnored = 20;

const levelColors: Record<WhatIfDiagnostic['level'], Color> = { Error: 'red', Warning: 'yellow', Info: 'reset' };

/**
 * The report as users of `az deployment group what-if` know it, over all deployments of the plan, followed by what Azure Resource Manager
 * does not preview. Layout: https://github.com/Azure/azure-cli, resource/_formatters.py (2026-08).
 */
export function formatWhatIf(report: WhatIfReport, { color, showNoise }: WhatIfTextOptions): string {
  const { report: shown, folded } = showNoise ? { report, folded: undefined } : foldNoise(report);
  const text = new ColoredText(color);
  const changes = changesOf(shown);
  const potential = changesOf(shown, 'potentialChanges');
  text.line('Note: The result may contain false positive predictions (noise).');
  text.line('You can help us improve the accuracy of the result by opening an issue here: https://aka.ms/WhatIfIssues').line();
  writeLegend(text, changes);
  const ignored = changes.filter(({ changeType }) => changeType === 'Ignore');
  const unlisted = showNoise || ignored.length <= listedIgnored ? 0 : ignored.length;
  writeScopes(
    text,
    unlisted === 0 ? changes : changes.filter(({ changeType }) => changeType !== 'Ignore'),
    'The deployment will update the following',
  );
  text.line().add(`Resource changes: ${countsText(changes)}.`);
  writeScopes(text, potential, 'The following change MAY OR MAY NOT be deployed to the following');
  if (potential.length > 0) text.line().add(`Potential changes: ${countsText(potential)}.`);
  text.line();
  writeDiagnostics(text, [...changes, ...potential], diagnosticsOf(shown));
  writeFolded(text, folded, unlisted);
  writeDeployments(text, shown.deployments);
  writeSteps(text, shown.steps);
  return text.toString();
}

/** `1 to create, 2 to modify, 1 no change`; `no change` for none. */
export function countsText(changes: readonly WhatIfChange[]): string {
  const counts = [...countsOf(changes)].map(([type, count]) => {
    if (type === 'NoChange') return `${count} no change`;
    return type === 'Unsupported' ? `${count} unsupported` : `${count} to ${type.toLowerCase()}`;
  });
  return counts.length === 0 ? 'no change' : counts.join(', ');
}

function writeLegend(text: ColoredText, changes: readonly WhatIfChange[]): void {
  if (changes.length === 0) return;
  const present = new Set(changes.flatMap((change) => [change.changeType, ...kindsWithin(change.delta)]));
  const kinds = (Object.keys(changeKinds) as (ChangeType | 'NoEffect')[]).filter((kind) => present.has(kind));
  text.line(`Resource and property changes are indicated with ${kinds.length === 1 ? 'this symbol' : 'these symbols'}:`);
  for (const kind of kinds) {
    text
      .add('  ')
      .add(changeKinds[kind].symbol, changeKinds[kind].color)
      .line(` ${titleOf(kind)}`);
  }
}

const kindsWithin = (changes: readonly WhatIfPropertyChange[] | null | undefined): (ChangeType | 'NoEffect')[] =>
  (changes ?? []).flatMap(({ propertyChangeType, children }) => [
    propertyChangeType === 'Array' ? ('Modify' as const) : propertyChangeType,
    ...kindsWithin(children),
  ]);

/** `Nochange`, as az writes it. */
const titleOf = (kind: string): string => kind.charAt(0) + kind.slice(1).toLowerCase();

function writeScopes(text: ColoredText, changes: readonly WhatIfChange[], introduction: string): void {
  if (changes.length === 0) return;
  const scopes = new Map<string, WhatIfChange[]>();
  for (const change of changes) {
    const key = scopeOf(change).toUpperCase();
    scopes.set(key, [...(scopes.get(key) ?? []), change]);
  }
  text.line().line(`${introduction} ${scopes.size === 1 ? 'scope' : 'scopes'}:`);
  for (const [, inScope] of [...scopes].sort(([a], [b]) => compare(a, b))) {
    text.line().line(`Scope: ${scopeOf(inScope[0] as WhatIfChange)}`);
    writeChanges(text, inScope);
  }
}

function writeDiagnostics(text: ColoredText, changes: readonly WhatIfChange[], diagnostics: WhatIfDiagnostic[]): void {
  const unsupported = changes.filter(({ changeType }) => changeType === 'Unsupported');
  const count = unsupported.length + diagnostics.length;
  if (count === 0) return;
  text.line().line(`Diagnostics (${count}): `);
  for (const change of unsupported) {
    text.within('yellow', () => text.line(`${relativeIdOf(change)} (Unsupported) ${change.unsupportedReason ?? ''}`));
  }
  for (const { level, target, code, message } of diagnostics) {
    text.within(levelColors[level] ?? 'reset', () => text.line(`${target ?? ''} (${code}) ${message}`));
  }
}

function writeFolded(text: ColoredText, folded: Folded | undefined, unlisted: number): void {
  if (folded === undefined) return;
  const reasons = [
    [folded.protectedSettings, 'of protectedSettings, which Azure never shows'],
    [folded.unresolved, 'with a value known only during the deployment'],
    [folded.defaults, 'of read-only properties and defaults'],
    [unlisted, 'resources that no deployment names'],
  ].filter(([count]) => count !== 0);
  if (reasons.length === 0) return;
  text.line().line('Not shown as changes (--show-noise shows them):');
  for (const [count, reason] of reasons) text.line(`  ${count} ${reason}`);
}

function writeDeployments(text: ColoredText, deployments: readonly DeploymentPreview[]): void {
  if (deployments.length === 0) return;
  text.line().line(`Deployments (${deployments.length}):`);
  for (const deployment of deployments) {
    const { resourceGroup, deploymentName, cut, outcome } = deployment;
    text.add(`  ${deploymentName} in ${resourceGroup}: `);
    if (outcome.kind === 'failed') text.add(outcomeText(deployment), 'red');
    else text.add(outcomeText(deployment), outcome.kind === 'notPreviewableYet' ? 'yellow' : undefined);
    if (cut !== undefined) text.add(` (${cut.kept} of ${cut.of} resources: ${cut.why})`);
    text.line();
  }
}

/** What came of previewing the deployment, in a few words. */
export function outcomeText({ outcome }: DeploymentPreview): string {
  switch (outcome.kind) {
    case 'previewed':
      return countsText(outcome.result.changes.filter(({ changeType }) => changeType !== 'Ignore'));
    case 'notPreviewableYet':
      return `not previewable yet, it needs what ${outcome.after.join(', ')} makes: ${outcome.reason}`;
    case 'skipped':
      return `left out: ${outcome.reason}`;
    case 'failed':
      return `failed: ${outcome.reason}`;
  }
}

function writeSteps(text: ColoredText, steps: readonly StepPreview[]): void {
  if (steps.length === 0) return;
  text.line().line(`Steps that Azure Resource Manager does not preview (${steps.length}):`);
  for (const { wave, text: sentence, change, done } of steps) {
    text.add(`  wave ${wave}: ${sentence}`).line(done === true ? ' (nothing to do)' : '');
    if (change !== undefined && done !== true) {
      writeChanges(text, [change]);
      if (!change.delta?.length) continue;
      text.line();
    }
  }
}
