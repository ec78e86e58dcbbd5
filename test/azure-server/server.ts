import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { makeCertificate } from './certificate.ts';
import { answerControl } from './control.ts';
import { ArmError } from './errors.ts';
import { FaultPlan, faultBody } from './faults.ts';
import type { Request } from './http.ts';
import type { Answer } from './operations.ts';
import { defaultOptions, type ServerOptions } from './options.ts';
import { type RecordedRequest, Recorder } from './recorder.ts';
import { answer } from './router.ts';
import type { Fault } from './script.ts';
import { TokenEndpoint } from './token.ts';
import { World } from './world.ts';

/** Azure Resource Manager and Microsoft Entra ID on one HTTPS port of this machine. */
export class AzureServer {
  readonly world: World;
  readonly recorder = new Recorder();
  readonly tokens: TokenEndpoint;
  faults: FaultPlan;
  /** `https://localhost:1234` */
  url = '';
  /** PEM text of the authority to trust, and the file that holds it. */
  ca = '';
  caFile = '';
  #server: Server | undefined;

  private constructor(options: ServerOptions) {
    this.world = new World(options);
    this.tokens = new TokenEndpoint(options);
    this.faults = new FaultPlan(options.seed);
  }

  static async start(options: Partial<ServerOptions> = {}): Promise<AzureServer> {
    const all: ServerOptions = { ...defaultOptions, ...options, timing: { ...defaultOptions.timing, ...options.timing } };
    const azure = new AzureServer(all);
    const { ca, key, cert } = await makeCertificate();
    azure.ca = ca;
    azure.caFile = join(await mkdtemp(join(tmpdir(), 'azure-server-')), 'ca.pem');
    await writeFile(azure.caFile, ca);
    const server = createServer({ key, cert, keepAliveTimeout: 60_000 }, (message, response) => void azure.#serve(message, response));
    server.on('secureConnection', (socket) => {
      azure.recorder.connected();
      socket.on('close', () => azure.recorder.disconnected());
      socket.on('error', () => {});
    });
    server.on('tlsClientError', () => {});
    await new Promise<void>((resolve) => server.listen(all.port, 'localhost', resolve));
    azure.#server = server;
    azure.url = `https://localhost:${(server.address() as AddressInfo).port}`;
    return azure;
  }

  async close(): Promise<void> {
    this.#server?.closeAllConnections();
    await new Promise((resolve) => this.#server?.close(resolve));
    await rm(join(this.caFile, '..'), { recursive: true, force: true });
  }

  async #serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await this.#read(message);
    if (request.path.startsWith('/_control/')) {
      await send(response, await answerControl(this, request), {});
      return;
    }
    this.world.clock.advance(this.world.options.secondsPerRequest * 1000);
    this.world.settle();
    const url = message.url ?? '';
    const isToken = !/^\/(subscriptions|providers|tenants)\b/i.test(request.path);
    const plane = isToken ? 'token' : 'arm';
    const last = request.path.split('/').at(-1) ?? '';
    const polling = request.method === 'GET' && this.world.operations.has(last.toLowerCase());
    const { method, text: body, correlationId } = request;
    const recorded = this.recorder.begin({ at: this.world.now, plane, method, url, body, polling, correlationId }, message.headers);
    request.number = recorded.number;
    const faults = this.faults.choose(this.world.script.faults, plane, method, url);
    recorded.faults = faults.map(({ kind }) => kind);
    try {
      await this.#answer(request, response, recorded, faults);
    } finally {
      this.recorder.end();
    }
  }

  async #answer(request: Request, response: ServerResponse, recorded: RecordedRequest, faults: Fault[]): Promise<void> {
    const fault = <Kind extends Fault['kind']>(kind: Kind) =>
      faults.find((candidate): candidate is Extract<Fault, { kind: Kind }> => candidate.kind === kind);
    const reset = fault('reset');
    const hang = fault('hang');
    if (reset?.when === 'before') response.socket?.destroy();
    if (reset?.when === 'before' || hang?.when === 'before') return;
    const reply = this.#reply(request, recorded.plane, fault('status'), fault('answer'), fault('expiredToken'));
    const slow = fault('slow');
    const shuffle = fault('shuffle');
    if (slow !== undefined && slow.trickle !== true) await wait(slow.milliseconds);
    if (shuffle !== undefined) await wait(this.faults.delay(shuffle.milliseconds, `${request.method} ${recorded.url}`));
    if (hang !== undefined) return;
    if (reset?.when === 'after') {
      response.socket?.destroy();
      return;
    }
    recorded.status = reply.status;
    const headers = recorded.plane === 'arm' ? this.#standardHeaders(request) : {};
    await send(response, reply, headers, {
      ...(reset === undefined ? {} : { resetInBody: true }),
      ...(fault('truncate') === undefined ? {} : { truncate: true }),
      ...(slow?.trickle === true ? { trickle: slow.milliseconds } : {}),
    });
  }

