import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { defaultOptions } from '../azure-server/options.ts';
import { type SpawnedServer, spawnServer } from '../azure-server/spawn.ts';
import { runCommand } from './command-line.ts';
import { azureWith, specHead } from './fleet-run.ts';

const password = 'Hunter2-"\\-Hunter2!';
const spec = `${specHead}
networks: { app: { virtualNetwork: vnet-app, subnet: snet-app } }
scenarios:
  - scenario: new-vm-gallery-image
    virtualMachines: [{ name: vm-new, os: { type: Windows, image: { publisher: MicrosoftWindowsServer, offer: WindowsServer, sku: 2022-datacenter-g2, version: latest } }, size: Standard_D4s_v5, network: app, adminUsername: azureadmin, volumeType: All }]
`;

describe('secrets', function () {
  this.timeout(60_000);
  let server: SpawnedServer;
  let folder: string;
  before(async () => {
    server = await spawnServer();
    await server.control.seed(azureWith({}));
    folder = mkdtempSync(join(tmpdir(), 'secrets-'));
    writeFileSync(join(folder, 'spec.yaml'), spec);
  });
  after(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });

  it('are in no output, no log and no journal, whatever is switched on and whatever Azure echoes', async () => {
    const echo = { kind: 'status' as const, status: 400, code: 'InvalidParameter', message: `adminPassword '${password}' is too simple` };
    await server.control.script({ faults: [{ method: 'PUT', skip: 0, times: 1, fault: echo }] });
    const env = {
      ARMADE_PARAMETER_vmNewAdminPassword: password,
      NODE_DEBUG: 'http,https,net,tls,stream',
      AZURE_LOG_LEVEL: 'verbose',
      ARMADE_DEBUG: '1',
    };
    const texts: string[] = [];
    for (const more of [['--yes'], ['--resume']]) {
      const { stdout, stderr } = await runCommand(server, folder, ['deploy', 'spec.yaml', '--poll-interval', '0.1', ...more], env);
      texts.push(stdout, stderr);
    }
    const journals = readdirSync(join(folder, '.armade')).map((name) => readFileSync(join(folder, '.armade', name), 'utf8'));
    const all = [...texts, ...journals].join('\n');
    // The logs were on, and Azure did refuse and echo.
    expect(all).to.contain('azure:identity').and.to.contain('HTTPS').and.to.contain('is too simple');
    const spellings = [password, JSON.stringify(password).slice(1, -1), encodeURIComponent(password), 'Hunter2'];
    for (const secret of [...spellings, defaultOptions.clientSecret]) expect(all.includes(secret), secret).to.equal(false);
    expect(all).not.to.match(/Bearer ey/);
  });
});
