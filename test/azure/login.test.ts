import { expect } from 'chai';
import { authMethods, isPassingLoginFailure, loginFailure, makeCredential } from '../../src/azure/login.ts';

const failed = (name: string, message: string, errors?: Error[]): Error =>
  Object.assign(new Error(message), { name }, errors === undefined ? {} : { errors });

/** Messages of @azure/identity 4.13. */
const environment = failed(
  'CredentialUnavailableError',
  'EnvironmentCredential is unavailable. No underlying credential could be used. To troubleshoot, visit https://aka.ms/azsdk/js/identity/environmentcredential/troubleshoot.',
);
const cli = failed(
  'CredentialUnavailableError',
  "Please run 'az login' from a command prompt to authenticate before using this credential.",
);
const wrongSecret = failed(
  'AuthenticationError',
  'EnvironmentCredential authentication failed. To troubleshoot, visit https://aka.ms/azsdk/js/identity/environmentcredential/troubleshoot. Status code: 400\nMore details:\ninvalid_client: AADSTS7000215: Invalid client secret provided.,',
);

describe('signing in', () => {
  it('says which ways were tried, why each failed, and what to do', () => {
    const error = loginFailure(
      failed('AggregateAuthenticationError', 'ChainedTokenCredential authentication failed.', [environment, cli]),
      'default',
    );
    expect(error?.failure.message.split('\n')).to.deep.equal([
      'Could not sign in to Azure. Tried:',
      '  environment variables: No underlying credential could be used.',
      "  login: Please run 'az login' from a command prompt to authenticate before using this credential.",
    ]);
    expect(error?.failure.advice).to.contain('az login').and.to.contain('--auth');
    expect(error?.unreachable).to.equal(true);
  });

  it('gives the reason behind the library’s own words', () => {
    expect(loginFailure(wrongSecret, 'env')?.failure.message).to.contain(
      'environment variables: invalid_client: AADSTS7000215: Invalid client secret provided.',
    );
  });

  it('advises by the way that was asked for', () => {
    const advice = authMethods.map((method) => loginFailure(cli, method)?.failure.advice);
    expect(new Set(advice).size).to.equal(authMethods.length);
  });

  it('leaves other errors alone', () => {
    expect(loginFailure(new Error('x'), 'cli')).to.equal(undefined);
    expect(loginFailure(failed('RestError', 'x'), 'cli')).to.equal(undefined);
  });

  it('does not go on asking for a login that nobody set up: the probe for a managed identity fails with the network everywhere else', () => {
    const probe = failed('CredentialUnavailableError', 'ManagedIdentityCredential: Network unreachable. Message: network_error');
    expect(isPassingLoginFailure(probe)).to.equal(false);
    expect(isPassingLoginFailure(failed('AggregateAuthenticationError', 'network_error', [environment, probe, cli]))).to.equal(false);
  });

  it('tells a passing failure of the network from a wrong login', () => {
    expect(isPassingLoginFailure(failed('AuthenticationError', 'network_error: socket hang up'))).to.equal(true);
    const noDiscovery = failed('AuthenticationError', 'endpoints_resolution_error: See https://aka.ms/msal.js.errors');
    expect(isPassingLoginFailure(noDiscovery)).to.equal(true);
    expect(loginFailure(noDiscovery, 'env')?.failure.advice).to.contain('The login host does not answer.');
    expect(isPassingLoginFailure(wrongSecret)).to.equal(false);
    expect(isPassingLoginFailure(new Error('network_error'))).to.equal(false);
  });

  it('makes a credential for every way that does not need more than was given', async () => {
    const options = {
      authorityHost: 'https://login.microsoftonline.com',
      isPrivateAuthority: false,
      tenantId: '72f988bf-0000-4000-8000-2d7cd011db47',
      clientId: undefined,
      say: () => {},
    };
    for (const method of ['default', 'cli', 'env', 'managed-identity', 'device-code'] as const) {
      expect(await makeCredential({ ...options, method }), method).to.have.property('getToken');
    }
  });
});
