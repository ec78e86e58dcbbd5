import { chmodSync } from 'node:fs';
import { expect } from 'chai';
import { type SpawnedServer, spawnServer } from '../azure-server/spawn.ts';
import { Armade, type Ended } from './armade.ts';
import { Estate } from './estate.ts';

const estate = new Estate();
estate.windows('vm-1');
const nobody = { AZURE_TENANT_ID: undefined, AZURE_CLIENT_ID: undefined, AZURE_CLIENT_SECRET: undefined };

describe('azure end to end: ways to sign in', function () {
  this.timeout(60_000);
  let server: SpawnedServer;
  let armade: Armade;

  before(async () => {
    server = await spawnServer();
    armade = new Armade(server);
    await server.control.seed(estate.seed);
    armade.folder.write('payments.yaml', estate.spec);
  });

  after(async () => {
    armade.folder.remove();
    await server.close();
  });

  const status = (auth: string[], env: Record<string, string | undefined>): Promise<Ended> =>
    armade.run(['status', 'payments.yaml', '--arm-endpoint', server.url, '--authority-host', server.url, ...auth], { env });
  const expectRead = ({ code, stdout, stderr }: Ended): void => {
    expect(code, stderr).to.equal(0);
    expect(stdout).to.contain('vm-1');
  };

  it('the variables of a service principal, which also are the first thing that is tried', async () => {
    expectRead(await status(['--auth', 'env'], {}));
    expectRead(await status([], {}));
  });

  it('workload identity, as in a pipeline', async () => {
    const { token } = await server.control.token('api://AzureADTokenExchange');
    armade.folder.write('federated', token);
    expectRead(
      await status(['--auth', 'workload-identity'], {
        AZURE_CLIENT_SECRET: undefined,
        AZURE_FEDERATED_TOKEN_FILE: armade.path('federated'),
      }),
    );
  });

  it('the Azure CLI', async function () {
    if (process.platform === 'win32') return this.skip();
    const { token } = await server.control.token();
    const answer = JSON.stringify({ accessToken: token, expires_on: 1_893_456_000, tokenType: 'Bearer' });
    const az = armade.folder.write('bin/az', `#!/bin/sh\necho "$@" >>"${armade.path('az.log')}"\necho '${answer}'\n`);
    chmodSync(az, 0o755);
    expectRead(await status(['--auth', 'cli'], { ...nobody, PATH: `${armade.path('bin')}:${process.env.PATH}` }));
    expect(armade.folder.read('az.log')).to.equal(`account get-access-token --output json --resource ${server.url}\n`);
  });

  it('none of them: what was tried, why it was nothing, and what to do', async () => {
    const { code, stdout, stderr } = await status([], { ...nobody, PATH: '/nowhere' });
    expect({ code, stdout }).to.deep.equal({ code: 3, stdout: '' });
    for (const part of [
      'Could not sign in to Azure. Tried:',
      'environment variables:',
      'managed identity:',
      'Azure CLI',
      'az login',
      '--auth',
    ])
      expect(stderr).to.contain(part);
    expect(stderr).not.to.match(/^\s+at /m);
  });
});
