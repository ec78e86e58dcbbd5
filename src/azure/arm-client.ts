import type { Agent } from 'node:http';
import type { PipelinePolicy } from '@azure/core-rest-pipeline';
import type { CheckMeta, CloudName } from '../model/index.ts';
import { supportFor } from '../support/index.ts';
import type {
  AzureClient,
  DeploymentContent,
  DeploymentOperation,
  DeploymentPlace,
  DeploymentRecord,
  Operation,
  OperationEnd,
  ReadOptions,
  ReadResource,
} from './client.ts';
import { AzureError, type AzureFailure, readFailure } from './errors.ts';
import { type AuthMethod, makeCredential } from './login.ts';
import { deadline, endOf, operationOf, type PollingPace, usualPolling } from './operation.ts';
import { quietAgent, quietened } from './quiet-agent.ts';
import { type Pace, usualPace } from './retry.ts';
import type { Redact } from './secrets.ts';
import { type ArmAnswer, Transport } from './transport.ts';
import { readWhatIf, type WhatIfResult } from './what-if-report.ts';

export interface ConnectionOptions {
  cloud: CloudName;
  subscriptionId: string;
  auth: AuthMethod;
  /** In place of the cloud's own, https. */
  armEndpoint?: string | undefined;
  authorityHost?: string | undefined;
  /** PEM of the authorities to trust in place of the usual ones. */
  ca?: string | undefined;
  /** Requests under way at once. */
  requests: number;
  /** `armade/0.1.0`. */
  userAgent: string;
  redact: Redact;
  checks: readonly CheckMeta[];
  env: Readonly<Record<string, string | undefined>>;
  say(text: string): void;
  retries?: Pace;
  polling?: PollingPace;
}

/** The api-version of deployments that the SDK (6.1.0) sends. */
const deploymentsVersion = '2025-03-01';

/** Longest time for preflight and what-if, which end within 5 minutes by themselves: https://learn.microsoft.com/azure/azure-resource-manager/templates/deploy-what-if (2024-03-20). */
const previewTimeout = 15 * 60_000;

/**
 * Connects to Azure Resource Manager through the pipeline of the Resources SDK. Nothing is sent yet.
 *
 * Requests are written here and not left to the SDK's operations: its models break what-if values into characters, drop `innererror`, and know neither
 * `$expand` of any resource nor POST actions.
 */
export function connect(options: ConnectionOptions): AzureClient {
  const cloud = supportFor('2026-09').cloud(options.cloud);
  const endpoint = (options.armEndpoint ?? cloud.resourceManager).replace(/\/+$/, '');
  const agent = quietAgent(options.requests, options.ca);
  const transport = new Transport({
    endpoint,
    auth: options.auth,
    requests: options.requests,
    pace: options.retries ?? usualPace,
    redact: options.redact,
    checks: options.checks,
    connect: async () => {
      const [{ ResourceManagementClient }, credential] = await Promise.all([
        import('@azure/arm-resources'),
        makeCredential({
          method: options.auth,
          authorityHost: options.authorityHost ?? cloud.activeDirectory,
          isPrivateAuthority: options.authorityHost !== undefined,
          tenantId: options.env.AZURE_TENANT_ID,
          clientId: options.env.AZURE_CLIENT_ID,
          ca: options.ca,
          say: options.say,
        }),
      ]);
      const client = new ResourceManagementClient(credential, options.subscriptionId, {
        endpoint,
        retryOptions: { maxRetries: 0 },
        ...(options.ca === undefined ? {} : { tlsOptions: { ca: options.ca } }),
        userAgentOptions: { userAgentPrefix: options.userAgent },
      });
      client.pipeline.addPolicy(useAgent(agent), { afterPolicies: ['proxyPolicy'] });
      return client;
    },
  });
  return new ArmClient(transport, options);
}

/**
 * Where no proxy has brought its own. Out of sight of the SDK's log, which would print a request with its agent, the agent's sockets, and all that went
 * through them.
 */
