import { ArmError, type ErrorBody } from './errors.ts';
import { composeId, type ResourceId, typeOf } from './resource-id.ts';
import { matches, type Refusal } from './script.ts';
import type { World } from './world.ts';

/** @throws {ArmError} 403 when the script denies this action over this scope */
export function checkAuthorized(world: World, action: string, scope: string): void {
  for (const refusal of world.script.refusals) {
    if (refusal.kind !== 'AuthorizationFailed' || !matches(refusal.scope, scope) || !matches(refusal.action, action)) continue;
    throw new ArmError(403, authorizationFailed(world, action, scope));
  }
}

const authorizationFailed = (world: World, action: string, scope: string): ErrorBody => ({
  code: 'AuthorizationFailed',
  message: `The client '${world.options.clientId}' with object id '${world.options.clientId}' does not have authorization to perform action '${action}' over scope '${scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
});

/** What policy and quota say against writing this resource. */
export function refusalsOf(world: World, id: ResourceId): ErrorBody[] {
  return world.script.refusals.flatMap((refusal) => {
    if (refusal.kind === 'AuthorizationFailed' || !matches(refusal.scope, id.id)) return [];
    return [refusal.kind === 'QuotaExceeded' ? quotaExceeded(refusal) : disallowedByPolicy(refusal, id)];
  });
}

export const writeAction = (id: ResourceId): string => `${typeOf(id)}/write`;

/** As recorded in https://github.com/theonemule/fahclient-azure-vm/issues/3 (2020-05-08). */
const quotaExceeded = ({ family, limit, usage, required }: Extract<Refusal, { kind: 'QuotaExceeded' }>): ErrorBody => ({
  code: 'QuotaExceeded',
  message: `Operation could not be completed as it results in exceeding approved ${family} Cores quota. Additional details - Deployment Model: Resource Manager, Location: westeurope, Current Limit: ${limit}, Current Usage: ${usage}, Additional Required: ${required}, (Minimum) New Limit Required: ${usage + required}. Submit a request for Quota increase at https://aka.ms/ProdportalCRP by specifying parameters listed in the 'Details' section for deployment to succeed. Please read more about quota limits at https://docs.microsoft.com/en-us/azure/azure-supportability/per-vm-quota-requests`,
});

function disallowedByPolicy({ policy }: Extract<Refusal, { kind: 'RequestDisallowedByPolicy' }>, id: ResourceId): ErrorBody {
  const scope = `/subscriptions/${id.subscriptionId}`;
  const policyAssignmentId = composeId(scope, 'Microsoft.Authorization', ['policyAssignments'], [policy]);
  const policyDefinitionId = composeId(scope, 'Microsoft.Authorization', ['policyDefinitions'], [policy]);
  const identifiers = [
    { policyAssignment: { name: policy, id: policyAssignmentId }, policyDefinition: { name: policy, id: policyDefinitionId } },
  ];
  return {
    code: 'RequestDisallowedByPolicy',
    target: id.names.at(-1) ?? '',
    message: `Resource '${id.names.at(-1)}' was disallowed by policy. Policy identifiers: '${JSON.stringify(identifiers)}'.`,
    additionalInfo: [
      {
        type: 'PolicyViolation',
        info: {
          policyDefinitionDisplayName: policy,
          policyDefinitionId,
          policyAssignmentId,
          policyAssignmentName: policy,
          policyDefinitionEffect: 'deny',
        },
      },
    ],
  };
}
