import { request as httpsRequest } from 'node:https';
import type { ServerAddress } from './client.ts';
import { ServerControl } from './client.ts';
import type { JsonObject } from './json.ts';

export interface RawAnswer {
  status: number;
  headers: Record<string, string>;
  text: string;
  body: JsonObject;
}

/** Plain requests with a token, where a test looks at statuses, headers and bytes that the SDK hides. */
export class RawClient {
  readonly #address: ServerAddress;
  #token: string | undefined;

  constructor(address: ServerAddress) {
    this.#address = address;
  }

  get = (path: string): Promise<RawAnswer> => this.send('GET', path);

  async send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<RawAnswer> {
    this.#token ??= (await new ServerControl(this.#address).token()).token;
    const text = typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body);
    const url = path.startsWith('https://') ? path : `${this.#address.url}${path}`;
    const all = { Authorization: `Bearer ${this.#token}`, 'Content-Length': String(Buffer.byteLength(text)), ...headers };
    return new Promise((resolve, reject) => {
      const call = httpsRequest(url, { method, ca: this.#address.ca, headers: all, agent: false }, (response) => {
        const pieces: Buffer[] = [];
        response.on('data', (piece: Buffer) => pieces.push(piece));
        response.on('error', reject);
        response.on('end', () => {
          const answered = Buffer.concat(pieces).toString('utf8');
          const isJson = answered.startsWith('{') && answered.endsWith('}');
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers as Record<string, string>,
            text: answered,
            body: isJson ? (JSON.parse(answered) as JsonObject) : {},
          });
        });
      });
      call.on('error', reject);
      call.end(text);
    });
  }
}