const useAgent = (agent: Agent): PipelinePolicy => ({
  name: 'armadeAgent',
  sendRequest(request, next) {
    const value = request.agent === undefined ? agent : quietened(request.agent as Agent);
    return next(Object.defineProperty(request, 'agent', { value, enumerable: false, writable: true }));
  },
});

class ArmClient implements AzureClient {
  readonly #transport: Transport;
  readonly #redact: Redact;
  readonly #checks: readonly CheckMeta[];
  readonly #polling: PollingPace;

  constructor(transport: Transport, { redact, checks, polling }: Pick<ConnectionOptions, 'redact' | 'checks' | 'polling'>) {
    this.#transport = transport;
    this.#redact = redact;
    this.#checks = checks;
    this.#polling = polling ?? usualPolling;
  }

  async validate(place: DeploymentPlace, content: DeploymentContent): Promise<AzureFailure | undefined> {
    const url = deploymentUrl(place, '/validate');
    const answer = await this.#transport.send({ method: 'POST', url, body: deploymentBody(content), repeatable: true }, [400]);
    if (answer.status === 400) return this.#refusal(answer);
    const { body } = await this.#ended(answer);
    const error = (body as { error?: unknown } | undefined)?.error;
    return error === undefined || error === null ? undefined : this.failureOf(body, correlationIdOf(answer));
  }

  async whatIf(place: DeploymentPlace, content: DeploymentContent): Promise<WhatIfResult> {
    const body = deploymentBody(content, { whatIfSettings: { resultFormat: 'FullResourcePayloads' } });
    const answer = await this.#transport.send({ method: 'POST', url: deploymentUrl(place, '/whatIf'), body, repeatable: true });
    const end = await this.#ended(answer);
    const { status, error } = (end.body ?? {}) as { status?: string; error?: unknown };
    if (status === 'Failed' || error) {
      throw new AzureError(this.failureOf(end.body, correlationIdOf(answer)));
    }
    return readWhatIf(end.body);
  }

  async deploy(place: DeploymentPlace, content: DeploymentContent): Promise<Operation> {
    const answer = await this.#transport.send({ method: 'PUT', url: deploymentUrl(place), body: deploymentBody(content) });
    return operationOf(answer);
  }

  async readDeployment(place: DeploymentPlace): Promise<DeploymentRecord | undefined> {
    const answer = await this.#transport.send({ method: 'GET', url: deploymentUrl(place) }, [404]);
    if (answer.status === 404) return this.#missing(answer);
    const { tags, properties = {} } = answer.body as { tags?: Record<string, string>; properties?: Partial<DeploymentRecord> };
    return {
      provisioningState: properties.provisioningState ?? 'Unknown',
      tags: tags ?? {},
      correlationId: properties.correlationId,
      timestamp: properties.timestamp,
      error: properties.error,
    };
  }

