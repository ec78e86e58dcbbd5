import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defaultOptions } from '../azure-server/options.ts';
import { TemporaryFolder } from '../cli/temporary-folder.ts';

const program = fileURLToPath(new URL('../../bin/armade.cjs', import.meta.url));
const bundle = fileURLToPath(new URL('../../dist/armade.cjs', import.meta.url));

/** Looks at Azure often, since the server's time runs two thousand times as fast as ours, and gives a step so many minutes of ours. */
export const within = (minutes: string): string[] => ['--poll-interval', '0.02', '--timeout', minutes];
export const quickly = within('1');

/** Parameters as a person gives them where nobody may read along. */
export const parameterVariables = (parameters: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(parameters).map(([name, value]) => [`ARMADE_PARAMETER_${name}`, value]));

/** How a run of the program ended, and all that it wrote to the terminal. */
export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface Running {
  child: ChildProcess;
  ended: Promise<Ended>;
}

export interface StartOptions {
  /** Further variables; undefined takes one away. */
  env?: Record<string, string | undefined>;
}

/** The built program as a user has it in a folder: no terminal, signed in to a test server by the variables of a service principal. */
export class Armade {
  readonly folder = new TemporaryFolder();
  readonly #server: { url: string; caFile: string };

  constructor(server: { url: string; caFile: string }) {
    if (!existsSync(bundle)) throw new Error('there is no dist/armade.cjs: run `npm run build` first');
    this.#server = server;
  }

  /** Flags that send a command to the test server. */
  get connection(): string[] {
    return ['--arm-endpoint', this.#server.url, '--authority-host', this.#server.url, '--auth', 'env'];
  }

  /** Runs a command that talks to Azure. */
  azure = (args: readonly string[], options?: StartOptions): Promise<Ended> => this.run([...args, ...this.connection], options);

  run = (args: readonly string[], options?: StartOptions): Promise<Ended> => this.start(args, options).ended;

  start(args: readonly string[], { env = {} }: StartOptions = {}): Running {
    const child = spawn(process.execPath, [program, ...args], {
      cwd: this.folder.path,
      env: { ...this.#environment(), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (piece: Buffer) => stdout.push(piece));
    child.stderr.on('data', (piece: Buffer) => stderr.push(piece));
    const ended = new Promise<Ended>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) =>
        resolve({ code, stdout: Buffer.concat(stdout).toString('utf8'), stderr: Buffer.concat(stderr).toString('utf8') }),
      );
    });
    return { child, ended };
  }

  path = (name: string): string => join(this.folder.path, name);

  /** Nothing of the developer's own login, proxy or colours comes in. */
  #environment(): Record<string, string> {
    const { PATH = '', NODE_V8_COVERAGE } = process.env;
    return {
      PATH,
      HOME: this.folder.path,
      ...(NODE_V8_COVERAGE === undefined ? {} : { NODE_V8_COVERAGE }),
      NODE_EXTRA_CA_CERTS: this.#server.caFile,
      AZURE_TENANT_ID: defaultOptions.tenantId,
      AZURE_CLIENT_ID: defaultOptions.clientId,
      AZURE_CLIENT_SECRET: defaultOptions.clientSecret,
    };
  }
}
