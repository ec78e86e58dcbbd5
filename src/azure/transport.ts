import type { ResourceManagementClient } from '@azure/arm-resources';
import type { PipelineResponse } from '@azure/core-rest-pipeline';
import type { CheckMeta } from '../model/index.ts';
import { AzureError, readFailure } from './errors.ts';
import { type AuthMethod, isPassingLoginFailure, loginFailure } from './login.ts';
import { type Attempt, Gate, isUncertain, mayRepeat, type Pace, pause, retryAfter, waitBefore } from './retry.ts';
import type { Redact } from './secrets.ts';

export interface ArmRequest {
  method: 'GET' | 'HEAD' | 'PUT' | 'PATCH' | 'POST' | 'DELETE';
  /** Below the endpoint, or a whole URL at the endpoint. */
  url: string;
  body?: unknown;
  headers?: Record<string, string>;
  /** Sending it twice does the same as once; true for GET and HEAD. */
  repeatable?: boolean;
  signal?: AbortSignal | undefined;
}

export interface ArmAnswer {
  status: number;
  header(name: string): string | undefined;
  body: unknown;
}

export interface TransportOptions {
  /** `https://management.azure.com`, without a slash at its end. */
  endpoint: string;
  /** Makes a client with a credential of its own, so that a token that Azure takes no more is not used again. */
  connect(): Promise<ResourceManagementClient>;
  auth: AuthMethod;
  /** Requests under way at once, and so connections. */
  requests: number;
  pace: Pace;
  redact: Redact;
  checks: readonly CheckMeta[];
}

/** Attempts at signing in as long as nothing has answered; the identity library makes several of its own in each. */
const firstLogins = 3;

/** Sends requests through the SDK's pipeline: signed, bounded in number, repeated where that is safe, and refused where they leave the endpoint. */
export class Transport {
  readonly #options: TransportOptions;
  readonly #gate: Gate;
  #connection: Promise<ResourceManagementClient> | undefined;
  #hasAnswered = false;

  constructor(options: TransportOptions) {
    this.#options = options;
    this.#gate = new Gate(options.requests);
  }

  /** @throws {AzureError} for any status from 400 on that `accepts` does not name, and when no answer came. */
  async send(request: ArmRequest, accepts: readonly number[] = []): Promise<ArmAnswer> {
    const repeatable = request.repeatable ?? (request.method === 'GET' || request.method === 'HEAD');
    let renewed = false;
    for (let made = 1; ; made += 1) {
      this.#connection ??= this.#options.connect();
      const connection = this.#connection;
      const outcome = await this.#gate.through(async () => this.#attempt(await connection, request));
      this.#hasAnswered ||= outcome.answer !== undefined;
      if (outcome.answer !== undefined && (outcome.answer.status < 400 || accepts.includes(outcome.answer.status))) return outcome.answer;
      if (outcome.answer?.status === 401 && !renewed) {
        renewed = true;
        // Another request may have renewed it meanwhile.
        if (this.#connection === connection) this.#connection = undefined;
        continue;
      }
      const { attempt } = outcome;
      const wait = mayRepeat(attempt, repeatable) ? waitBefore(attempt, made, this.#paceAfter(outcome), Math.random()) : undefined;
      if (wait === undefined) throw this.#errorOf(outcome, !repeatable && isUncertain(attempt));
      await pause(wait, request.signal);
    }
  }

  /** A login host that never was there is soon given up. */
  #paceAfter({ login }: Outcome): Pace {
    const { pace } = this.#options;
    return login === undefined || this.#hasAnswered ? pace : { ...pace, attempts: Math.min(pace.attempts, firstLogins) };
  }

  /** Whether a URL that Azure sent may be given the token. */
  isOwn(url: string): boolean {
    return new URL(url, this.#options.endpoint).origin === new URL(this.#options.endpoint).origin;
  }

  async #attempt(client: ResourceManagementClient, request: ArmRequest): Promise<Outcome> {
    const { createHttpHeaders, createPipelineRequest } = await import('@azure/core-rest-pipeline');
    const url = new URL(request.url, `${this.#options.endpoint}/`);
    if (!this.isOwn(url.href)) throw new AzureError(foreignUrl(url));
    const hasBody = request.body !== undefined;
    // The SDK's own timeout ends with the headers, and its timer outlives a lost connection.
    const timeout = new AbortController();
    const timer = setTimeout(() => timeout.abort(), this.#options.pace.answer);
    try {
      const response = await client.sendRequest(
        createPipelineRequest({
          url: url.href,
          method: request.method,
          headers: createHttpHeaders({
            accept: 'application/json',
            ...(hasBody ? { 'content-type': 'application/json; charset=utf-8' } : {}),
            ...request.headers,
          }),
          ...(hasBody ? { body: JSON.stringify(request.body) } : {}),
          abortSignal: request.signal === undefined ? timeout.signal : AbortSignal.any([timeout.signal, request.signal]),
        }),
      );
      return answered(response);
    } catch (error) {
      if (request.signal?.aborted) throw request.signal.reason ?? error;
      return timeout.signal.aborted ? { attempt: { lost: 'ETIMEDOUT' }, error } : this.#lost(error);
    } finally {
      clearTimeout(timer);
    }
  }

  #lost(error: unknown): Outcome {
    const { name, code, response } = error as { name?: string; code?: string; response?: PipelineResponse };
    // Some statuses come as errors of the SDK, with the answer inside.
    if (name === 'RestError' && response !== undefined && response.status >= 400) return answered(response);
    const login = loginFailure(error, this.#options.auth);
    if (login !== undefined && isPassingLoginFailure(error)) return { attempt: { lost: 'EAI_AGAIN' }, error, login };
    if (login !== undefined) throw login;
    if (name === 'RestError' || name === 'AbortError') return { attempt: { lost: code ?? name }, error };
    throw error;
  }

  #errorOf({ answer, attempt, error, login }: Outcome, uncertain: boolean): AzureError {
    const { redact, checks } = this.#options;
    if (login !== undefined) return login;
    if (answer !== undefined) {
      const correlationId = answer.header('x-ms-correlation-request-id') ?? answer.header('x-ms-request-id');
      return new AzureError(readFailure(answer.body, { status: answer.status, correlationId, redact, checks }), { uncertain });
    }
    const code = 'lost' in attempt ? attempt.lost : 'ConnectionLost';
    const message = `The connection to ${new URL(this.#options.endpoint).host} failed: ${error instanceof Error ? redact(error.message) : code}.`;
    return new AzureError(
      { code, message, others: [], advice: 'Check the network and the proxy, then run again.', rules: [] },
      { cause: error, uncertain, unreachable: true },
    );
  }
}

interface Outcome {
  attempt: Attempt;
  answer?: ArmAnswer;
  error?: unknown;
  /** What to say when signing in failed because of the network. */
  login?: AzureError;
}

function answered(response: PipelineResponse): Outcome {
  const header = (name: string): string | undefined => response.headers.get(name);
  const answer: ArmAnswer = { status: response.status, header, body: bodyOf(response) };
  return { answer, attempt: { status: response.status, retryAfter: retryAfter(header, Date.now()) } };
}

/** Text that is no JSON stays text: proxies answer with pages. */
function bodyOf({ bodyAsText }: PipelineResponse): unknown {
  if (!bodyAsText) return undefined;
  try {
    return JSON.parse(bodyAsText);
  } catch {
    return bodyAsText;
  }
}

const foreignUrl = (url: URL) => ({
  code: 'ForeignUrl',
  message: `Azure's answer points to ${url.host}, which is not the endpoint armade signed in to.`,
  others: [],
  rules: [],
});
