import { isoTime } from './clock.ts';
import type { ErrorBody } from './errors.ts';
import type { JsonObject } from './json.ts';
import type { World } from './world.ts';

/** Something that goes on after its request was answered. */
export interface Operation {
  id: string;
  /** Path of its status, without apiVersion. */
  path: string;
  /** `deployment` says Accepted, Running and no times; the providers say InProgress. */
  style: 'deployment' | 'provider';
  status: 'Accepted' | 'Running' | 'InProgress' | 'Succeeded' | 'Failed' | 'Canceled';
  startedAt: number;
  endedAt?: number;
  error?: ErrorBody;
  /** What Location gives in the end: a body, or 204 without one. */
  result?: () => JsonObject | undefined;
  /** Location gives this status in the end where there is no body. */
  emptyStatus: 200 | 204;
}

export interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
}

export function startOperation(world: World, path: string, style: Operation['style'], more: Partial<Operation> = {}): Operation {
  const id = path.split('/').at(-1) ?? '';
  const operation: Operation = {
    id,
    path,
    style,
    status: style === 'deployment' ? 'Accepted' : 'InProgress',
    startedAt: world.now,
    emptyStatus: 200,
    ...more,
  };
  world.operations.set(id.toLowerCase(), operation);
  return operation;
}

export function endOperation(world: World, operation: Operation, error?: ErrorBody): void {
  operation.status = error === undefined ? 'Succeeded' : 'Failed';
  operation.endedAt = world.now;
  if (error !== undefined) operation.error = error;
}

export const isRunning = ({ status }: Operation): boolean => status === 'Accepted' || status === 'Running' || status === 'InProgress';

/** Seconds for Retry-After, by real time. */
export const retryAfter = (world: World): string =>
  String(world.options.timeScale > 0 ? Math.round(world.options.retryAfterSeconds / world.options.timeScale) : 0);

/** Headers of an answer whose work goes on. */
export function operationHeaders(
  world: World,
  base: string,
  operation: Operation,
  apiVersion: string,
  which: 'status' | 'location' | 'both',
): Record<string, string> {
  const url = `${base}${operation.path}?api-version=${apiVersion}`;
  return {
    ...(which === 'location' ? {} : { 'Azure-AsyncOperation': url }),
    ...(which === 'status' ? {} : { Location: which === 'both' ? `${url}&monitor=true` : url }),
    'Retry-After': retryAfter(world),
  };
}

/** What the URL of Azure-AsyncOperation answers. */
export function answerStatus(world: World, operation: Operation): Answer {
  const headers = isRunning(operation) ? { 'Retry-After': retryAfter(world) } : {};
  const error = operation.error === undefined ? {} : { error: operation.error };
  if (operation.style === 'deployment') return { status: 200, headers, body: { status: operation.status, ...error } };
  return {
    status: 200,
    headers,
    body: {
      startTime: isoTime(operation.startedAt),
      ...(operation.endedAt === undefined ? {} : { endTime: isoTime(operation.endedAt) }),
      status: operation.status,
      ...error,
      name: operation.id,
    },
  };
}

/** What the URL of Location answers: 202 and itself until the end, then the result. */
export function answerLocation(world: World, operation: Operation, url: string): Answer {
  if (isRunning(operation)) return { status: 202, headers: { Location: url, 'Retry-After': retryAfter(world) } };
  const body = operation.result?.();
  if (body !== undefined) return { status: 200, body };
  if (operation.error !== undefined) return { status: 409, body: { error: operation.error } };
  return { status: operation.emptyStatus };
}
