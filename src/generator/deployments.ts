import { limits } from '../support/index.ts';
import { cut } from './cut.ts';
import { deploymentName } from './names.ts';
import { deploymentFolder } from './place.ts';
import type { PlanningContext } from './planning-context.ts';
import { TemplateScope } from './template-scope.ts';
import type { DeploymentKind, Unit } from './unit.ts';

/** Units that are deployed together, with the parameters and variables that their template needs. */
export interface Deployment {
  /** Folder below `generated/NAME`; also the id of its step. */
  folder: string;
  name: string;
  kind: DeploymentKind;
  wave: number;
  units: Unit[];
  scope: TemplateScope;
  views: object[];
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Groups units by wave, kind, subscription, location and group, ignoring case, and cuts what is too large. */
export function groupUnits(units: Unit[], context: PlanningContext): Deployment[] {
  const groups = new Map<string, Unit[]>();
  for (const unit of units) {
    const { subscriptionId, resourceGroup, location } = unit.place;
    const key = [unit.wave, unit.deployment, subscriptionId, location, resourceGroup].join('|').toLowerCase();
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [unit]);
    else group.push(unit);
  }
  return [...groups.values()].flatMap((group) => deploymentsOf(group, context)).sort((a, b) => compareText(a.folder, b.folder));
}

function deploymentsOf(group: Unit[], context: PlanningContext): Deployment[] {
  const named = group.map((unit) => ({ unit, name: unit.name.toLowerCase() }));
  const sorted = named.sort((a, b) => compareText(a.name, b.name)).map(({ unit }) => unit);
  const { place, deployment, wave } = sorted[0] as Unit;
  const { settings } = context.model;
  const tooLarge = (unit: Unit): void => context.report(context.model.origin, 'ADE3002', 'tooLarge', { name: unit.name });
  return cut(sorted, (units) => build(units, context), tooLarge).map(({ bits, members, built }) => {
    const folder = deploymentFolder(settings, place, deployment, wave, bits);
    return { folder, name: deploymentName(settings.name, deployment, folder), kind: deployment, wave, units: members, ...built };
  });
}

/** The scope and views of one deployment, or nothing where the units are more than it may hold. */
function build(units: Unit[], context: PlanningContext): { scope: TemplateScope; views: object[] } | undefined {
  const sum = (count: (unit: Unit) => number): number => units.reduce((total, unit) => total + count(unit), 0);
  if (units.length > context.model.settings.maxMachinesPerDeployment) return undefined;
  if (sum((unit) => unit.resources.length) > limits.resourcesPerDeployment || sum((unit) => unit.size) > limits.templateBytes)
    return undefined;
  const { place } = units[0] as Unit;
  const scope = new TemplateScope(
    place,
    context.cloudName,
    context.support,
    units.map((unit) => unit.name),
  );
  const views = units.map((unit) => unit.view(scope));
  const fits = scope.parameters.length <= limits.parameters && scope.variables.length <= limits.variables;
  return fits ? { scope, views } : undefined;
}
