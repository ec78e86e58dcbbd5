import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { ServerControl } from './client.ts';
import type { ServerOptions } from './options.ts';

export interface SpawnedServer {
  url: string;
  ca: string;
  caFile: string;
  control: ServerControl;
  child: ChildProcess;
  close(): Promise<void>;
}

/** Starts the server in a process of its own, which outlives clients that are killed. */
export async function spawnServer(options: Partial<ServerOptions> = {}): Promise<SpawnedServer> {
  const main = fileURLToPath(new URL('./main.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', main, '--with-parent', '--options', JSON.stringify(options)], {
    // Its input closes with this process, however that ends.
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
  const { url, ca: caFile } = JSON.parse(line) as { url: string; ca: string };
  const ca = readFileSync(caFile, 'utf8');
  const close = () =>
    new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
      child.kill('SIGTERM');
    });
  return { url, ca, caFile, control: new ServerControl({ url, ca }), child, close };
}
