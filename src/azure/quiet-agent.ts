import type { Agent as AnyAgent, ClientRequest } from 'node:http';
import { Agent, type RequestOptions } from 'node:https';

/** What Node calls for each request: the types leave it out, and libraries have overridden it since Node 0.12. */
interface RequestTaker {
  addRequest(request: ClientRequest, options: RequestOptions, ...rest: unknown[]): void;
}

const quiet = new WeakSet<AnyAgent>();

/** Keeps the token out of what NODE_DEBUG prints of each new connection of an agent: the options of its request, headers and all. */
export function quietened<Some extends AnyAgent>(agent: Some): Some {
  if (quiet.has(agent)) return agent;
  quiet.add(agent);
  const taker = agent as unknown as RequestTaker;
  const addRequest = taker.addRequest.bind(agent);
  taker.addRequest = (request, { headers: _, ...options }, ...rest) => {
    // By now the request has taken its headers from the options.
    addRequest(request, options, ...rest);
  };
  return agent;
}

/**
 * An agent that keeps its connections.
 * @param ca PEM of the authorities to trust in place of the usual ones
 */
export const quietAgent = (connections: number, ca: string | undefined): Agent =>
  quietened(new Agent({ keepAlive: true, maxSockets: connections, ...(ca === undefined ? {} : { ca }) }));
