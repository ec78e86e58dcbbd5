import { ClientAssertionCredential, DeviceCodeCredential, ManagedIdentityCredential } from '@azure/identity';
import { expect } from 'chai';
import { ServerControl } from './client.ts';
import { defaultOptions } from './options.ts';
import { RawClient } from './raw-client.ts';
import { sdkClient } from './sdk.ts';
import { AzureServer } from './server.ts';
import { identityHeader } from './token.ts';

const subscriptionId = '11111111-1111-1111-1111-111111111111';

describe('azure server: tokens', () => {
  let azure: AzureServer;
  let control: ServerControl;

  beforeEach(async () => {
    azure = await AzureServer.start();
    control = new ServerControl(azure);
    await control.seed({ resourceGroups: [{ subscriptionId, name: 'rg-app', location: 'westeurope' }] });
  });

  afterEach(() => azure.close());

  const options = () => ({ authorityHost: azure.url, disableInstanceDiscovery: true, tlsOptions: { ca: azure.ca } });
  const works = async (token: string | undefined) => {
    const answer = await new RawClient(azure).send('GET', '/subscriptions?api-version=2022-12-01', undefined, {
      Authorization: `Bearer ${token}`,
    });
    return answer.status;
  };
  const scope = () => `${azure.url}/.default`;

  it('client secret: asks for the configuration and one token for many requests', async () => {
    const client = sdkClient(azure, subscriptionId);
    await client.resourceGroups.get('rg-app');
    await client.resourceGroups.get('rg-app');
    const token = (await control.requests()).filter(({ plane }) => plane === 'token');
    expect(token.map(({ method, url }) => `${method} ${url.replace(/\?.*/, '')}`)).to.deep.equal([
      `GET /${defaultOptions.tenantId}/v2.0/.well-known/openid-configuration`,
      `POST /${defaultOptions.tenantId}/oauth2/v2.0/token`,
    ]);
  });

  it('workload identity, managed identity and device code get tokens that work', async () => {
    const assertion = new ClientAssertionCredential(
      defaultOptions.tenantId,
      defaultOptions.clientId,
      async () => 'signed.by.somebody',
      options(),
    );
    expect(await works((await assertion.getToken(scope())).token)).to.equal(200);
    const before = { endpoint: process.env.IDENTITY_ENDPOINT, header: process.env.IDENTITY_HEADER };
    process.env.IDENTITY_ENDPOINT = `${azure.url}/msi/token`;
    process.env.IDENTITY_HEADER = identityHeader;
    try {
      const managed = new ManagedIdentityCredential(options());
      expect(await works((await managed.getToken(scope()))?.token)).to.equal(200);
    } finally {
      for (const [name, value] of [
        ['IDENTITY_ENDPOINT', before.endpoint],
        ['IDENTITY_HEADER', before.header],
      ] as const) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
    }
    azure.tokens.pendingPolls = 1;
    let message = '';
    const device = new DeviceCodeCredential({
      ...options(),
      tenantId: defaultOptions.tenantId,
      clientId: defaultOptions.clientId,
      userPromptCallback: (info) => (message = info.message),
    });
    expect(await works((await device.getToken(scope())).token)).to.equal(200);
    expect(message).to.contain('ABCD1234');
  });

  it('a wrong secret is refused in Entra ID’s words', async () => {
    const answer = await new RawClient(azure).send(
      'POST',
      `/${defaultOptions.tenantId}/oauth2/v2.0/token`,
      new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: defaultOptions.clientId,
        client_secret: 'wrong',
        scope: scope(),
      }).toString(),
    );
    expect(answer.status).to.equal(401);
    expect(answer.body.error_description).to.match(/^AADSTS7000215: Invalid client secret provided\./);
  });

  it('no token, an unknown one, one for somebody else and an expired one are 401 with a challenge', async () => {
    const client = new RawClient(azure);
    const codeOf = async (headers: Record<string, string>) => {
      const { status, body, headers: answered } = await client.send('GET', '/subscriptions?api-version=2022-12-01', undefined, headers);
      expect(answered['www-authenticate']).to.match(/^Bearer authorization_uri="https:/);
      return `${status} ${(body.error as { code: string }).code}`;
    };
    expect(await codeOf({ Authorization: 'Bearer x' })).to.equal('401 InvalidAuthenticationToken');
    const foreign = await control.token('https://vault.azure.net');
    expect(await codeOf({ Authorization: `Bearer ${foreign.token}` })).to.equal('401 InvalidAuthenticationTokenAudience');
    const { token } = await control.token();
    await control.expireTokens();
    expect(await codeOf({ Authorization: `Bearer ${token}` })).to.equal('401 ExpiredAuthenticationToken');
  });

  it('a token that nears its end is renewed, and a claims challenge brings a new one', async () => {
    await azure.close();
    azure = await AzureServer.start({ tokenLifetimeSeconds: 60 });
    control = new ServerControl(azure);
    await control.seed({ resourceGroups: [{ subscriptionId, name: 'rg-app', location: 'westeurope' }] });
    const client = sdkClient(azure, subscriptionId);
    await client.resourceGroups.get('rg-app');
    await client.resourceGroups.get('rg-app');
    const tokensBefore = (await control.statistics()).tokens;
    await control.script({ faults: [{ times: 1, fault: { kind: 'expiredToken', claims: true } }] });
    await client.resourceGroups.get('rg-app');
    expect((await control.statistics()).tokens).to.be.greaterThan(tokensBefore);
    const statuses = (await control.requests()).filter(({ plane }) => plane === 'arm').map(({ status }) => status);
    expect(statuses).to.deep.equal([200, 200, 401, 200]);
  });
});
