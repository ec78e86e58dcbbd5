import { expect } from 'chai';
import { completeModel } from '../../src/facts/index.ts';
import { type Generated, generate } from '../../src/generator/index.ts';
import type { DeploymentPlan, DeploymentStep, Step } from '../../src/plan/types.ts';
import { parseDocument, readModel } from '../../src/spec/index.ts';
import { supportFor } from '../../src/support/index.ts';

const header = `version: 1
name: test
subscriptionId: 11111111-1111-1111-1111-111111111111
location: westeurope
resourceGroup: rg-app
supportMatrix: 2026-09
`;

/** Everything generated from the body of a spec; a header with name, subscription, group and region stands before it. */
export function generateFrom(body: string, facts: string[] = []): Generated {
  const spec = parseDocument('spec.yaml', header + body);
  expect(spec.findings, 'reading').to.deep.equal([]);
  const documents = facts.map((text, index) => parseDocument(`facts-${index}.json`, text).value);
  const model = readModel({
    spec: spec.value as NonNullable<typeof spec.value>,
    facts: documents.filter((document) => document !== undefined),
  });
  expect(model.findings, 'model').to.deep.equal([]);
  const support = supportFor('2026-09');
  const value = model.value as NonNullable<typeof model.value>;
  completeModel(value, support);
  const generated = generate(value, support);
  expect(generated.findings, 'generating').to.deep.equal([]);
  return generated.value as Generated;
}

export interface Template {
  parameters: Record<string, unknown>;
  variables?: Record<string, unknown>;
  // biome-ignore lint/suspicious/noExplicitAny: tests look deep into resources.
  resources: any[];
}

export const templateAt = (generated: Generated, folder: string): Template =>
  JSON.parse(generated.files.get(`${folder}/azuredeploy.json`) ?? 'null') as Template;

export const parametersAt = (generated: Generated, folder: string): Record<string, unknown> =>
  JSON.parse(generated.files.get(`${folder}/azuredeploy.parameters.json`) ?? 'null').parameters;

export const deployments = (plan: DeploymentPlan): DeploymentStep[] => plan.steps.filter((step) => step.kind === 'deployment');

/** The step of this id. */
export function stepOf(plan: DeploymentPlan, id: string): Step {
  const step = plan.steps.find((candidate) => candidate.id === id);
  expect(step, `step ${id} among ${plan.steps.map((candidate) => candidate.id).join(', ')}`).not.to.equal(undefined);
  return step as Step;
}
