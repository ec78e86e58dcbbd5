import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { defaultOptions } from '../azure-server/options.ts';

export interface CommandResult {
  exitCode: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

export interface ServerAtHand {
  url: string;
  caFile: string;
}

/** A command that runs in a process of its own, signed in to a test server. */
export class CommandRun {
  readonly child: ChildProcess;
  readonly ended: Promise<CommandResult>;

  constructor(server: ServerAtHand, cwd: string, argv: readonly string[], env: Record<string, string> = {}) {
    const tsx = resolve('node_modules/tsx/dist/loader.mjs');
    const endpoint = ['--arm-endpoint', server.url, '--authority-host', server.url];
    this.child = spawn(process.execPath, ['--import', tsx, resolve('src/cli/main.ts'), ...argv, ...endpoint], {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env.PATH,
        NODE_EXTRA_CA_CERTS: server.caFile,
        AZURE_TENANT_ID: defaultOptions.tenantId,
        AZURE_CLIENT_ID: defaultOptions.clientId,
        AZURE_CLIENT_SECRET: defaultOptions.clientSecret,
        ...env,
      },
    });
    const texts = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      this.child[name]?.setEncoding('utf8').on('data', (text: string) => {
        texts[name] += text;
      });
    }
    this.ended = new Promise((end) => this.child.once('close', (exitCode, signal) => end({ exitCode, signal, ...texts })));
  }
}

export const runCommand = async (
  server: ServerAtHand,
  cwd: string,
  argv: readonly string[],
  env: Record<string, string> = {},
): Promise<CommandResult> => await new CommandRun(server, cwd, argv, env).ended;
