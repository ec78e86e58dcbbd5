import { americanTime } from './clock.ts';
import { authenticationFailed } from './errors.ts';
import type { Request } from './http.ts';
import type { JsonObject } from './json.ts';
import type { Answer } from './operations.ts';
import type { ServerOptions } from './options.ts';
import { guid, hexadecimal } from './random.ts';

interface Issued {
  audience: string;
  /** Milliseconds of real time: clients keep the same clock. */
  expiresAt: number;
}

/** The header that an App Service's managed identity endpoint asks for. */
export const identityHeader = 'test-identity-header';

/** Microsoft Entra ID and the managed identity endpoint, as far as @azure/identity asks with instance discovery off. */
export class TokenEndpoint {
  readonly #options: ServerOptions;
  readonly #issued = new Map<string, Issued>();
  readonly #deviceCodes = new Map<string, number>();
  /** How often a device code answers `authorization_pending`. */
  pendingPolls = 2;

  constructor(options: ServerOptions) {
    this.#options = options;
  }

  get issuedTokens(): number {
    return this.#issued.size;
  }

  /** Undefined when the request is for Azure Resource Manager. */
  answer(request: Request): Answer | undefined {
    const path = request.path.toLowerCase();
    const tenant = request.path.split('/')[1] ?? '';
    if (path.endsWith('/.well-known/openid-configuration')) return { status: 200, body: discovery(request.base, tenant) };
    if (path === '/common/discovery/instance')
      return {
        status: 200,
        body: {
          tenant_discovery_endpoint: `${request.base}/${tenant}/v2.0/.well-known/openid-configuration`,
          'api-version': '1.1',
          metadata: [],
        },
      };
    if (path.endsWith('/discovery/v2.0/keys')) return { status: 200, body: { keys: [] } };
    if (path.endsWith('/oauth2/v2.0/devicecode')) return this.#deviceCode(request);
    if (path.endsWith('/oauth2/v2.0/token')) return this.#token(request);
    if (path === '/msi/token' || path === '/metadata/identity/oauth2/token') return this.#managedIdentity(request);
    return undefined;
  }

  /** Makes every token that was issued so far count as expired. */
  expireAll(): void {
    for (const issued of this.#issued.values()) issued.expiresAt = 0;
  }

  /** A token as the endpoint would issue it. */
  issue(audience: string): { token: string; expiresIn: number } {
    const expiresIn = this.#options.tokenLifetimeSeconds;
    const now = Math.floor(Date.now() / 1000);
    const part = (value: JsonObject) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = {
      aud: audience,
      iss: `https://sts.windows.net/${this.#options.tenantId}/`,
      iat: now,
      nbf: now,
      exp: now + expiresIn,
      tid: this.#options.tenantId,
      oid: this.#options.clientId,
      appid: this.#options.clientId,
    };
    const signature = hexadecimal(this.#options.seed, `token ${this.#issued.size}`, 40);
    const token = `${part({ typ: 'JWT', alg: 'RS256' })}.${part(claims)}.${signature}`;
    this.#issued.set(token, { audience, expiresAt: (now + expiresIn) * 1000 });
    return { token, expiresIn };
  }

  /** @throws {ArmError} 401 for a missing, unknown or expired token, or one for somebody else */
  check(request: Request): void {
    const header = request.headers.authorization;
    const authority = `Bearer authorization_uri="${request.base}/${this.#options.tenantId}"`;
    if (header === undefined) {
      throw authenticationFailed(
        'AuthenticationFailed',
        "Authentication failed. The 'Authorization' header is missing.",
        `${authority}, error="invalid_token", error_description="The authentication failed because of missing 'Authorization' header."`,
      );
    }
    const issued = this.#issued.get(header.replace(/^Bearer /i, ''));
    if (issued === undefined)
      throw authenticationFailed('InvalidAuthenticationToken', 'The access token is invalid.', `${authority}, error="invalid_token"`);
    if (issued.expiresAt <= Date.now()) throw this.expired(request, issued.expiresAt);
    const audiences = [request.base, 'https://management.azure.com', 'https://management.core.windows.net'];
    if (!audiences.includes(issued.audience.replace(/\/$/, ''))) {
      throw authenticationFailed(
        'InvalidAuthenticationTokenAudience',
        `The access token has been obtained for wrong audience or resource '${issued.audience}'. It should exactly match with one of the allowed audiences '${audiences.join("','")}'.`,
        `${authority}, error="invalid_token"`,
      );
    }
  }

  /** Wording of https://github.com/hashicorp/terraform-provider-azurerm/issues/20867 (2023-03-19). */
  expired(request: Request, expiresAt: number, claims = false) {
    const now = Date.now();
    const message = `The access token expiry UTC time '${americanTime(expiresAt === 0 ? now - 60_000 : expiresAt)}' is earlier than current UTC time '${americanTime(now)}'.`;
    const claim = Buffer.from(
      JSON.stringify({ access_token: { nbf: { essential: true, value: String(Math.floor(now / 1000)) } } }),
    ).toString('base64');
    const authority = `${request.base}/${this.#options.tenantId}`;
    const challenge = claims
      ? `Bearer realm="", authorization_uri="${authority}/oauth2/authorize", error="insufficient_claims", claims="${claim}"`
      : `Bearer authorization_uri="${authority}", error="invalid_token", error_description="${message}"`;
    return authenticationFailed('ExpiredAuthenticationToken', message, challenge);
  }

  #token(request: Request): Answer {
    const form = new URLSearchParams(request.text);
    const grant = form.get('grant_type') ?? '';
    const audience =
      (form.get('scope') ?? '')
        .split(' ')
        .find((scope) => scope.endsWith('/.default'))
        ?.replace(/\/\.default$/, '') ?? '';
    if (/(^|:)device_code$/.test(grant)) return this.#deviceToken(form.get('device_code') ?? '', audience || request.base);
    if (grant === 'client_credentials') {
      const asserted = form.get('client_assertion') !== null;
      if (form.get('client_id') !== this.#options.clientId)
        return this.#refuse(
          'unauthorized_client',
          700016,
          `Application with identifier '${form.get('client_id')}' was not found in the directory.`,
        );
      if (!asserted && form.get('client_secret') !== this.#options.clientSecret)
        return this.#refuse(
          'invalid_client',
          7000215,
          `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${this.#options.clientId}'.`,
        );
    } else if (grant !== 'refresh_token') {
      return this.#refuse('unsupported_grant_type', 70003, `The app requested an unsupported grant type '${grant}'.`);
    }
    return this.#grant(audience);
  }

  #grant(audience: string, more: JsonObject = {}): Answer {
    const { token, expiresIn } = this.issue(audience);
    return { status: 200, body: { token_type: 'Bearer', expires_in: expiresIn, ext_expires_in: expiresIn, access_token: token, ...more } };
  }

