import pc from 'picocolors';
import type { Differences, ResourceDifference, SettingDifference, SubjectDifference } from '../plan/differences.ts';
import { plural } from './count.ts';
import { escape } from './markdown.ts';
import { printableJson, visible } from './visible.ts';

type DifferencesFormatter = (differences: readonly Differences[], color: boolean) => string;

export type DifferencesFormat = 'pretty' | 'json' | 'markdown';

/** What generating would change, for people, programs and pull requests. */
export const differencesFormatters: Readonly<Record<DifferencesFormat, DifferencesFormatter>> = {
  pretty: (differences, color) => differences.map((each) => printPretty(each, color)).join('\n'),
  json: (differences) => printableJson({ version: 1, specs: differences }),
  markdown: (differences) => differences.map(printMarkdown).join('\n'),
};

const signs: Readonly<Record<SubjectDifference['change'] | ResourceDifference['change'], string>> = {
  added: '+',
  changed: '~',
  left: '-',
  removed: '-',
};

function summarise({ subjects, wording }: Differences): string {
  const count = (change: SubjectDifference['change']) => subjects.filter((subject) => subject.change === change).length;
  const parts = (['added', 'changed', 'left'] as const).filter((change) => count(change) > 0).map((change) => `${count(change)} ${change}`);
  if (parts.length > 0) return parts.join(', ');
  return wording.length > 0 ? `only descriptions change, in ${plural(wording.length, 'file')}` : 'no changes';
}

/** What stands behind the name of a machine, in a few words each. */
function remarks({ change, machine, deployments, wave, bySelection, runsAgain }: SubjectDifference): string[] {
  const entered = bySelection ? 'entered the selection' : undefined;
  const left = `${bySelection ? 'left the selection' : 'left the spec'}; stays in Azure as it is`;
  const waves = wave === undefined ? undefined : wave.from === undefined ? `wave ${wave.to}` : `wave ${wave.from} → ${wave.to}`;
  const again = runsAgain && machine !== undefined ? 'runs again' : undefined;
  return [deployments.join(', '), waves, change === 'left' ? left : entered, again].filter(
    (remark) => remark !== undefined && remark !== '',
  ) as string[];
}

function printPretty(differences: Differences, color: boolean): string {
  const { bold, dim, green, red, yellow } = pc.createColors(color);
  const paint = { added: green, changed: yellow, left: red, removed: red };
  const lines = [`${bold(visible(differences.name))}: ${summarise(differences)}`];
  for (const subject of differences.subjects) {
    const { change, resources, steps } = subject;
    lines.push(`${paint[change](`${signs[change]} ${visible(subject.subject)}`)}  ${dim(visible(remarks(subject).join('; ')))}`);
    if (change === 'left') continue;
    for (const resource of resources) {
      lines.push(`    ${paint[resource.change](signs[resource.change])} ${visible(resource.type)} ${visible(resource.name)}`);
      for (const setting of resource.settings) lines.push(`        ${visible(setting.setting)}: ${visible(printChange(setting))}`);
    }
    for (const step of steps) lines.push(`    ${paint[step.change](signs[step.change])} step ${step.kind} ${dim(visible(step.id))}`);
  }
  return `${lines.join('\n')}\n`;
}

function printChange(setting: SettingDifference): string {
  if (!('from' in setting)) return `${show(setting.to)} (new)`;
  if (!('to' in setting)) return `${show(setting.from)} (removed)`;
  return `${show(setting.from)} → ${show(setting.to)}`;
}

const show = (value: unknown): string => JSON.stringify(value) ?? 'nothing';

const titles: Readonly<Record<SubjectDifference['change'], string>> = { added: 'Added', changed: 'Changed', left: 'Left' };

function printMarkdown(differences: Differences): string {
  const lines = [`### ${escape(differences.name)}: ${summarise(differences)}`];
  if (differences.subjects.length > 0) lines.push('', '| | Machine | | What changes |', '| --- | --- | --- | --- |');
  for (const subject of differences.subjects) {
    const details =
      subject.change === 'left'
        ? []
        : [...subject.resources.map(resourceCell), ...subject.steps.map((step) => `${signs[step.change]} step ${step.kind}`)];
    lines.push(
      `| ${titles[subject.change]} | ${escape(subject.subject)} | ${escape(remarks(subject).join('; '))} | ${details.join('<br>')} |`,
    );
  }
  return `${lines.join('\n')}\n`;
}

const resourceCell = ({ type, name, change, settings }: ResourceDifference): string =>
  [
    `${signs[change]} ${escape(type)} ${escape(name)}`,
    ...settings.map((setting) => `${escape(setting.setting)}: ${escape(printChange(setting))}`),
  ].join('<br>');
