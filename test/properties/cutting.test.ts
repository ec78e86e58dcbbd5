import { createHash } from 'node:crypto';
import { expect } from 'chai';
import type { Generated } from '../../src/generator/index.ts';
import type { DeploymentStep } from '../../src/plan/types.ts';
import type { AnyJson } from '../shared.ts';
import { generated, run } from './pipeline.ts';

const subscriptionId = '11111111-1111-1111-1111-111111111111';
const head = { version: 1, name: 'cut', subscriptionId, location: 'westeurope', resourceGroup: 'rg-app', supportMatrix: '2026-09' };
const shared = {
  keyVaults: { one: { name: 'kv-one', permissionModel: 'rbac' } },
  networks: { app: { virtualNetwork: 'vnet-app', subnet: 'snet-app' } },
  recoveryServicesVaults: { backup: { name: 'rsv-app' } },
  backupPolicies: { daily: { recoveryServicesVault: 'backup' } },
};
const spec = (scenario: string, machines: AnyJson[], more: AnyJson = {}): AnyJson => ({
  ...head,
  ...shared,
  ...more,
  scenarios: [
    { scenario, ...(scenario === 'backup-encrypted-vm' ? { backupPolicy: 'daily' } : {}), keyVault: 'one', virtualMachines: machines },
  ],
});
const windows = { os: { type: 'Windows' }, size: 'Standard_D4s_v5' };
const names = (count: number, stem = 'VM'): string[] =>
  Array.from({ length: count }, (_, index) => `${stem}-${String(index).padStart(3, '0')}`);
const existing = (name: string): AnyJson => ({ name, ...windows, volumeType: 'All' });
const fromImage = (name: string): AnyJson => ({
  name,
  os: { type: 'Windows', image: { publisher: 'a', offer: 'b', sku: 'c' } },
  size: 'Standard_D4s_v5',
  network: 'app',
  adminUsername: 'azureadmin',
});
const idOf = (type: string, name: string): string => `/subscriptions/${subscriptionId}/resourceGroups/rg-vhds/providers/${type}/${name}`;
const imported = (name: string, create: boolean): AnyJson => ({
  vhd: { uri: `https://st1.blob.core.windows.net/vhds/${name}.vhd`, storageAccountId: idOf('Microsoft.Storage/storageAccounts', 'st1') },
  diskEncryptionKey: { keyVault: 'one', secretName: name, create },
});

const deployments = ({ plan }: Generated, kind: string): DeploymentStep[] =>
  plan.steps.filter((step): step is DeploymentStep => step.kind === 'deployment' && step.deployment === kind);
const json = (result: Generated, path: string): AnyJson => JSON.parse(result.files.get(path) as string);
const machinesIn = (step: DeploymentStep): string[] => [...new Set(step.resources.map(({ machine }) => machine?.split('/').at(-1) ?? ''))];
const bits = (name: string): string =>
  [...createHash('sha256').update(name.toLowerCase()).digest()].map((byte) => byte.toString(2).padStart(8, '0')).join('');
const bitsOf = (step: DeploymentStep): string => /\/([01]+)$/.exec(step.id)?.[1] ?? '';

/** That every machine is in the part of its hash, and no part could be joined with its neighbour. */
function expectCutByHash(result: Generated, kind: string, fits: (machines: number) => boolean): void {
  const parts = deployments(result, kind);
  for (const step of parts) {
    for (const name of machinesIn(step)) expect(bits(name).startsWith(bitsOf(step)), `${name} in ${step.id}`).to.equal(true);
    const above = bitsOf(step).slice(0, -1);
    const together = parts.filter((part) => bitsOf(part).startsWith(above)).reduce((count, part) => count + machinesIn(part).length, 0);
    if (bitsOf(step) !== '') expect(fits(together), `${step.id} had to be cut`).to.equal(false);
  }
}

