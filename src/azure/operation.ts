import type { CheckMeta } from '../model/index.ts';
import type { Operation, OperationEnd } from './client.ts';
import { AzureError, readFailure } from './errors.ts';
import { pause, retryAfter } from './retry.ts';
import type { Redact } from './secrets.ts';
import type { ArmAnswer, Transport } from './transport.ts';

/** How often to ask, in milliseconds: a while after the start, then less and less often; never sooner than `first`, whatever Azure says. */
export interface PollingPace {
  first: number;
  most: number;
}

export const usualPolling: PollingPace = { first: 2_000, most: 30_000 };

/** The usual pace, or a quicker one for whoever wants a look every so many milliseconds. */
export const pollingEvery = (milliseconds: number): PollingPace => ({
  first: Math.min(usualPolling.first, milliseconds),
  most: Math.min(usualPolling.most, milliseconds),
});

/** The slower half of the requests that one operation takes is not worth more than this factor. */
const slower = 1.5;

/** The operation that an answer started. https://github.com/Azure/azure-resource-manager-rpc, async-api-reference.md (2024). */
export function operationOf(answer: ArmAnswer): Operation {
  const asyncOperation = answer.header('azure-asyncoperation');
  const location = answer.status === 202 ? answer.header('location') : undefined;
  const wait = retryAfter(answer.header, Date.now());
  return {
    ...(asyncOperation === undefined ? {} : { asyncOperation }),
    ...(location === undefined ? {} : { location }),
    ...(wait === undefined ? {} : { retryAfter: wait }),
  };
}

interface Following {
  pace: PollingPace;
  redact: Redact;
  checks: readonly CheckMeta[];
  signal: AbortSignal | undefined;
}

/** Asks until the operation has ended, at the pace that Azure asks for, else at ours. */
export async function endOf(operation: Operation, transport: Transport, following: Following): Promise<OperationEnd> {
  let current = operation;
  for (let wait = following.pace.first; ; wait = Math.min(following.pace.most, wait * slower)) {
    const url = current.asyncOperation ?? current.location;
    if (url === undefined) return { status: 'Succeeded', body: undefined };
    // A URL of another host may not have the token: whoever asked reads the resource.
    if (!transport.isOwn(url)) return { status: 'Unknown', body: undefined };
    await pause(Math.max(current.retryAfter ?? wait, following.pace.first), following.signal);
    const answer = await askOnce(url, transport, following.signal);
    if (answer === undefined) return { status: 'Unknown', body: undefined };
    const end = current.asyncOperation === undefined ? locationEnd(answer) : statusEnd(answer, following);
    if (end !== undefined) return end;
    const next = operationOf(answer);
    const { retryAfter: _, ...urls } = current;
    current = { ...urls, ...next };
  }
}

/** Undefined when Azure has forgotten the operation. */
async function askOnce(url: string, transport: Transport, signal: AbortSignal | undefined): Promise<ArmAnswer | undefined> {
  const answer = await transport.send({ method: 'GET', url, signal }, [404, 410]);
  return answer.status === 404 || answer.status === 410 ? undefined : answer;
}

function statusEnd(answer: ArmAnswer, { redact, checks }: Following): OperationEnd | undefined {
  const { status } = (answer.body ?? {}) as { status?: unknown };
  switch (String(status).toLowerCase()) {
    case 'succeeded':
      return { status: 'Succeeded', body: answer.body };
    case 'failed':
    case 'canceled':
    case 'cancelled': {
      const correlationId = answer.header('x-ms-correlation-request-id');
      const failure = readFailure(answer.body, { correlationId, redact, checks });
      return { status: String(status).toLowerCase() === 'failed' ? 'Failed' : 'Canceled', failure, body: answer.body };
    }
    default:
      return undefined;
  }
}

const locationEnd = (answer: ArmAnswer): OperationEnd | undefined =>
  answer.status === 202 ? undefined : { status: 'Succeeded', body: answer.body };

/** Aborts with an error that says what took too long; follows `parent` too. */
export function deadline(milliseconds: number, what: string, parent?: AbortSignal): AbortSignal {
  const controller = new AbortController();
  const minutes = Math.round(milliseconds / 60_000);
  const failure = { code: 'TimedOut', message: `${what} did not end within ${minutes} minutes.`, others: [], rules: [] };
  setTimeout(() => controller.abort(new AzureError(failure)), milliseconds).unref();
  return parent === undefined ? controller.signal : AbortSignal.any([controller.signal, parent]);
}

/** Throws what an operation failed with. */
export function throwUnlessSucceeded(end: OperationEnd): void {
  if (end.failure !== undefined) throw new AzureError(end.failure);
}
