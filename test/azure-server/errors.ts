import { americanTime } from './clock.ts';
import type { Json, JsonObject } from './json.ts';

/** The body Azure Resource Manager puts under `error`. */
export interface ErrorBody {
  code: string;
  message: string;
  target?: string;
  details?: ErrorBody[];
  additionalInfo?: { type: string; info: Json }[];
}

/** A refusal on the wire. */
export class ArmError extends Error {
  readonly status: number;
  readonly error: ErrorBody;
  readonly headers: Record<string, string>;

  constructor(status: number, error: ErrorBody, headers: Record<string, string> = {}) {
    super(`${error.code}: ${error.message}`);
    this.status = status;
    this.error = error;
    this.headers = headers;
  }

  get body(): JsonObject {
    return { error: this.error as unknown as JsonObject };
  }
}

const refuse = (status: number, code: string, message: string): ArmError => new ArmError(status, { code, message });

export const missingApiVersion = () =>
  refuse(400, 'MissingApiVersionParameter', 'The api-version query parameter (?api-version=) is required for all requests.');

export const invalidApiVersion = (value: string) =>
  refuse(400, 'InvalidApiVersionParameter', `The api-version '${value}' is invalid. The supported versions are '2025-04-01,2025-03-01'.`);

export const subscriptionNotFound = (id: string) => refuse(404, 'SubscriptionNotFound', `The subscription '${id}' could not be found.`);

export const invalidSubscriptionId = (id: string) =>
  refuse(400, 'InvalidSubscriptionId', `The provided subscription identifier '${id}' is malformed or invalid.`);

export const resourceGroupNotFound = (name: string) => refuse(404, 'ResourceGroupNotFound', `Resource group '${name}' could not be found.`);

/** Text of PROTOCOL.tsv's 404 answers, checked by their recorded length. */
export const resourceNotFound = (type: string, name: string, resourceGroup: string) =>
  refuse(
    404,
    'ResourceNotFound',
    `The Resource '${type}/${name}' under resource group '${resourceGroup}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
  );

export const parentResourceNotFound = (type: string, parentId: string) =>
  refuse(
    404,
    'ParentResourceNotFound',
    `Failed to perform 'write' on resource(s) of type '${type}', because the parent resource '${parentId}' could not be found.`,
  );

export const notFound = (path: string) => refuse(404, 'NotFound', `No HTTP resource was found that matches the request URI '${path}'.`);

export const methodNotAllowed = (method: string) =>
  refuse(405, 'MethodNotAllowed', `The requested resource does not support http method '${method}'.`);

export const deploymentNotFound = (name: string) => refuse(404, 'DeploymentNotFound', `Deployment '${name}' could not be found.`);

/** Wording of 2026 (https://github.com/jenkins-infra/helpdesk/issues/5220, 2026-07-09). */
export const deploymentActive = (id: string, startedAt: number, correlationId: string) =>
  refuse(
    409,
    'DeploymentActive',
    `The deployment with resource id '${id}' cannot be saved, because this would overwrite an existing deployment which is still active. If this is an intentional re-deployment, please wait for the original deployment to complete, or cancel it before re-attempting the operation. The previous deployment was started at '${americanTime(startedAt)}' with correlationId '${correlationId}', and will expire at '${americanTime(startedAt + 7 * 86_400_000)}' if it does not complete before then. Please see https://aka.ms/arm-deploy-resources for usage details.`,
  );

export const deploymentNotActive = (name: string) =>
  refuse(409, 'DeploymentCannotBeCancelled', `The deployment '${name}' cannot be cancelled, because it is not active.`);

export const deploymentQuotaExceeded = (name: string, limit: number) =>
  refuse(
    409,
    'DeploymentQuotaExceeded',
    `Creating the deployment '${name}' would exceed the quota of '${limit}'. The current deployment count is '${limit}', please delete some deployments before creating a new one, or see https://aka.ms/800LimitFix for information on managing deployment limits.`,
  );

export const requestTooLarge = () =>
  refuse(
    413,
    'RequestContentTooLarge',
    'The request content size exceeds the maximum size of 4 MB. Please see https://aka.ms/arm-deploy-resources for usage details.',
  );

export const invalidRequestContent = (reason: string) =>
  refuse(400, 'InvalidRequestContent', `The request content was invalid and could not be deserialized: '${reason}'.`);

export const invalidTemplate = (message: string, violation?: { lineNumber: number; linePosition: number; path: string }) =>
  new ArmError(400, {
    code: 'InvalidTemplate',
    message: `Deployment template validation failed: '${message}'.`,
    ...(violation === undefined ? {} : { additionalInfo: [{ type: 'TemplateViolation', info: { ...violation } }] }),
  });

/** What preflight found, wrapped as the recorded validate answers wrap it. */
export const invalidTemplateDeployment = (deployment: string, trackingId: string, details: ErrorBody[]) =>
  new ArmError(400, {
    code: 'InvalidTemplateDeployment',
    message: `The template deployment '${deployment}' is not valid according to the validation procedure. The tracking id is '${trackingId}'. See inner errors for details.`,
    details,
  });

export const preconditionFailed = (given: string) =>
  refuse(
    412,
    'PreconditionFailed',
    `The Etag provided in if-match header ${given} does not match etag of the resource in Microsoft.Compute resource provider.`,
  );

export const operationNotAllowed = (message: string) => refuse(409, 'OperationNotAllowed', message);

export const conflict = () =>
  refuse(
    409,
    'Conflict',
    'The request failed due to conflict with a concurrent request. To resolve it, please refer to https://aka.ms/activitylog to get more details on the conflicting requests.',
  );

export const invalidLocation = (name: string, existing: string, group: string, asked: string) =>
  refuse(
    409,
    'InvalidResourceLocation',
    `The resource '${name}' already exists in location '${existing}' in resource group '${group}'. A resource with the same name cannot be created in location '${asked}'. Please select a new resource name.`,
  );

export const authenticationFailed = (code: string, message: string, challenge: string) =>
  new ArmError(401, { code, message }, { 'WWW-Authenticate': challenge });