  #refuse(error: string, code: number, text: string): Answer {
    const trace = guid(this.#options.seed, `trace ${this.#issued.size}`);
    const description = `AADSTS${code}: ${text} Trace ID: ${trace} Correlation ID: ${trace} Timestamp: ${new Date().toISOString()}`;
    return {
      status: error === 'invalid_client' ? 401 : 400,
      body: {
        error,
        error_description: description,
        error_codes: [code],
        timestamp: new Date().toISOString(),
        trace_id: trace,
        correlation_id: trace,
      },
    };
  }

  #deviceCode(request: Request): Answer {
    const code = guid(this.#options.seed, `device ${this.#deviceCodes.size}`);
    this.#deviceCodes.set(code, this.pendingPolls);
    const message = `To sign in, use a web browser to open the page ${request.base}/device and enter the code ABCD1234 to authenticate.`;
    return {
      status: 200,
      body: { user_code: 'ABCD1234', device_code: code, verification_uri: `${request.base}/device`, expires_in: 900, interval: 1, message },
    };
  }

  #deviceToken(code: string, audience: string): Answer {
    const left = this.#deviceCodes.get(code);
    if (left === undefined) return this.#refuse('bad_verification_code', 7000218, 'The device code is not known.');
    this.#deviceCodes.set(code, left - 1);
    if (left > 0)
      return this.#refuse('authorization_pending', 70016, 'OAuth 2.0 device flow error. Authorization is pending. Continue polling.');
    const info = Buffer.from(JSON.stringify({ uid: this.#options.clientId, utid: this.#options.tenantId })).toString('base64url');
    return this.#grant(audience, { scope: `${audience}/.default`, refresh_token: 'test-refresh-token', client_info: info });
  }

  #managedIdentity(request: Request): Answer {
    const isImds = request.path.toLowerCase().startsWith('/metadata');
    const trusted = isImds ? request.headers.metadata === 'true' : request.headers['x-identity-header'] === identityHeader;
    if (!trusted) return { status: 400, body: { error: 'invalid_request', error_description: 'Required metadata header not specified' } };
    const resource = request.query.get('resource') ?? '';
    const { token, expiresIn } = this.issue(resource);
    const expires = Math.floor(Date.now() / 1000) + expiresIn;
    return {
      status: 200,
      body: {
        access_token: token,
        client_id: this.#options.clientId,
        expires_in: String(expiresIn),
        expires_on: String(expires),
        resource,
        token_type: 'Bearer',
      },
    };
  }
}

function discovery(base: string, tenant: string): JsonObject {
  return {
    token_endpoint: `${base}/${tenant}/oauth2/v2.0/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    jwks_uri: `${base}/${tenant}/discovery/v2.0/keys`,
    response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    issuer: `${base}/${tenant}/v2.0`,
    authorization_endpoint: `${base}/${tenant}/oauth2/v2.0/authorize`,
    device_authorization_endpoint: `${base}/${tenant}/oauth2/v2.0/devicecode`,
    end_session_endpoint: `${base}/${tenant}/oauth2/v2.0/logout`,
  };
}
