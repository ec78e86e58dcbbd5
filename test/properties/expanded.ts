import type { Generated } from '../../src/generator/index.ts';
import type { DeploymentStep } from '../../src/plan/types.ts';
import { expandTemplate } from '../azure-server/template.ts';
import type { AnyJson } from '../shared.ts';

export const deploymentsOf = ({ plan }: Generated): DeploymentStep[] =>
  plan.steps.filter((step): step is DeploymentStep => step.kind === 'deployment');

/** A resource as Azure would get it, with its type and whole name. */
export interface ExpandedResource {
  type: string;
  name: string;
  body: AnyJson;
}

/**
 * What a deployment brings to Azure. A secret that is read from a vault stands there as `secret:VAULT ID/NAME`, a value that a person gives as
 * `given:PARAMETER`, and what Azure would answer to `reference()` as `made:ID`.
 */
export function expanded({ templates }: Generated, step: DeploymentStep): ExpandedResource[] {
  const { template, parameters } = templates.find(({ path }) => path === step.template) as { template: AnyJson; parameters: AnyJson };
  const given: AnyJson = {};
  for (const name of Object.keys(template.parameters)) {
    const { value, reference } = parameters.parameters[name] ?? {};
    if (value !== undefined) given[name] = { value };
    else if (reference !== undefined) given[name] = { value: `secret:${reference.keyVault.id}/${reference.secretName}` };
    else if (!('defaultValue' in template.parameters[name])) given[name] = { value: `given:${name}` };
  }
  const { subscriptionId, resourceGroup, location, deploymentName } = step;
  const scope = {
    subscriptionId,
    tenantId: '22222222-2222-2222-2222-222222222222',
    resourceGroup: { id: `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}`, name: resourceGroup, location, tags: {} },
    deploymentName,
  };
  const reference = (id: string) => ({ keyUriWithVersion: `made:${id}`, secretUriWithVersion: `made:${id}` });
  return expandTemplate(template, given, { scope, reference }, '').resources.map(({ type, name, body }) => ({ type, name, body }));
}
