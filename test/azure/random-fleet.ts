import { vault, virtualMachine } from '../azure-server/fleet.ts';
import { chance } from '../azure-server/random.ts';
import type { Seed } from '../azure-server/seed.ts';
import { group, machineId, subscriptionId } from './fleet-run.ts';

const linux = 'os: { type: Linux, image: { publisher: RedHat, offer: RHEL, sku: 8_9, version: latest } }, size: Standard_E8ds_v5';
const windows = 'os: { type: Windows, version: WindowsServer2022 }, size: Standard_D4s_v5';

/** A spec of a few machines of every kind, and Azure before it. The same seed gives the same shape; `mark` keeps names apart. */
export function randomFleet(seed: number, head: string, mark: string): { yaml: string; azure: Seed } {
  const pick = (what: string, below: number): number => Math.floor(chance(seed, what) * below);
  const enabled: string[] = [];
  const removed: string[] = [];
  const resources: Seed['resources'] = [vault(`${group}/providers/Microsoft.KeyVault/vaults/kv-payments`, 'westeurope')];
  const count = 2 + pick('count', 4);
  for (let index = 0; index < count; index += 1) {
    const name = `vm-${mark}-${index}`;
    const isLinux = pick(`os ${index}`, 2) === 0;
    const machine = virtualMachine(machineId(name), 'westeurope', isLinux ? 'Linux' : 'Windows');
    const isRemoved = !isLinux && pick(`removed ${index}`, 4) === 0;
    const volumeType = isLinux ? (['Data', 'All'] as const)[pick(`volume ${index}`, 2)] : 'All';
    const entry = `{ name: ${name}, ${isLinux ? linux : windows}, volumeType: ${volumeType}, wave: ${1 + pick(`wave ${index}`, 2)}`;
    if (isRemoved) {
      removed.push(`${entry}, current: { osVolume: Encrypted, dataVolume: Encrypted } }`);
      resources.push({ ...machine, machine: { osVolume: 'Encrypted', dataVolume: 'Encrypted' } });
    } else {
      const key = pick(`key ${index}`, 2) === 0 ? ', keyVault: made, keyEncryptionKey: made' : '';
      enabled.push(`${entry}${key} }`);
      resources.push(machine);
    }
  }
  const scenario = (name: string, machines: string[]): string =>
    machines.length === 0
      ? ''
      : `  - scenario: ${name}\n    virtualMachines:\n${machines.map((machine) => `      - ${machine}\n`).join('')}`;
  const registries = `keyEncryptionKeys: { made: { keyVault: made, name: kek, create: { keyType: RSA, keySize: 4096 } } }\n`;
  const yaml = head
    .replace('keyVaults: { ', `keyVaults: { made: { name: kv-${mark}, create: { sku: premium } }, `)
    .concat(registries, 'scenarios:\n', scenario('enable-existing-vm', enabled), scenario('remove-encryption-extension', removed));
  return { yaml, azure: { resourceGroups: [{ subscriptionId, name: 'rg-payments', location: 'westeurope' }], resources } };
}
