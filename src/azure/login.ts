import type { TokenCredential } from '@azure/identity';
import { AzureError } from './errors.ts';
import { redactor } from './secrets.ts';

export const authMethods = ['default', 'cli', 'env', 'managed-identity', 'device-code', 'workload-identity'] as const;
export type AuthMethod = (typeof authMethods)[number];

export interface LoginOptions {
  method: AuthMethod;
  /** `https://login.microsoftonline.com` and the like. */
  authorityHost: string;
  /** The host is not one of Microsoft's, so Microsoft is not asked whether it is one. */
  isPrivateAuthority: boolean;
  tenantId?: string | undefined;
  /** Client id of a user-assigned managed identity. */
  clientId?: string | undefined;
  /** PEM of the authorities to trust in place of the usual ones. */
  ca?: string | undefined;
  /** Shows where to enter the code of a device-code login. */
  say(text: string): void;
}

/** Makes the credential; nobody is asked for a token yet. */
export async function makeCredential({
  method,
  authorityHost,
  isPrivateAuthority,
  tenantId,
  clientId,
  ca,
  say,
}: LoginOptions): Promise<TokenCredential> {
  const identity = await import('@azure/identity');
  const tenant = tenantId === undefined ? {} : { tenantId };
  const client = clientId === undefined ? {} : { clientId };
  const authority = { authorityHost, disableInstanceDiscovery: isPrivateAuthority, ...(ca === undefined ? {} : { tlsOptions: { ca } }) };
  const make: Record<AuthMethod, () => TokenCredential> = {
    default: () =>
      new identity.DefaultAzureCredential({
        ...authority,
        ...tenant,
        ...(clientId === undefined ? {} : { managedIdentityClientId: clientId }),
      }),
    cli: () => new identity.AzureCliCredential(tenant),
    env: () => new identity.EnvironmentCredential(authority),
    'managed-identity': () => new identity.ManagedIdentityCredential(client),
    'device-code': () =>
      new identity.DeviceCodeCredential({ ...authority, ...tenant, userPromptCallback: ({ message }) => say(`${message}\n`) }),
    'workload-identity': () => new identity.WorkloadIdentityCredential({ ...authority, ...tenant }),
  };
  try {
    return make[method]();
  } catch (error) {
    throw loginFailure(error, method) ?? error;
  }
}

const names: Record<string, string> = {
  EnvironmentCredential: 'environment variables',
  WorkloadIdentityCredential: 'workload identity',
  ManagedIdentityCredential: 'managed identity',
  AzureCliCredential: 'Azure CLI',
  AzurePowerShellCredential: 'Azure PowerShell',
  AzureDeveloperCliCredential: 'Azure Developer CLI',
  VisualStudioCodeCredential: 'Visual Studio Code',
  DeviceCodeCredential: 'device code',
};

const whatToDo: Record<AuthMethod, string> = {
  default:
    'Sign in with "az login", or set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET, or choose one way with --auth cli|env|managed-identity|device-code|workload-identity.',
  cli: 'Install the Azure CLI and sign in with "az login".',
  env: 'Set AZURE_TENANT_ID and AZURE_CLIENT_ID, and AZURE_CLIENT_SECRET or AZURE_CLIENT_CERTIFICATE_PATH.',
  'managed-identity':
    'Run on a machine or service that has a managed identity; for a user-assigned one set AZURE_CLIENT_ID to its client id.',
  'device-code':
    'Open the page that was shown and enter the code before it expires; set AZURE_TENANT_ID when your account is in several tenants.',
  'workload-identity':
    'Set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_FEDERATED_TOKEN_FILE, as the login step of your pipeline or the webhook of your cluster does.',
};

const noHost = 'The login host does not answer. Check the network, the proxy and --authority-host, then run again.';

/** Errors of the identity library go by these names. */
const loginErrors = new Set([
  'AggregateAuthenticationError',
  'AuthenticationError',
  'AuthenticationRequiredError',
  'CredentialUnavailableError',
]);

interface IdentityError extends Error {
  errors?: Error[];
}

/** What was tried, why each way failed, and what to do; undefined when the error is not about signing in. */
export function loginFailure(error: unknown, method: AuthMethod): AzureError | undefined {
  if (!(error instanceof Error) || !loginErrors.has(error.name)) return undefined;
  const causes = (error as IdentityError).errors ?? [error];
  const tried = causes.map((cause) => `  ${triedText(cause)}`);
  const message = `Could not sign in to Azure. Tried:\n${tried.join('\n')}`;
  return new AzureError(
    {
      code: 'LoginFailed',
      message: redactor()(message),
      others: [],
      advice: isPassingLoginFailure(error) ? noHost : whatToDo[method],
      rules: [],
    },
    { cause: error, unreachable: true },
  );
}

/**
 * A way to sign in that is set up here has failed only because the network did. One that is not set up does not count: the probe for a
 * managed identity ends with a network error on every machine that has none.
 */
export function isPassingLoginFailure(error: unknown): boolean {
  if (!(error instanceof Error) || !loginErrors.has(error.name)) return false;
  const causes = (error as IdentityError).errors ?? [error];
  return causes.some(
    ({ name, message }) =>
      name !== 'CredentialUnavailableError' &&
      /network_error|endpoints_resolution_error|openid_config_error|ECONNRESET|ETIMEDOUT|EAI_AGAIN|socket hang up|aborted/i.test(message),
  );
}

/** The library's message: a name, where to read about it, and then, several lines down, the reason. */
function triedText({ message }: Error): string {
  const text = message.replace(/^(CredentialUnavailableError|AuthenticationError): /, '').trim();
  const name = /^\w+Credential/.exec(text)?.[0];
  const [, details] = /More details:\s*([\s\S]+)$/.exec(text) ?? [];
  const reason = (details ?? text.slice(name?.length ?? 0))
    .replace(/ ?To troubleshoot, visit \S+/g, '')
    .replace(/^[\s:,]*(is unavailable\.?|authentication failed\.?)?[\s:]*/, '')
    .replace(/\s+/g, ' ')
    .replace(/[\s,]+$/, '');
  return `${name === undefined ? 'login' : (names[name] ?? name)}: ${reason === '' ? 'not available here' : reason}`;
}
