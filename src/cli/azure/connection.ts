import type { AzureClient } from '../../azure/client.ts';
import type * as azure from '../../azure/index.ts';
import type { CloudName } from '../../model/index.ts';
import { rules } from '../../rules/index.ts';
import { failure } from '../complaint.ts';
import type { Io } from '../io.ts';
import { toolVersion } from '../package.ts';
import { type ConnectionValues, httpsUrl, wholeNumber } from './flags.ts';

export type Azure = typeof azure;

/** What a command needs to talk to Azure; nothing of it is loaded by commands that do not. */
export interface AzureConnection {
  azure: Azure;
  client: AzureClient;
  reader: azure.MachineReader;
  apiVersion: ReturnType<Azure['apiVersionsIn']>;
  /** Values that must not appear in any text. */
  secrets: Set<string>;
  redact: (text: string) => string;
  concurrency: number;
}

/** Requests at once for each deployment that runs at once: the others wait for Azure most of the time. */
const requestsPerDeployment = 2;

/**
 * Loads what talks to Azure and prepares the connection; signing in happens with the first request.
 * @param lookSeconds between two looks at what Azure carries out, where that is less than usual
 */
export async function connectTo(
  cloud: CloudName,
  subscriptionId: string,
  flags: ConnectionValues,
  io: Io,
  lookSeconds?: number,
): Promise<AzureConnection> {
  const concurrency = wholeNumber('concurrency', flags.concurrency, 1);
  const armEndpoint = httpsUrl('arm-endpoint', flags['arm-endpoint']);
  const authorityHost = httpsUrl('authority-host', flags['authority-host']);
  const loaded = await import('../../azure/index.ts');
  const secrets = loaded.secretsOf(io.env);
  const redact = loaded.redactor(secrets);
  const apiVersion = loaded.apiVersionsIn(cloud);
  const client = loaded.connect({
    cloud,
    subscriptionId,
    auth: flags.auth,
    armEndpoint,
    authorityHost,
    requests: concurrency * requestsPerDeployment,
    userAgent: `armade/${toolVersion()}`,
    redact,
    checks: rules.map(({ meta }) => meta),
    env: io.env,
    say: (text) => io.stderr(text),
    ...(lookSeconds === undefined ? {} : { polling: loaded.pollingEvery(lookSeconds * 1000) }),
  });
  return { azure: loaded, client, reader: new loaded.MachineReader(client, apiVersion), apiVersion, secrets, redact, concurrency };
}

/** Runs what talks to Azure; what Azure refuses ends the run with its reason and exit code 3. */
export async function withAzure<T>({ azure, redact }: Pick<AzureConnection, 'azure' | 'redact'>, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof azure.AzureError) throw failure(redact(azure.failureText(error.failure)));
    throw error;
  }
}
