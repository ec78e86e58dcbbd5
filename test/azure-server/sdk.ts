import { ResourceManagementClient } from '@azure/arm-resources';
import { ClientSecretCredential } from '@azure/identity';
import type { ServerAddress } from './client.ts';
import { defaultOptions } from './options.ts';

/** The real SDK client, pointed at a server; `retries` of its pipeline are kept short. */
export function sdkClient(address: ServerAddress, subscriptionId: string, maxRetries = 3): ResourceManagementClient {
  return new ResourceManagementClient(sdkCredential(address), subscriptionId, {
    endpoint: address.url,
    tlsOptions: { ca: address.ca },
    retryOptions: { maxRetries, retryDelayInMs: 1, maxRetryDelayInMs: 5 },
  });
}

export const sdkCredential = (address: ServerAddress): ClientSecretCredential =>
  new ClientSecretCredential(defaultOptions.tenantId, defaultOptions.clientId, defaultOptions.clientSecret, {
    authorityHost: address.url,
    disableInstanceDiscovery: true,
    tlsOptions: { ca: address.ca },
  });