  #reply(
    request: Request,
    plane: 'arm' | 'token',
    status: Extract<Fault, { kind: 'status' }> | undefined,
    scripted: Extract<Fault, { kind: 'answer' }> | undefined,
    expired: Extract<Fault, { kind: 'expiredToken' }> | undefined,
  ): Answer {
    if (status !== undefined) {
      const retry = status.retryAfter === undefined ? {} : { 'Retry-After': String(status.retryAfter) };
      return { status: status.status, headers: { ...retry, ...status.headers }, body: { error: faultBody(status) } };
    }
    if (scripted !== undefined) return { status: scripted.status, headers: scripted.headers ?? {}, body: scripted.body };
    try {
      if (plane === 'token') return this.tokens.answer(request) ?? { status: 404 };
      if (expired !== undefined) throw this.tokens.expired(request, 0, expired.claims);
      this.tokens.check(request);
      return answer(this.world, request);
    } catch (error) {
      if (!(error instanceof ArmError)) return serverBug(error);
      return { status: error.status, headers: { 'x-ms-failure-cause': 'gateway', ...error.headers }, body: error.body };
    }
  }

  async #read(message: IncomingMessage): Promise<Request> {
    const pieces: Buffer[] = [];
    for await (const piece of message) pieces.push(piece as Buffer);
    // The SDK writes `//subscriptions` for an id that begins with a slash, and Azure takes it.
    const url = new URL(`https://localhost/${(message.url ?? '').replace(/^\/+/, '')}`);
    return {
      method: message.method ?? 'GET',
      path: decodePath(url.pathname),
      query: url.searchParams,
      headers: message.headers,
      text: Buffer.concat(pieces).toString('utf8'),
      base: `https://${message.headers.host ?? 'localhost'}`,
      number: 0,
      apiVersion: url.searchParams.get('api-version') ?? '',
      correlationId: String(message.headers['x-ms-correlation-request-id'] ?? this.world.newGuid('correlation')),
      values: {},
    };
  }

  #standardHeaders(request: Request): Record<string, string> {
    const requestId = this.world.newGuid('request');
    const remaining = String(Math.max(0, 12_000 - request.number));
    return {
      'Cache-Control': 'no-cache',
      Pragma: 'no-cache',
      Expires: '-1',
      'x-ms-request-id': requestId,
      'x-ms-correlation-request-id': request.correlationId,
      'x-ms-routing-request-id': `WESTEUROPE:20261125T080000Z:${requestId}`,
      [`x-ms-ratelimit-remaining-subscription-${request.method === 'GET' ? 'reads' : 'writes'}`]: remaining,
      'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
      'X-Content-Type-Options': 'nosniff',
    };
  }
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** A fault of this server itself: told where a test's author sees it, without ending the server. */
function serverBug(error: unknown): Answer {
  console.error('azure server:', error);
  return { status: 500, body: { error: { code: 'TestServerBug', message: String(error) } } };
}

interface SendFaults {
  resetInBody?: true;
  truncate?: true;
  /** Milliseconds over which the body is spread. */
  trickle?: number;
}

async function send(response: ServerResponse, reply: Answer, standard: Record<string, string>, faults: SendFaults = {}): Promise<void> {
  const whole = reply.body === undefined ? '' : JSON.stringify(reply.body);
  const text = faults.truncate === undefined ? whole : whole.slice(0, Math.floor(whole.length / 2));
  const body = Buffer.from(text, 'utf8');
  const hasBody = reply.status !== 204 && reply.body !== undefined;
  response.writeHead(reply.status, {
    ...standard,
    ...reply.headers,
    ...(hasBody ? { 'Content-Type': 'application/json; charset=utf-8' } : {}),
    ...(reply.status === 204 ? {} : { 'Content-Length': body.length }),
  });
  const half = body.subarray(0, Math.ceil(body.length / 2));
  if (faults.resetInBody !== undefined) {
    response.flushHeaders();
    await new Promise((resolve) => response.write(half, resolve));
    response.socket?.destroy();
    return;
  }
  if (faults.trickle !== undefined) {
    response.write(half);
    await wait(faults.trickle);
    response.end(body.subarray(half.length));
    return;
  }
  response.end(hasBody ? body : undefined);
}
