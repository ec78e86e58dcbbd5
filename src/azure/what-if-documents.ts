import { changeKinds, inOrder, relativeIdOf, scopeOf } from './what-if-changes.ts';
import { foldNoise } from './what-if-noise.ts';
import { changesOf, countsOf, diagnosticsOf, hasChanges, type WhatIfReport } from './what-if-report.ts';
import { countsText, formatWhatIf, outcomeText } from './what-if-text.ts';
import type { WhatIfChange } from './what-if-types.ts';

/** The report for programs; `whatIf` is the version of this format. */
export function formatWhatIfJson(report: WhatIfReport, { showNoise }: { showNoise: boolean }): string {
  const { report: shown, folded } = showNoise ? { report, folded: undefined } : foldNoise(report);
  const document = {
    whatIf: 1,
    plan: report.plan,
    hasChanges: hasChanges(shown),
    counts: Object.fromEntries(countsOf(changesOf(shown))),
    potentialCounts: Object.fromEntries(countsOf(changesOf(shown, 'potentialChanges'))),
    folded: folded ?? { protectedSettings: 0, unresolved: 0, defaults: 0 },
    diagnostics: diagnosticsOf(shown),
    deployments: shown.deployments,
    steps: shown.steps,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** The report as a comment on a pull request: what changes in a table, the whole text folded up below it. */
export function formatWhatIfMarkdown(report: WhatIfReport, { showNoise }: { showNoise: boolean }): string {
  const { report: shown } = showNoise ? { report } : foldNoise(report);
  const changes = changesOf(shown);
  const potential = changesOf(shown, 'potentialChanges');
  const text = formatWhatIf(report, { color: false, showNoise });
  const sections = [
    `### What-if: ${report.plan}`,
    `Resource changes: ${countsText(changes)}.${potential.length > 0 ? ` Potential changes: ${countsText(potential)}.` : ''}`,
    changeTable('| | Resource | Change | Scope |', changes),
    changeTable('| | May or may not change | Change | Scope |', potential),
    deploymentTable(shown),
    stepTable(shown),
    `<details><summary>Details</summary>\n\n${fenced(text)}\n\n</details>`,
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function changeTable(header: string, changes: readonly WhatIfChange[]): string {
  const listed = inOrder(changes).filter(({ changeType }) => changeType !== 'Ignore' && changeType !== 'NoChange');
  if (listed.length === 0) return '';
  const rows = listed.map((change) =>
    row(`\`${changeKinds[change.changeType].symbol}\``, code(relativeIdOf(change)), change.changeType, code(scopeOf(change))),
  );
  return [header, '| --- | --- | --- | --- |', ...rows].join('\n');
}

function deploymentTable({ deployments }: WhatIfReport): string {
  if (deployments.length === 0) return '';
  const rows = deployments.map((deployment) =>
    row(code(deployment.deploymentName), code(deployment.resourceGroup), cell(outcomeText(deployment)), cutText(deployment.cut)),
  );
  return ['| Deployment | Resource group | Outcome | Part of the template |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

function cutText(cut: WhatIfReport['deployments'][number]['cut']): string {
  return cut === undefined ? 'all' : cell(`${cut.kept} of ${cut.of} resources: ${cut.why}`);
}

function stepTable({ steps }: WhatIfReport): string {
  if (steps.length === 0) return '';
  const rows = steps.map(({ wave, kind, text, done }) => row(String(wave), kind, cell(text), done === true ? 'nothing to do' : ''));
  return ['| Wave | Step that is not previewed | What it does | |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

const row = (...cells: string[]): string => `| ${cells.join(' | ')} |`;
const cell = (text: string): string => text.replace(/[\\|<>`*_[\]]/g, '\\$&').replaceAll('\n', ' ');
const code = (text: string): string => `\`${text.replaceAll('|', '\\|').replaceAll('`', "'")}\``;

/** A fence that nothing inside can close; `diff` lets the page colour added and deleted lines. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  // The page colours a line by its first character, where what-if indents.
  const lines = text.split('\n').map((line) => line.replace(/^( +)([-+~!=x*]) /, '$2$1'));
  return `${fence}diff\n${lines.join('\n').trimEnd()}\n${fence}`;
}
