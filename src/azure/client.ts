import type { AzureFailure } from './errors.ts';
import type { WhatIfResult } from './what-if-report.ts';

/** A deployment in a resource group. */
export interface DeploymentPlace {
  subscriptionId: string;
  resourceGroup: string;
  /** At most 64 characters. */
  name: string;
}

export interface DeploymentContent {
  template: Record<string, unknown>;
  /** The `parameters` of a parameter file: `{ value }` or `{ reference }` by name. */
  parameters: Record<string, unknown>;
  tags?: Record<string, string>;
}

/** A deployment as Azure Resource Manager keeps it. */
export interface DeploymentRecord {
  provisioningState: string;
  tags: Record<string, string>;
  correlationId: string | undefined;
  /** ISO time of its last change. */
  timestamp: string | undefined;
  error: unknown;
}

/** One resource of a deployment and what became of it. */
export interface DeploymentOperation {
  resourceId: string | undefined;
  provisioningState: string;
  statusMessage: unknown;
}

/** Something that Azure carries out after it has answered. Plain text, so that a journal can keep it. */
export interface Operation {
  /** URL that tells its status; absent where it had ended with the answer. */
  asyncOperation?: string;
  /** URL that answers 202 until it has ended. */
  location?: string;
  /** Milliseconds to wait before asking, where Azure said so. */
  retryAfter?: number;
}

export interface OperationEnd {
  /** `Unknown` when Azure has forgotten the operation: whoever asks has to read the resource. */
  status: 'Succeeded' | 'Failed' | 'Canceled' | 'Unknown';
  failure?: AzureFailure;
  /** What the last answer held. */
  body: unknown;
}

export interface ReadOptions {
  expand?: string;
  filter?: string;
  select?: string;
}

/** A resource and the tag by which an update can tell that nobody changed it since. */
export interface ReadResource<T> {
  resource: T;
  etag: string | undefined;
}

/**
 * Azure Resource Manager, as far as armade needs it. Every method throws {@link AzureError} when Azure refuses or cannot be reached, after having
 * tried again where that changes nothing.
 */
export interface AzureClient {
  /** Undefined when preflight accepts the deployment. */
  validate(place: DeploymentPlace, content: DeploymentContent): Promise<AzureFailure | undefined>;
  whatIf(place: DeploymentPlace, content: DeploymentContent): Promise<WhatIfResult>;
  deploy(place: DeploymentPlace, content: DeploymentContent): Promise<Operation>;
  readDeployment(place: DeploymentPlace): Promise<DeploymentRecord | undefined>;
  deploymentOperations(place: DeploymentPlace): Promise<DeploymentOperation[]>;
  /** Undefined when the resource, or what it stands in, does not exist. */
  read<T>(resourceId: string, apiVersion: string, options?: ReadOptions): Promise<ReadResource<T> | undefined>;
  /** All pages. */
  list<T>(path: string, apiVersion: string, options?: ReadOptions): AsyncIterable<T>;
  patch(resourceId: string, apiVersion: string, patch: unknown, etag?: string): Promise<Operation>;
  delete(resourceId: string, apiVersion: string): Promise<Operation>;
  post(resourceId: string, action: string, apiVersion: string, body?: unknown): Promise<Operation>;
  /** Asks at a humane pace until the operation has ended. */
  follow(operation: Operation, signal?: AbortSignal): Promise<OperationEnd>;
  /** Unwraps an error that stands inside an answer, as those of deployments do. */
  failureOf(error: unknown, correlationId?: string): AzureFailure;
}