  async deploymentOperations(place: DeploymentPlace): Promise<DeploymentOperation[]> {
    const found: DeploymentOperation[] = [];
    const pages = this.#pages<{ properties?: { provisioningState?: string; targetResource?: { id?: string }; statusMessage?: unknown } }>(
      deploymentUrl(place, '/operations'),
    );
    for await (const { properties } of pages) {
      found.push({
        resourceId: properties?.targetResource?.id,
        provisioningState: properties?.provisioningState ?? 'Unknown',
        statusMessage: properties?.statusMessage,
      });
    }
    return found;
  }

  async read<T>(resourceId: string, apiVersion: string, options: ReadOptions = {}): Promise<ReadResource<T> | undefined> {
    const answer = await this.#transport.send({ method: 'GET', url: urlOf(resourceId, apiVersion, options) }, [404]);
    if (answer.status === 404) return this.#missing(answer);
    const { etag } = answer.body as { etag?: string };
    return { resource: answer.body as T, etag: etag ?? answer.header('etag') };
  }

  list<T>(path: string, apiVersion: string, options: ReadOptions = {}): AsyncIterable<T> {
    return this.#pages<T>(urlOf(path, apiVersion, options));
  }

  async patch(resourceId: string, apiVersion: string, patch: unknown, etag?: string): Promise<Operation> {
    const headers = etag === undefined ? {} : { 'if-match': etag };
    return operationOf(await this.#transport.send({ method: 'PATCH', url: urlOf(resourceId, apiVersion), body: patch, headers }));
  }

  async delete(resourceId: string, apiVersion: string): Promise<Operation> {
    return operationOf(await this.#transport.send({ method: 'DELETE', url: urlOf(resourceId, apiVersion) }, [404]));
  }

  async post(resourceId: string, action: string, apiVersion: string, body?: unknown): Promise<Operation> {
    return operationOf(await this.#transport.send({ method: 'POST', url: urlOf(`${resourceId}/${action}`, apiVersion), body }));
  }

  async follow(operation: Operation, signal?: AbortSignal): Promise<OperationEnd> {
    return await endOf(operation, this.#transport, { pace: this.#polling, redact: this.#redact, checks: this.#checks, signal });
  }

  failureOf(error: unknown, correlationId?: string): AzureFailure {
    return readFailure(error, { correlationId, redact: this.#redact, checks: this.#checks });
  }

  /** Preflight and what-if answer at once or after a while. */
  async #ended(answer: ArmAnswer): Promise<OperationEnd> {
    const operation = operationOf(answer);
    if (answer.status !== 202 || (operation.asyncOperation === undefined && operation.location === undefined)) {
      return { status: 'Succeeded', body: answer.body };
    }
    const end = await this.follow(operation, deadline(previewTimeout, 'Preflight or what-if'));
    if (end.failure !== undefined) throw new AzureError(end.failure);
    return end;
  }

  async *#pages<T>(first: string): AsyncIterable<T> {
    for (let url: string | undefined = first; url !== undefined; ) {
      const { body } = await this.#transport.send({ method: 'GET', url });
      const page = (body ?? {}) as { value?: T[]; nextLink?: string | null };
      yield* page.value ?? [];
      url = page.nextLink || undefined;
    }
  }

  /** What is not there reads as undefined, but a subscription that nobody sees is a mistake. */
  #missing(answer: ArmAnswer): undefined {
    const failure = this.#refusal(answer);
    if (failure.code === 'SubscriptionNotFound' || failure.code === 'InvalidSubscriptionId') throw new AzureError(failure);
    return undefined;
  }

  #refusal(answer: ArmAnswer): AzureFailure {
    const correlationId = correlationIdOf(answer);
    return readFailure(answer.body, { status: answer.status, correlationId, redact: this.#redact, checks: this.#checks });
  }
}

const correlationIdOf = (answer: ArmAnswer): string | undefined => answer.header('x-ms-correlation-request-id');

function deploymentUrl({ subscriptionId, resourceGroup, name }: DeploymentPlace, action = ''): string {
  const group = `/subscriptions/${subscriptionId}/resourcegroups/${encodeURIComponent(resourceGroup)}`;
  return `${group}/providers/Microsoft.Resources/deployments/${encodeURIComponent(name)}${action}?api-version=${deploymentsVersion}`;
}

const deploymentBody = ({ template, parameters, tags }: DeploymentContent, more: object = {}) => ({
  properties: { mode: 'Incremental', template, parameters, ...more },
  ...(tags === undefined ? {} : { tags }),
});

function urlOf(path: string, apiVersion: string, { expand, filter, select }: ReadOptions = {}): string {
  const query = new URLSearchParams({ 'api-version': apiVersion });
  if (expand !== undefined) query.set('$expand', expand);
  if (filter !== undefined) query.set('$filter', filter);
  if (select !== undefined) query.set('$select', select);
  // Names in ids are plain text; the query is encoded by itself.
  return `${path.split('/').map(encodeURIComponent).join('/')}?${query}`;
}