describe('cutting', () => {
  it('leaves 100 machines in one deployment and divides 101 as the design says, whatever their letter case', () => {
    const hundred = generated(spec('enable-existing-vm', names(100).map(existing)));
    expect(deployments(hundred, 'enable-existing-vm').map(({ id }) => id)).to.deep.equal(['rg-app/enable-existing-vm']);
    const more = generated(spec('enable-existing-vm', names(101).map(existing)));
    expectCutByHash(more, 'enable-existing-vm', (machines) => machines <= 100);
    const firstBits = names(101).map((name) => bits(name)[0]);
    const zeros = firstBits.filter((bit) => bit === '0').length;
    expect(deployments(more, 'enable-existing-vm').map((step) => [step.id, step.resources.length])).to.deep.equal([
      ['rg-app/enable-existing-vm/0', zeros],
      ['rg-app/enable-existing-vm/1', 101 - zeros],
    ]);
  });

  it('divides vm-1 to vm-101 into 49 and 52', () => {
    const machines = Array.from({ length: 101 }, (_, index) => existing(`vm-${index + 1}`));
    const parts = deployments(generated(spec('enable-existing-vm', machines)), 'enable-existing-vm');
    expect(parts.map((step) => step.resources.length)).to.deep.equal([49, 52]);
  });

  it('keeps below 256 parameters', () => {
    const of = (count: number) => generated(spec('new-vm-gallery-image', names(count).map(fromImage), { maxMachinesPerDeployment: 400 }));
    // Each machine has a password; eight parameters are for all: region, sizes, administrator, and three of the network, two of the vault.
    expect(deployments(of(248), 'new-vm-gallery-image')).to.have.length(1);
    const result = of(249);
    const counts = deployments(result, 'new-vm-gallery-image').map(({ template }) => Object.keys(json(result, template).parameters).length);
    expect(counts.length).to.be.greaterThan(1);
    expect(Math.max(...counts)).to.be.at.most(256);
    expectCutByHash(result, 'new-vm-gallery-image', (machines) => machines <= 248);
  });

  it('keeps below 800 resources', () => {
    const disks = Array.from({ length: 63 }, (_, lun) => ({ lun, name: `disk-${lun}` }));
    const machine = (name: string) => ({ ...existing(name), snapshotBefore: true, osDisk: { name: 'disk-os' }, dataDisks: disks });
    const [twelve, thirteen] = [12, 13].map((count) => generated(spec('enable-existing-vm', names(count).map(machine))));
    expect(deployments(twelve as Generated, 'snapshots').map((step) => step.resources.length)).to.deep.equal([12 * 64]);
    expect(deployments(thirteen as Generated, 'snapshots').length).to.be.greaterThan(1);
    expectCutByHash(thirteen as Generated, 'snapshots', (machines) => machines <= 12);
    // What is not too large stays whole.
    expect(deployments(thirteen as Generated, 'enable-existing-vm')).to.have.length(1);
  });

  it('keeps below 4 MB, whatever makes a template large', () => {
    const tags = Object.fromEntries(names(50, 'tag').map((name) => [name, 'x'.repeat(4000)]));
    const result = generated(
      spec(
        'new-vm-gallery-image',
        names(30).map((name) => ({ ...fromImage(name), tags })),
      ),
    );
    const steps = deployments(result, 'new-vm-gallery-image');
    expect(steps.length).to.be.greaterThan(1);
    for (const { template } of steps) expect(Buffer.byteLength(result.files.get(template) as string)).to.be.at.most(4 * 1024 * 1024);
    expect(steps.flatMap(machinesIn).sort()).to.deep.equal(names(30));
  });

  it('divides the secrets of one vault, each with its value as a parameter', () => {
    const machine = (name: string) => ({ name, ...windows, network: 'app', osDisk: imported(`${name}-os`, true) });
    const result = generated(spec('new-vm-encrypted-vhd', names(300).map(machine)));
    const counts = deployments(result, 'key-vault-secrets').map(({ template }) => json(result, template).resources.length);
    expect(counts.length).to.be.greaterThan(1);
    expect(counts.reduce((sum, count) => sum + count, 0)).to.equal(300);
    expect(Math.max(...counts)).to.be.at.most(100);
  });

  it('tells machines of one name in several groups apart', () => {
    const machines = names(5, 'rg').map((resourceGroup) => ({
      name: 'vm-db',
      resourceGroup,
      ...windows,
      current: { osVolume: 'Encrypted' },
    }));
    const result = generated(spec('backup-encrypted-vm', machines, { maxMachinesPerDeployment: 1 }));
    const steps = deployments(result, 'backup-encrypted-vm');
    expect(steps.map((step) => step.resources.length)).to.deep.equal([1, 1, 1, 1, 1]);
    for (const step of steps) expect(bitsOf(step).startsWith(bits('vm-db').slice(0, 64))).to.equal(true);
  });

  it('tells the secrets of machines of one name in several groups apart', () => {
    const machines = names(3, 'rg').map((resourceGroup) => ({
      name: 'vm-db',
      resourceGroup,
      ...windows,
      network: 'app',
      osDisk: imported(`os-${resourceGroup}`, true),
    }));
    const result = generated(spec('new-vm-encrypted-vhd', machines, { maxMachinesPerDeployment: 1 }));
    expect(deployments(result, 'key-vault-secrets').map((step) => step.resources.length)).to.deep.equal([1, 1, 1]);
  });

  it('refuses what does not fit even alone', () => {
    const huge = { ...fromImage('vm-huge'), tags: { a: 'x'.repeat(5_000_000) } };
    const { findings, generated: result } = run(spec('new-vm-gallery-image', [huge, fromImage('vm-1')]));
    expect(result).to.equal(undefined);
    expect(findings.map(({ code, data }) => [code, data.name])).to.deep.equal([['ADE3002', 'vm-huge']]);
  });
});
