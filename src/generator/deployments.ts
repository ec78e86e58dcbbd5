import { limits } from '../support/index.ts';
import { printJson } from './canonical-json.ts';
import { cut } from './cut.ts';
import { descriptionOf } from './descriptions.ts';
import { deploymentName } from './names.ts';
import { deploymentFolder } from './place.ts';
import type { PlanningContext } from './planning-context.ts';
import { renderTemplate } from './render.ts';
import { TemplateScope } from './template-scope.ts';
import type { DeploymentKind, Unit } from './unit.ts';

/** Units that are deployed together, and the files that deploy them. */
export interface Deployment {
  /** Folder below `generated/NAME`; also the id of its step. */
  folder: string;
  name: string;
  kind: DeploymentKind;
  wave: number;
  units: Unit[];
  scope: TemplateScope;
  /** The texts of both files, as they are written. */
  template: string;
  parameters: string;
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

const idOf = ({ about, resources }: Unit): string => `${about}|${resources[0]?.name}`.toLowerCase();

function deploymentsOf(group: Unit[], context: PlanningContext): Deployment[] {
  const named = group.map((unit) => ({ unit, name: unit.name.toLowerCase() }));
  // One name may stand for machines of several groups: their ids decide then.
  const sorted = named.sort((a, b) => compareText(a.name, b.name) || compareText(idOf(a.unit), idOf(b.unit))).map(({ unit }) => unit);
  const { place, deployment, wave } = sorted[0] as Unit;
  const { settings } = context.model;
  const tooLarge = (unit: Unit): void => context.report(context.model.origin, 'ADE3002', 'tooLarge', { name: unit.name });
  return cut(sorted, (units) => build(units, context), tooLarge, idOf).map(({ bits, members, built }) => {
    const folder = deploymentFolder(settings, place, deployment, wave, bits);
    return { folder, name: deploymentName(settings.name, deployment, folder), kind: deployment, wave, units: members, ...built };
  });
}

type Built = Pick<Deployment, 'scope' | 'template' | 'parameters'>;

/** The files of one deployment, or nothing where the units are more than it may hold. */
function build(units: Unit[], context: PlanningContext): Built | undefined {
  const { settings } = context.model;
  if (units.length > settings.maxMachinesPerDeployment) return undefined;
  if (units.reduce((count, unit) => count + unit.resources.length, 0) > limits.resourcesPerDeployment) return undefined;
  const { place, deployment } = units[0] as Unit;
  const scope = new TemplateScope(
    place,
    context.cloudName,
    context.support,
    units.map((unit) => unit.name),
  );
  const views = units.map((unit) => unit.view(scope));
  if (scope.parameters.length > limits.parameters || scope.variables.length > limits.variables) return undefined;
  const template = printJson(templateOf(deployment, views, scope, settings.name));
  const parameters = printJson(parameterFileOf(scope));
  const fits = isAtMost(template, limits.templateBytes) && isAtMost(parameters, limits.parameterFileBytes);
  return fits ? { scope, template, parameters } : undefined;
}

/** A character has three bytes at most, so that most texts need no counting. */
const isAtMost = (text: string, bytes: number): boolean => text.length * 3 <= bytes || Buffer.byteLength(text) <= bytes;

function templateOf(kind: DeploymentKind, units: object[], { parameters, variables }: TemplateScope, specName: string) {
  return renderTemplate(kind, {
    description: descriptionOf(kind, specName),
    parameters,
    hasVariables: variables.length > 0,
    variables,
    units,
  });
}

function parameterFileOf(scope: TemplateScope): Record<string, unknown> {
  return {
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#',
    contentVersion: '1.0.0.0',
    parameters: Object.fromEntries(
      scope.parameters.flatMap(({ name }) => (scope.entries.has(name) ? [[name, scope.entries.get(name)]] : [])),
    ),
  };
}
