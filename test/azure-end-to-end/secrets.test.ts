import { expect } from 'chai';
import { defaultOptions } from '../azure-server/options.ts';
import { startProxy } from '../azure-server/proxy.ts';
import type { Script } from '../azure-server/script.ts';
import { type SpawnedServer, spawnServer } from '../azure-server/spawn.ts';
import { Armade, type Ended, parameterVariables, quickly } from './armade.ts';
import { Estate } from './estate.ts';

/** Characters that every spelling writes in another way. */
const password = 'Tr0ub4dor&3 "x" \\ %41/ß+=';

/** As it is, in JSON, in JSON in JSON, in a URL, in a form, and encoded. */
const spellings = (secret: string): string[] => {
  const inJson = JSON.stringify(secret).slice(1, -1);
  const base64 = Buffer.from(secret).toString('base64');
  return [
    secret,
    inJson,
    JSON.stringify(inJson).slice(1, -1),
    encodeURIComponent(secret),
    new URLSearchParams({ secret }).toString().slice('secret='.length),
    base64,
    Buffer.from(secret).toString('base64url'),
  ];
};

const loud = { NODE_DEBUG: 'http,https,tls,net,fetch,undici', AZURE_LOG_LEVEL: 'verbose', DEBUG: '*' };

describe('azure end to end: secrets', function () {
  this.timeout(120_000);
  let server: SpawnedServer;
  let armade: Armade;
  let estate: Estate;

  beforeEach(async () => {
    server = await spawnServer();
    armade = new Armade(server);
    estate = new Estate();
    estate.fresh('vm-new');
    await server.control.seed(estate.seed);
    armade.folder.write('payments.yaml', estate.spec);
    expect((await armade.run(['generate', 'payments.yaml', '--out', 'generated'])).code).to.equal(0);
  });

  afterEach(async () => {
    armade.folder.remove();
    await server.close();
  });

  const given = () => ({ ...loud, ...parameterVariables({ vmNewAdminPassword: password }) });
  const deploy = (...args: string[]) => armade.azure(['deploy', 'generated/payments', '--yes', ...quickly, ...args], { env: given() });
  const fails = async (script: Partial<Script>): Promise<void> => server.control.script(script);

  /** Nothing of it stands in what was printed, nor in any file of the folder. */
  async function expectNoSecrets(ended: Ended): Promise<void> {
    const places = { stdout: ended.stdout, stderr: ended.stderr, ...armade.folder.snapshot() };
    const bearers = (await server.control.requests()).length > 0 ? /\beyJ[\w-]{10,}\.[\w-]{10,}/ : /$^/;
    for (const [place, text] of Object.entries(places)) {
      for (const secret of [password, defaultOptions.clientSecret]) {
        for (const spelling of spellings(secret)) expect(text.includes(spelling), `${spelling} in ${place}`).to.equal(false);
      }
      expect(bearers.exec(text)?.[0], `a token in ${place}`).to.equal(undefined);
    }
  }

  it('reach Azure, and no text or file, however loud the logs are', async () => {
    const ended = await deploy();
    expect(ended.code, ended.stdout).to.equal(0);
    const put = (await server.control.requests()).find(({ method, url }) => method === 'PUT' && url.includes('new-vm-gallery-image'));
    expect(JSON.parse(put?.body ?? '{}').properties.parameters.vmNewAdminPassword).to.deep.equal({ value: password });
    expect(ended.stderr, 'the logs are loud').to.contain('azure:');
    await expectNoSecrets(ended);
  });

  it('are not in the logs of a run through a proxy', async () => {
    const proxy = await startProxy();
    const ended = await armade.azure(['what-if', 'generated/payments'], {
      env: { ...given(), HTTPS_PROXY: proxy.url, HTTP_PROXY: proxy.url, NO_PROXY: undefined },
    });
    expect(ended.code, ended.stdout + ended.stderr.slice(-2000)).to.equal(0);
    expect(proxy.tunnels).not.to.deep.equal([]);
    await proxy.close();
    await expectNoSecrets(ended);
  });

  it('are not in a preview, which is sent a stand-in', async () => {
    const ended = await armade.azure(['what-if', 'generated/payments', '--format', 'json', '--show-noise'], { env: given() });
    expect(ended.code).to.equal(0);
    for (const { body } of await server.control.requests()) expect(body).not.to.contain('Tr0ub4dor');
    await expectNoSecrets(ended);
  });

  it('are not in an error that echoes them', async () => {
    const echo = `The password ${password} and ${encodeURIComponent(password)} {"adminPassword": ${JSON.stringify(password)}} are refused.`;
    await fails({ behaviours: [{ id: 'vm-new$', behaviour: { kind: 'fails', error: { code: 'InvalidParameter', message: echo } } }] });
    const ended = await deploy();
    expect(ended.code).to.equal(3);
    expect(ended.stdout).to.contain('InvalidParameter').and.to.contain('***');
    await expectNoSecrets(ended);
  });

  it('are not in a refusal that echoes the request', async () => {
    const message = `Bad request: ${JSON.stringify({ vmNewAdminPassword: { value: password } })}`;
    await fails({
      faults: [
        { method: 'PUT', fault: { kind: 'answer', status: 400, body: { error: { code: 'InvalidTemplate', message, target: password } } } },
      ],
    });
    const ended = await deploy('--no-what-if');
    expect(ended.code).to.equal(3);
    await expectNoSecrets(ended);
  });

  it('are not in what a login that fails says', async () => {
    const body = {
      error: 'invalid_client',
      error_description: `AADSTS7000215: Invalid client secret ${defaultOptions.clientSecret} provided.`,
    };
    await fails({ faults: [{ plane: 'token', method: 'POST', fault: { kind: 'answer', status: 401, body } }] });
    // The SDK's own log prints what the login host says; the real one does not echo.
    const ended = await armade.azure(['deploy', 'generated/payments', '--yes'], { env: parameterVariables(estate.parameters) });
    expect(ended.code).to.equal(3);
    expect(ended.stderr).to.contain('AADSTS7000215');
    await expectNoSecrets(ended);
  });

  it('are not in the journal that a killed run leaves', async () => {
    await fails({ faults: [{ method: 'PUT', fault: { kind: 'hang' } }] });
    const args = ['deploy', 'generated/payments', '--yes', '--no-what-if', ...quickly, ...armade.connection];
    const { child, ended } = armade.start(args, { env: given() });
    await server.control.waitForRequests({ method: 'PUT', count: 1 });
    child.kill('SIGKILL');
    await expectNoSecrets(await ended);
    expect(Object.keys(armade.folder.snapshot('.armade'))).to.include('payments.journal.jsonl');
  });

  it('are not taken from the command line', async () => {
    const ended = await armade.azure(['deploy', 'generated/payments', '--yes', '--parameter', 'vmNewAdminPassword=from-argv-123']);
    expect(ended.code).to.equal(64);
    expect(ended.stderr).to.contain('ARMADE_PARAMETER_vmNewAdminPassword').and.not.to.contain('from-argv-123');
  });
});
