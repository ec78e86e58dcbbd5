/**
 * The server as a process of its own: `node --import tsx test/azure-server/main.ts --port 0 --seed 1 --time-scale 2000`.
 * Prints one line of JSON with its URL and the file of the certificate authority, and runs until it is ended.
 */

import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { defaultOptions, type ServerOptions } from './options.ts';
import { plant, type Seed } from './seed.ts';
import { AzureServer } from './server.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    seed: { type: 'string', default: String(defaultOptions.seed) },
    'time-scale': { type: 'string', default: String(defaultOptions.timeScale) },
    'seconds-per-request': { type: 'string', default: '0' },
    /** JSON of further options. */
    options: { type: 'string', default: '{}' },
    /** A file with what stands in Azure at the start. */
    state: { type: 'string' },
    /** Ends when its input closes, so that it does not outlive whoever started it. */
    'with-parent': { type: 'boolean', default: false },
  },
});

const options: Partial<ServerOptions> = {
  port: Number(values.port),
  seed: Number(values.seed),
  timeScale: Number(values['time-scale']),
  secondsPerRequest: Number(values['seconds-per-request']),
  ...(JSON.parse(values.options) as Partial<ServerOptions>),
};
const azure = await AzureServer.start(options);
if (values.state !== undefined) plant(azure.world, JSON.parse(readFileSync(values.state, 'utf8')) as Seed);
process.stdout.write(`${JSON.stringify({ url: azure.url, ca: azure.caFile })}\n`);
const end = () => void azure.close().then(() => process.exit(0));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end);
if (values['with-parent']) process.stdin.resume().once('end', end);
