import { request as httpsRequest } from 'node:https';
import type { JsonObject } from './json.ts';
import type { Awaited, RecordedRequest } from './recorder.ts';
import type { Script } from './script.ts';
import type { Seed } from './seed.ts';
import type { AcceptedDeployment, LogEntry } from './world.ts';

/** What a test needs to reach a server, in this process or another. */
export interface ServerAddress {
  url: string;
  ca: string;
}

export interface Statistics {
  requests: number;
  openConnections: number;
  mostConnections: number;
  mostInFlight: number;
  tokens: number;
  scheduled: number;
  now: number;
}

/** The control API of a running server. */
export class ServerControl {
  readonly #address: ServerAddress;

  constructor(address: ServerAddress) {
    this.#address = address;
  }

  seed = (seed: Seed): Promise<void> => this.#call('POST', '/seed', seed);
  /** Replaces the script; counts of its rules begin anew. */
  script = (script: Partial<Script>): Promise<void> => this.#call('PUT', '/script', script);
  advance = (seconds: number): Promise<void> => this.#call('POST', '/advance', { seconds });
  expireTokens = (): Promise<void> => this.#call('POST', '/tokens/expire');
  /** A token without the token endpoint, for scripts that play `az account get-access-token`. */
  token = (audience = ''): Promise<{ token: string; expiresIn: number }> => this.#call('POST', '/tokens', { audience });
  requests = (): Promise<RecordedRequest[]> => this.#call('GET', '/requests');
  /** Resolves when so many matching requests have arrived. */
  waitForRequests = (awaited: Awaited): Promise<void> => this.#call('POST', '/requests/wait', awaited);
  clearRequests = (): Promise<void> => this.#call('DELETE', '/requests');
  accepted = (): Promise<AcceptedDeployment[]> => this.#call('GET', '/accepted');
  log = (): Promise<LogEntry[]> => this.#call('GET', '/log');
  statistics = (): Promise<Statistics> => this.#call('GET', '/statistics');
  state = (): Promise<JsonObject> => this.#call('GET', '/state');

  #call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const text = body === undefined ? '' : JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const call = httpsRequest(
        `${this.#address.url}/_control${path}`,
        { method, ca: this.#address.ca, agent: false, headers: { 'Content-Length': Buffer.byteLength(text) } },
        (response) => {
          const pieces: Buffer[] = [];
          response.on('data', (piece: Buffer) => pieces.push(piece));
          response.on('error', reject);
          response.on('end', () => {
            const answered = Buffer.concat(pieces).toString('utf8');
            if ((response.statusCode ?? 500) >= 300) reject(new Error(`${method} ${path}: ${response.statusCode} ${answered}`));
            else resolve((answered === '' ? undefined : JSON.parse(answered)) as T);
          });
        },
      );
      call.on('error', reject);
      call.end(text);
    });
  }
}

/** How often each deployment was accepted, by the value of a tag. */
export function acceptedByTag(accepted: AcceptedDeployment[], tag: string): Map<string, AcceptedDeployment[]> {
  const byTag = new Map<string, AcceptedDeployment[]>();
  for (const deployment of accepted) {
    const value = String(deployment.tags[tag] ?? '');
    byTag.set(value, [...(byTag.get(value) ?? []), deployment]);
  }
  return byTag;
}

/** How often each machine's extension was sent with each run tag: `ID TAG` → times. */
export function acceptedByRunTag(accepted: AcceptedDeployment[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { runTags } of accepted) {
    for (const [id, tag] of Object.entries(runTags)) {
      const key = `${id.toLowerCase()} ${tag}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return counts;
}
