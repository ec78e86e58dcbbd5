import type { EncryptionModel, Outcome } from '../model/index.ts';
import { planFiles } from '../plan/index.ts';
import type { DeploymentPlan } from '../plan/types.ts';
import type { Support } from '../support/index.ts';
import { composeSteps } from './compose.ts';
import { contributionsOf } from './contributions.ts';
import { groupUnits } from './deployments.ts';
import { PlanningContext } from './planning-context.ts';

export { generatorChecks } from './checks.ts';

export interface Generated {
  plan: DeploymentPlan;
  /** Every file by its path below `generated/NAME`, plan.json and plan.md included. */
  files: Map<string, string>;
  /** The templates and parameter files as values, for the schema checks. */
  templates: GeneratedTemplate[];
}

/** A template with its parameter file. Their values are made of their texts at each call: all of them at once take several times the memory. */
class GeneratedTemplate {
  readonly path: string;
  readonly #template: string;
  readonly #parameters: string;

  constructor(path: string, template: string, parameters: string) {
    this.path = path;
    this.#template = template;
    this.#parameters = parameters;
  }

  get template(): unknown {
    return JSON.parse(this.#template);
  }

  get parameters(): unknown {
    return JSON.parse(this.#parameters);
  }
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
    const { folder, template, parameters } = deployment;
    files.set(`${folder}/azuredeploy.json`, template);
    files.set(`${folder}/azuredeploy.parameters.json`, parameters);
    return new GeneratedTemplate(`${folder}/azuredeploy.json`, template, parameters);
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
