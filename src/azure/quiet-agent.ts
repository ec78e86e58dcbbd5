import type { ClientRequest } from 'node:http';
import { Agent, type RequestOptions } from 'node:https';

/** What Node calls for each request: the types leave it out, and libraries have overridden it since Node 0.12. */
interface RequestTaker {
  addRequest(request: ClientRequest, options: RequestOptions, ...rest: unknown[]): void;
}

/** Keeps connections, and keeps the token out of what NODE_DEBUG prints of each new one: the options of its request, headers and all. */
export class QuietAgent extends Agent implements RequestTaker {
  /** @param ca PEM of the authorities to trust in place of the usual ones */
  constructor(connections: number, ca: string | undefined) {
    super({ keepAlive: true, maxSockets: connections, ...(ca === undefined ? {} : { ca }) });
  }

  addRequest(request: ClientRequest, options: RequestOptions, ...rest: unknown[]): void {
    // By now the request has taken its headers from the options.
    const { headers: _, ...quiet } = options;
    (Agent.prototype as unknown as RequestTaker).addRequest.call(this, request, quiet, ...rest);
  }
}
