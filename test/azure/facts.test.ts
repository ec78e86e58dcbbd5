import { expect } from 'chai';
import { collectFacts, registryKey } from '../../src/azure/facts.ts';
import { apiVersionsIn, MachineReader } from '../../src/azure/machine-reader.ts';
import { machinesIn, statusOfPlan, statusOfScope, statusRow, statusSummary } from '../../src/azure/status.ts';
import { parseDocument } from '../../src/spec/index.ts';
import { checkSchema } from '../../src/spec/schema-check.ts';
import { emptyScript } from '../azure-server/script.ts';
import { plant } from '../azure-server/seed.ts';
import { AzureServer } from '../azure-server/server.ts';
import { azureWith, clientOf, group, machineId, planOf, runTest, specHead, subscriptionId } from './fleet-run.ts';

const windows = 'os: { type: Windows, version: WindowsServer2022 }, size: Standard_D4s_v5, volumeType: All';
const generated = planOf(`${specHead}
scenarios: [{ scenario: enable-existing-vm, virtualMachines: [{ name: vm-1, ${windows} }, { name: vm-2, ${windows} }] }]
`);
const apiVersion = apiVersionsIn('AzureCloud');
const vaultId = `${group}/providers/Microsoft.KeyVault/vaults/kv-payments`;

describe('machines as Azure has them', () => {
  let server: AzureServer;
  const client = () => clientOf(server);
  const reader = () => new MachineReader(client(), apiVersion);

  beforeEach(async () => {
    server = await AzureServer.start();
    plant(server.world, azureWith({ 'vm-1': 'Windows', 'vm-2': 'Windows', 'vm-db': 'Linux' }));
  });
  afterEach(() => server.close());

  const collect = (machines: string[]) =>
    collectFacts(
      { machines, keyVaults: [vaultId], keys: [], registryKeys: new Map([[vaultId.toLowerCase(), 'disks']]) },
      { client: client(), reader: reader(), apiVersion, today: '2026-11-25' },
    );

  it('become a facts file that the schema takes, with what the rules want', async () => {
    await runTest({ client: client(), generated });
    const { document, unread, missing } = await collect([machineId('vm-1'), machineId('vm-db')]);
    const { value, findings } = parseDocument('facts.json', JSON.stringify(document));
    if (value === undefined) throw new Error(JSON.stringify(findings));
    expect(checkSchema('facts', value)).to.deep.equal([]);
    expect([unread, missing]).to.deep.equal([[], []]);
    expect(document.keyVaults)
      .to.have.property('disks')
      .that.includes({ name: 'kv-payments', enabledForDiskEncryption: true, permissionModel: 'rbac' });
    expect(document.virtualMachines['vm-1']).to.deep.include({
      size: 'Standard_D4s_v5',
      encryptionAtHost: false,
      securityType: 'Standard',
      current: {
        osVolume: 'Encrypted',
        dataVolume: 'Encrypted',
        volumeType: 'All',
        keyVault: vaultId,
        keyEncryptionKey: 'none',
        extension: { name: 'AzureDiskEncryption', typeHandlerVersion: '2.2' },
      },
    });
    expect(document.virtualMachines['vm-db']).to.have.nested.property('current.osVolume', 'NotEncrypted');
  });

  it('that may not be read are named and stay unknown; those that are not there are named too', async () => {
    server.world.script = {
      ...emptyScript(),
      refusals: [
        { kind: 'AuthorizationFailed', scope: 'vm-2$' },
        { kind: 'AuthorizationFailed', scope: 'vaults/' },
      ],
    };
    const { document, unread, missing } = await collect([machineId('vm-1'), machineId('vm-2'), machineId('vm-9')]);
    expect(unread).to.deep.equal([
      { id: machineId('vm-2'), reason: 'AuthorizationFailed' },
      { id: vaultId, reason: 'AuthorizationFailed' },
    ]);
    expect(missing).to.deep.equal([machineId('vm-9')]);
    expect(Object.keys(document.virtualMachines)).to.deep.equal(['vm-1']);
  });

  it('are found in a group or a subscription', async () => {
    const all = [machineId('vm-1'), machineId('vm-2'), machineId('vm-db')];
    expect(await machinesIn({ subscriptionId, resourceGroup: 'rg-payments' }, client(), apiVersion)).to.have.members(all);
    expect(await machinesIn({ subscriptionId }, client(), apiVersion)).to.have.members(all);
    const statuses = await statusOfScope({ subscriptionId }, reader(), client(), apiVersion);
    expect(statuses.map(({ name, drift }) => [name, drift])).to.deep.equal([
      ['vm-1', undefined],
      ['vm-2', undefined],
      ['vm-db', undefined],
    ]);
  });

  it('are held to what a plan asks of them', async () => {
    const before = await statusOfPlan(generated.plan, reader());
    expect(before[0]?.drift).to.include('OS volume is NotEncrypted').and.to.include('the extension has not been given this run');
    expect(statusSummary(before)).to.equal('2 machines: 2 not encrypted; 2 otherwise than asked.');
    await runTest({ client: client(), generated });
    const after = await statusOfPlan(generated.plan, reader());
    expect(after.map(({ drift }) => drift)).to.deep.equal([[], []]);
    expect(statusRow(after[0] as (typeof after)[number]).slice(0, 8)).to.deep.equal([
      'vm-1',
      'Encrypted',
      'Encrypted',
      '2.4.0.4',
      'single',
      'kv-payments',
      '',
      'none',
    ]);
    expect(statusSummary(after)).to.equal('2 machines: 2 encrypted.');
  });
});

describe('registry keys', () => {
  it('are words that parameters can be named after', () => {
    const keys = ['kv-payments-disks', 'Kv1', '9lives', 'a_b.c'].map(registryKey);
    expect(keys).to.deep.equal(['kvPaymentsDisks', 'kv1', 'n9lives', 'aBC']);
  });
});
