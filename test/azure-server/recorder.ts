import type { IncomingHttpHeaders } from 'node:http';
import { type Fault, matches } from './script.ts';

/** A request as it came, and how it was answered. */
export interface RecordedRequest {
  number: number;
  /** Virtual time in milliseconds. */
  at: number;
  plane: 'arm' | 'token';
  method: string;
  /** Path and query. */
  url: string;
  /** Without the token. */
  headers: Record<string, string>;
  body: string;
  /** Undefined while it is not answered, or never was. */
  status?: number;
  faults: Fault['kind'][];
  /** The URL is one that the server gave out for an operation. */
  polling: boolean;
  correlationId: string;
}

/** Requests to wait for: so many that match. */
export interface Awaited {
  method?: string;
  url?: string;
  count: number;
}

/** Every request, in the order of arrival, and how busy the server was. */
export class Recorder {
  readonly requests: RecordedRequest[] = [];
  openConnections = 0;
  mostConnections = 0;
  inFlight = 0;
  mostInFlight = 0;
  readonly #waiting = new Set<{ awaited: Awaited; resolve: () => void }>();

  /** Resolves as soon as so many requests that match have arrived, whether they are answered or not. */
  waitFor(awaited: Awaited): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.add({ awaited, resolve });
      this.#wake();
    });
  }

  #wake(): void {
    for (const waiter of this.#waiting) {
      const { method, url, count } = waiter.awaited;
      const arrived = this.requests.filter(
        (request) => request.plane === 'arm' && matches(method, request.method) && matches(url, request.url),
      );
      if (arrived.length < count) continue;
      this.#waiting.delete(waiter);
      waiter.resolve();
    }
  }

  connected(): void {
    this.openConnections += 1;
    this.mostConnections = Math.max(this.mostConnections, this.openConnections);
  }

  disconnected(): void {
    this.openConnections -= 1;
  }

  begin(request: Omit<RecordedRequest, 'faults' | 'number' | 'headers'>, headers: IncomingHttpHeaders): RecordedRequest {
    const kept = Object.entries(headers).flatMap(([name, value]) =>
      value === undefined || name === 'authorization' ? [] : [[name, String(value)]],
    );
    const recorded: RecordedRequest = { ...request, number: this.requests.length + 1, headers: Object.fromEntries(kept), faults: [] };
    this.requests.push(recorded);
    this.inFlight += 1;
    this.mostInFlight = Math.max(this.mostInFlight, this.inFlight);
    this.#wake();
    return recorded;
  }

  end(): void {
    this.inFlight -= 1;
  }

  clear(): void {
    this.requests.length = 0;
    this.mostConnections = this.openConnections;
    this.mostInFlight = this.inFlight;
  }
}
