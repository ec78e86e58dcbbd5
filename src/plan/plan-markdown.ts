import type { DeploymentPlan, DeploymentStep, Step } from './types.ts';

const kindTitles: Record<Step['kind'], string> = {
  deployment: 'Deploy',
  wait: 'Wait until the machines have reached their state',
  restart: 'Restart',
  deallocate: 'Deallocate',
  start: 'Start',
  upgradeInstances: 'Update the instances',
  deleteExtension: 'Delete the extension',
  updateVirtualMachine: 'Update the machine',
  updateDisk: 'Update the disk',
  updateKeyVault: 'Update the key vault',
  manual: 'By hand',
};

/** Text as it stands in a paragraph, heading or table cell: nothing of it may act as Markdown or begin a line. */
export const plainText = (text: string): string => text.replace(/[\\`*_[\]<>|#&~$]/g, '\\$&').replace(/\s+/g, ' ');
const code = (text: string): string => `\`${text.replaceAll('`', "'").replace(/\s+/g, ' ')}\``;
/** Lines in a fence that is longer than every fence in them. */
function fenced(lines: readonly string[]): string {
  const longest = Math.max(2, ...(lines.join('\n').match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}sh`, ...lines, fence].join('\n');
}
const lastName = (id: string): string => id.split('/').at(-1) ?? id;

/** The page that a reviewer reads before the pull request is merged and an operator has open while it is deployed. */
export function planMarkdown(plan: Omit<DeploymentPlan, 'plan' | 'files'>): string {
  const waves = [...new Set(plan.steps.map((step) => step.wave))];
  const sections = [
    `# ${plan.name}`,
    overview(plan),
    ...waves.map((wave) =>
      waveSection(
        wave,
        plan.steps.filter((step) => step.wave === wave),
      ),
    ),
    `## Next\n\nReview the templates beside this page, preview with ${code('armade what-if .')} or ${code('az deployment group what-if')}, then run the commands from top to bottom. Paths are relative to this folder.`,
  ];
  return `${sections.join('\n\n')}\n`;
}

function overview(plan: Omit<DeploymentPlan, 'plan' | 'files'>): string {
  const deployments = plan.steps.filter((step): step is DeploymentStep => step.kind === 'deployment');
  const machines = new Set(deployments.flatMap((step) => step.resources.map((resource) => resource.machine?.toLowerCase())));
  machines.delete(undefined);
  const manual = plan.steps.filter((step) => step.kind === 'manual').length;
  return [
    '| | |',
    '| --- | --- |',
    `| Cloud | ${plan.cloud} |`,
    `| Subscription | ${code(plan.subscriptionId)} |`,
    ...Object.entries(plan.subscriptions).map(([word, id]) => `| Subscription ${plainText(word)} | ${code(id)} |`),
    `| Support rules | ${plan.supportMatrix} |`,
    `| Machines | ${machines.size} |`,
    `| Deployments | ${deployments.length} |`,
    ...(manual === 0 ? [] : [`| Steps by hand | ${manual} |`]),
  ].join('\n');
}

function waveSection(wave: number, steps: Step[]): string {
  const title = wave === 0 ? '## Wave 0: what machines share' : `## Wave ${wave}`;
  const opening =
    wave === 0
      ? ''
      : '\n\nEnabling and disabling may restart machines. The next wave starts when every machine of this one has reached its state.';
  return `${title}${opening}\n\n${steps.map(stepSection).join('\n\n')}`;
}

function stepSection(step: Step): string {
  const parts = [`### ${stepTitle(step)}`];
  if (step.after.length > 0) parts.push(`After ${step.after.map(code).join(', ')}.`);
  if (step.kind === 'deployment') parts.push(resourceTable(step));
  if (step.kind === 'manual') parts.push(...step.instructions);
  const required = 'requiredParameters' in step ? step.requiredParameters : [];
  if (required.length > 0) parts.push(`Asks for ${required.map(code).join(', ')}.`);
  if (step.commands.length > 0) parts.push(fenced(step.commands));
  return parts.join('\n\n');
}

function stepTitle(step: Step): string {
  switch (step.kind) {
    case 'deployment':
      return `Deploy ${code(step.id)} to ${plainText(step.resourceGroup)} (${step.location})`;
    case 'wait':
      return kindTitles.wait;
    case 'manual':
      return `${kindTitles.manual}: ${plainText(step.title)}`;
    case 'updateKeyVault':
      return `${kindTitles.updateKeyVault} ${plainText(lastName(step.keyVault))}`;
    case 'updateDisk':
      return `${kindTitles.updateDisk} ${typeof step.disk === 'string' ? plainText(lastName(step.disk)) : code(step.disk.$parameter)}`;
    default:
      return `${kindTitles[step.kind]} ${plainText(lastName(step.machine))}`;
  }
}

function resourceTable(step: DeploymentStep): string {
  const runs = step.resources.some(({ runTag }) => runTag !== undefined);
  const row = (cells: string[]): string => `| ${(runs ? cells : cells.slice(0, 2)).join(' | ')} |`;
  const rows = step.resources.map(({ name, type, runTag }) => row([plainText(name), type, runTag?.slice(0, 8) ?? '']));
  return [row(['Resource', 'Type', 'Run']), row(['---', '---', '---']), ...rows].join('\n');
}
