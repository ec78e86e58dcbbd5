import { createHash } from 'node:crypto';
import { ArmError, type ErrorBody, invalidTemplate, invalidTemplateDeployment, requestTooLarge } from './errors.ts';
import type { Context } from './evaluate.ts';
import type { DeploymentScope } from './functions.ts';
import { bodyOf, type Request } from './http.ts';
import { isObject, type Json, type JsonObject, objectOf, textOf } from './json.ts';
import { refusalsOf } from './refusals.ts';
import { keyOf, parseResourceId } from './resource-id.ts';
import { matches } from './script.ts';
import { type DeclaredResource, type ExpandedTemplate, expandTemplate } from './template.ts';
import type { ResourceGroup, World } from './world.ts';

const maxRequestBytes = 4 * 1024 * 1024;

/** A deployment request, read and checked, before anything happens. */
export interface DeploymentPlan {
  body: JsonObject;
  template: JsonObject;
  mode: 'Incremental' | 'Complete';
  scope: DeploymentScope;
  expanded: ExpandedTemplate;
  templateHash: string;
}

/** @throws {ArmError} for what Azure Resource Manager refuses before it runs anything */
export function planDeployment(world: World, request: Request, group: ResourceGroup, name: string): DeploymentPlan {
  if (Buffer.byteLength(request.text) > maxRequestBytes) throw requestTooLarge();
  const body = bodyOf(request);
  const properties = objectOf(body.properties);
  if (body.location !== undefined) {
    throw new ArmError(400, {
      code: 'InvalidDeployment',
      message: `The 'location' property is not allowed for '${name}' at resource group scope. Please see https://aka.ms/deploy-to-subscription for usage details.`,
    });
  }
  const mode = textOf(properties.mode);
  if (!/^(Incremental|Complete)$/i.test(mode)) {
    throw new ArmError(400, {
      code: 'InvalidRequestContent',
      message:
        "The request content was invalid and could not be deserialized: 'Required property 'mode' not found in JSON. Path 'properties'.'.",
    });
  }
  const template = properties.template;
  if (!isObject(template)) throw invalidTemplate('Required property template not found in JSON. Path properties');
  const scope: DeploymentScope = {
    subscriptionId: group.subscriptionId,
    tenantId: world.options.tenantId,
    resourceGroup: { id: group.id, name: group.name, location: group.location, tags: group.tags },
    deploymentName: name,
  };
  const given = resolveKeyVaultParameters(world, objectOf(properties.parameters));
  const expanded = expandTemplate(template, given, { scope, reference: () => undefined }, request.text);
  const hash = createHash('sha256').update(JSON.stringify(template)).digest().readBigUInt64BE(0);
  return { body, template, mode: /^complete$/i.test(mode) ? 'Complete' : 'Incremental', scope, expanded, templateHash: String(hash) };
}

/** Parameters that name a secret: the vault has to be there and open to deployments. */
function resolveKeyVaultParameters(world: World, given: JsonObject): JsonObject {
  const resolved: JsonObject = {};
  for (const [name, parameter] of Object.entries(given)) {
    const reference = objectOf(objectOf(parameter).reference);
    const vaultId = textOf(objectOf(reference.keyVault).id);
    resolved[name] = parameter;
    if (vaultId === '') continue;
    const vault = world.resource(vaultId);
    if (vault === undefined) {
      throw new ArmError(400, {
        code: 'KeyVaultParameterReferenceNotFound',
        message: `The specified KeyVault '${vaultId}' could not be found. Please see https://aka.ms/arm-keyvault for usage details.`,
      });
    }
    if (objectOf(vault.body.properties).enabledForTemplateDeployment !== true) {
      throw new ArmError(400, {
        code: 'KeyVaultParameterReferenceAuthorizationFailed',
        message: `The specified KeyVault '${vaultId}' is not enabled for template deployment. Please see https://aka.ms/arm-keyvault for usage details.`,
      });
    }
    resolved[name] = { value: `value of ${textOf(reference.secretName)}` };
  }
  return resolved;
}

/** What policies, quotas and rights say against the resources. @throws {ArmError} with all of it */
export function preflight(world: World, name: string, plan: DeploymentPlan, trackingId: string): void {
  const denied = plan.expanded.resources.flatMap((resource) => denialOf(world, resource));
  if (denied.length > 0) {
    throw new ArmError(403, {
      code: 'InvalidTemplateDeployment',
      message: `Deployment failed with multiple errors: '${denied.join(':')}'`,
    });
  }
  const details: ErrorBody[] = plan.expanded.resources.flatMap((resource) => {
    const id = parseResourceId(resource.id);
    return id === undefined ? [] : refusalsOf(world, id);
  });
  if (details.length > 0) throw invalidTemplateDeployment(name, trackingId, details);
}

function denialOf(world: World, { id, name, type }: DeclaredResource): string[] {
  const action = `${type}/write`;
  const denying = world.script.refusals.some(
    (refusal) => refusal.kind === 'AuthorizationFailed' && matches(refusal.scope, id) && matches(refusal.action, action),
  );
  const { clientId } = world.options;
  if (!denying) return [];
  return [
    `Authorization failed for template resource '${name}' of type '${type}'. The client '${clientId}' with object id '${clientId}' does not have permission to perform action '${action}' at scope '${id}'.`,
  ];
}

/** What resources say of themselves while the deployment runs. */
export function liveContext(world: World, plan: DeploymentPlan): Context {
  const declared = new Map(
    plan.expanded.resources.flatMap(({ id, name }) => [[name.toLowerCase(), id] as const, [keyOf(id), id] as const]),
  );
  return {
    scope: plan.scope,
    parameters: plan.expanded.parameters,
    variables: objectOf(plan.template.variables) as Record<string, Json>,
    reference(idOrName, full) {
      const resource = world.resource(declared.get(idOrName.toLowerCase()) ?? idOrName);
      if (resource === undefined) return undefined;
      return structuredClone(
        full ? { ...resource.body, id: resource.id, name: resource.name, type: resource.type } : (resource.body.properties ?? {}),
      ) as Json;
    },
  };
}
