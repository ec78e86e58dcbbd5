import type { EncryptionModel, Outcome } from '../model/index.ts';
import { planFiles } from '../plan/index.ts';
import type { DeploymentPlan } from '../plan/types.ts';
import type { Support } from '../support/index.ts';
import { printJson } from './canonical-json.ts';
import { composeSteps } from './compose.ts';
import { contributionsOf } from './contributions.ts';
import { type Deployment, groupUnits } from './deployments.ts';
import { descriptionOf } from './descriptions.ts';
import { PlanningContext } from './planning-context.ts';
import { renderTemplate } from './render.ts';

export { generatorChecks } from './checks.ts';

export interface Generated {
  plan: DeploymentPlan;
  /** Every file by its path below `generated/NAME`, plan.json and plan.md included. */
  files: Map<string, string>;
  /** The templates and parameter files as values, for the schema checks. */
  templates: { path: string; template: unknown; parameters: unknown }[];
}

/** Makes the plan and the templates of a model; no value where something that the templates need is not known. */
export function generate(model: EncryptionModel, support: Support): Outcome<Generated | undefined> {
  const context = new PlanningContext(model, support);
  const { units, chains } = contributionsOf(context);
  if (context.findings.length > 0) return { value: undefined, findings: context.findings };
  const deployments = groupUnits(units, context);
  if (context.findings.length > 0) return { value: undefined, findings: context.findings };
  const steps = composeSteps(deployments, chains);
  const files = new Map<string, string>();
  const templates = deployments.map((deployment) => {
    const template = templateOf(deployment, model.settings.name);
    const parameters = parameterFileOf(deployment);
    files.set(`${deployment.folder}/azuredeploy.json`, printJson(template));
    files.set(`${deployment.folder}/azuredeploy.parameters.json`, printJson(parameters));
    return { path: `${deployment.folder}/azuredeploy.json`, template, parameters };
  });
  const { settings } = model;
  const plan = planFiles(
    {
      name: settings.name,
      cloud: settings.cloud.value,
      subscriptionId: settings.subscriptionId,
      subscriptions: Object.fromEntries([...settings.subscriptionWords].map(([id, word]): [string, string] => [word, id]).sort(byWord)),
      supportMatrix: settings.supportMatrix.value,
      steps,
    },
    files,
  );
  return { value: { plan, files, templates }, findings: [] };
}

const byWord = ([a]: [string, string], [b]: [string, string]): number => (a < b ? -1 : 1);

function templateOf({ kind, scope, views }: Deployment, specName: string): Record<string, unknown> {
  return renderTemplate(kind, {
    description: descriptionOf(kind, specName),
    parameters: scope.parameters,
    hasVariables: scope.variables.length > 0,
    variables: scope.variables,
    units: views,
  });
}

function parameterFileOf({ scope }: Deployment): Record<string, unknown> {
  return {
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#',
    contentVersion: '1.0.0.0',
    parameters: Object.fromEntries(
      scope.parameters.flatMap(({ name }) => (scope.entries.has(name) ? [[name, scope.entries.get(name)]] : [])),
    ),
  };
}
