import { setTimeout as sleep } from 'node:timers/promises';

/** What came of one attempt: an HTTP status, or a connection that failed before the whole answer was there. */
export type Attempt =
  | { status: number; retryAfter: number | undefined }
  | {
      /** Code of the system or the SDK, for example `ECONNRESET`. */
      lost: string;
    };

export interface Pace {
  /** Attempts in all. */
  attempts: number;
  /** Milliseconds before the second attempt; doubled before each further one. */
  first: number;
  /** The longest wait between attempts, in milliseconds. */
  most: number;
  /** A longer Retry-After is not waited for, in milliseconds. */
  patience: number;
  /** Longest time for one answer, in milliseconds; slower than any that Azure gives itself. */
  answer: number;
}

/** Together about four minutes where Azure names no wait of its own. */
export const usualPace: Pace = { attempts: 12, first: 500, most: 30_000, patience: 600_000, answer: 120_000 };

/** Refused before anything was done: https://learn.microsoft.com/azure/azure-resource-manager/management/request-limits-and-throttling (2025-03-14). */
const refusedStatuses = new Set([429, 503]);
const failedStatuses = new Set([408, 500, 502, 504]);

/** The connection was never there, so nothing was sent. */
const neverSent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/**
 * Whether to send the request again. One that changes something and may have been carried out is not: whoever sent it has to look first.
 * @param repeatable sending it twice does the same as once
 */
export function mayRepeat(attempt: Attempt, repeatable: boolean): boolean {
  if ('lost' in attempt) return repeatable || neverSent.has(attempt.lost);
  return refusedStatuses.has(attempt.status) || (repeatable && failedStatuses.has(attempt.status));
}

/** A request that changes something, of which nobody knows whether it was carried out. */
export const isUncertain = (attempt: Attempt): boolean =>
  'lost' in attempt ? !neverSent.has(attempt.lost) : failedStatuses.has(attempt.status);

/**
 * Milliseconds to wait before the next attempt; undefined when it is time to give up.
 * @param made attempts made so far
 * @param random from 0 to 1; spreads the attempts of many clients
 */
export function waitBefore(attempt: Attempt, made: number, pace: Pace, random: number): number | undefined {
  if (made >= pace.attempts) return undefined;
  const asked = 'lost' in attempt ? undefined : attempt.retryAfter;
  if (asked !== undefined && asked > pace.patience) return undefined;
  const backoff = Math.min(pace.most, pace.first * 2 ** (made - 1)) * (0.5 + random / 2);
  return asked === undefined ? backoff : asked + random * pace.first;
}

/** Milliseconds, from `Retry-After` in seconds or as a date, or from `retry-after-ms`. */
export function retryAfter(header: (name: string) => string | undefined, now: number): number | undefined {
  const milliseconds = header('retry-after-ms') ?? header('x-ms-retry-after-ms');
  if (milliseconds !== undefined && /^\d+$/.test(milliseconds)) return Number(milliseconds);
  const text = header('retry-after');
  if (text === undefined) return undefined;
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** Waits; rejects with the signal's reason as soon as the signal is aborted. */
export async function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, signal === undefined ? {} : { signal }).catch((error: unknown) => {
    throw signal?.aborted ? (signal.reason ?? error) : error;
  });
}

/** Spreads looks at Azure over time: each has its turn, so many milliseconds after the one before. */
export class Turns {
  readonly #interval: number;
  #next = 0;

  constructor(interval: number) {
    this.#interval = interval;
  }

  async turn(now: number, signal: AbortSignal): Promise<void> {
    const wait = this.#next - now;
    this.#next = Math.max(now, this.#next) + this.#interval;
    if (wait >= 1) await pause(wait, signal);
  }
}

/** Lets so many through at a time; the others wait in the order in which they came. */
export class Gate {
  readonly #waiting: (() => void)[] = [];
  #free: number;

  constructor(places: number) {
    this.#free = places;
  }

  async through<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((enter) => this.#waiting.push(enter));
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#free += 1;
      else next();
    }
  }
}
