import { expect } from 'chai';
import { completeModel } from '../../src/facts/index.ts';
import { type Generated, generate } from '../../src/generator/index.ts';
import { parseDocument, readModel } from '../../src/spec/index.ts';
import { supportFor } from '../../src/support/index.ts';
import { expandTemplate } from '../azure-server/template.ts';
import type { AnyJson } from '../shared.ts';

/** What a spec, given as a value, generates; it must be without findings of reading or generating. */
export function generateSpec(spec: AnyJson): Generated {
  const document = parseDocument('spec.yaml', JSON.stringify(spec));
  const model = readModel({ spec: document.value as NonNullable<typeof document.value>, facts: [] });
  expect(model.findings, JSON.stringify(spec)).to.deep.equal([]);
  const value = model.value as NonNullable<typeof model.value>;
  const support = supportFor(value.settings.supportMatrix.value);
  completeModel(value, support);
  const generated = generate(value, support);
  expect(generated.findings, JSON.stringify(spec)).to.deep.equal([]);
  return generated.value as Generated;
}

/** The template of the spec's machines with its expressions evaluated: resources as Azure would get them. */
export function templateOf({ plan, templates }: Generated): { resources: AnyJson[] } {
  const step = plan.steps.find(
    (candidate) => candidate.kind === 'deployment' && candidate.wave > 0 && candidate.deployment !== 'snapshots',
  );
  if (step?.kind !== 'deployment') throw new Error('no deployment of machines');
  const { template, parameters } = templates.find(({ path }) => path === step.template) as { template: AnyJson; parameters: AnyJson };
  const { subscriptionId, resourceGroup, location } = step;
  const group = { id: `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}`, name: resourceGroup, location, tags: {} };
  const scope = {
    subscriptionId,
    tenantId: '22222222-2222-2222-2222-222222222222',
    resourceGroup: group,
    deploymentName: step.deploymentName,
  };
  const expanded = expandTemplate(template, parameters.parameters, { scope, reference: () => undefined }, '');
  return { resources: expanded.resources.map(({ body }) => body) };
}
