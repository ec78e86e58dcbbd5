import {
  type Disk,
  type DiskEncryptionKey,
  type Fact,
  know,
  type Machine,
  type Origin,
  refused,
  type Unknown,
  unknown,
} from '../model/index.ts';
import { parseVaultUrl } from './azure-names.ts';
import { contradiction, duplicateResource } from './checks/references.ts';
import { child, items, type Node, originOf } from './node.ts';
import { part, type Reading, unknownFacts } from './reading.ts';
import type { SharedThings } from './shared-things.ts';
import type * as text from './spec-types.generated.ts';

/** What OS disks, data disks and standalone disks may write. */
type DiskText = Partial<text.OsDisk & text.DataDisk & Omit<text.Disk, keyof text.OsDisk>>;

/** How the facts of a disk are called, by its role. */
const prefixes = { os: 'osDisk', data: 'dataDisks', standalone: 'disks' } as const;
const factNames = [
  'lun',
  'name',
  'id',
  'osType',
  'diskSizeGB',
  'storageAccountType',
  'caching',
  'fileSystem',
  'mountPath',
  'layout',
  'managed',
  'vhd',
  'hyperVGeneration',
  'ephemeral',
  'writeAcceleratorEnabled',
  'maxShares',
  'diskEncryptionSet',
  'encryptionSettingsVersion',
] as const;
const unknowns = {
  os: unknownFacts(prefixes.os, factNames),
  data: unknownFacts(prefixes.data, factNames),
  standalone: unknownFacts(prefixes.standalone, factNames),
};

const diskKeyUnknowns = {
  os: unknown(`${prefixes.os}.diskEncryptionKey`),
  data: unknown(`${prefixes.data}.diskEncryptionKey`),
  standalone: unknown(`${prefixes.standalone}.diskEncryptionKey`),
};

/** Known only where a request imports the disk. */
const keyUnknown = unknown('disks.keyEncryptionKey');

/** A disk from all that describes it; `at` is where it stands when nothing does. */
export function buildDisk(
  reading: Reading,
  shared: SharedThings,
  role: Disk['role'],
  nodes: readonly Node<DiskText>[],
  at: Origin,
  machine?: Machine,
): Disk {
  const first = nodes[0];
  const fact = reading.factsOf(nodes, unknowns[role]);
  const disk: Disk = {
    kind: 'disk',
    origin: first === undefined ? at : originOf(first),
    role,
    lun: fact('lun'),
    name: fact('name'),
    id: fact('id'),
    osType: fact('osType'),
    diskSizeGB: fact('diskSizeGB'),
    storageAccountType: fact('storageAccountType'),
    caching: fact('caching'),
    fileSystem: fact('fileSystem'),
    mountPath: fact('mountPath'),
    layout: fact('layout'),
    managed: fact('managed'),
    vhd: fact('vhd'),
    hyperVGeneration: fact('hyperVGeneration'),
    ephemeral: fact('ephemeral'),
    writeAcceleratorEnabled: fact('writeAcceleratorEnabled'),
    maxShares: fact('maxShares'),
    diskEncryptionSet: fact('diskEncryptionSet'),
    encryptionSettingsVersion: fact('encryptionSettingsVersion'),
    keyEncryptionKey: keyUnknown,
    diskEncryptionKey: readDiskEncryptionKey(reading, shared, nodes, diskKeyUnknowns[role]),
  };
  if (machine !== undefined) disk.machine = machine;
  return disk;
}

/** The data disks of a machine; places that list them have to list the same luns. */
export function buildDataDisks(
  reading: Reading,
  shared: SharedThings,
  nodes: readonly Node<{ dataDisks?: text.DataDisk[] }>[],
  machine: Machine,
): Fact<Disk[]> {
  const [first, ...others] = part(nodes, 'dataDisks');
  if (first === undefined) return unknown('dataDisks');
  const byLun = new Map<number, Node<DiskText>[]>();
  for (const disk of items(first)) {
    const { lun } = disk.value;
    const same = byLun.get(lun);
    if (same === undefined) byLun.set(lun, [disk]);
    else
      reading.report(
        duplicateResource,
        'lun',
        originOf(disk),
        { lun, name: machine.name },
        same.map((other) => originOf(other)),
      );
  }
  for (const list of others) {
    const luns = list.value.map(({ lun }) => lun).sort(ascending);
    const firstLuns = [...byLun.keys()].sort(ascending);
    if (luns.join() !== firstLuns.join()) {
      const data = { fact: 'dataDisks', here: describeLuns(luns), there: describeLuns(firstLuns) };
      reading.report(contradiction, 'values', originOf(list), data, [originOf(first)]);
      return refused('dataDisks');
    }
    for (const disk of items(list)) byLun.get(disk.value.lun)?.push(disk);
  }
  const origin = originOf(first);
  return know(
    [...byLun.values()].map((described) => buildDisk(reading, shared, 'data', described, origin, machine)),
    origin,
  );
}

const ascending = (a: number, b: number): number => a - b;
const describeLuns = (luns: readonly number[]): string => (luns.length === 0 ? 'empty' : `a list of lun ${luns.join(', ')}`);

function readDiskEncryptionKey(
  reading: Reading,
  shared: SharedThings,
  nodes: readonly Node<DiskText>[],
  absent: Unknown,
): Fact<DiskEncryptionKey> {
  const { fact: name } = absent;
  const node = reading.agreed(nodes, 'diskEncryptionKey', name);
  if (node === undefined) return absent;
  if (node === 'contradicted') return refused(name);
  const written = [node];
  const secretUrl = reading.fact(written, 'secretUrl', `${name}.secretUrl`);
  const parts = secretUrl.known ? parseVaultUrl(secretUrl.value) : {};
  const secretName = reading.fact(written, 'secretName', `${name}.secretName`);
  const origin = originOf(node);
  const key: DiskEncryptionKey = {
    origin,
    secretUrl,
    keyVault: readKeyVault(shared, node, `${name}.keyVault`, parts.vaultName),
    secretName: !secretName.known && secretUrl.known && parts.name !== undefined ? know(parts.name, secretUrl.origin) : secretName,
    fileName: reading.fact(written, 'fileName', `${name}.fileName`),
    create: node.value.create ?? false,
  };
  return know(key, origin);
}

function readKeyVault(shared: SharedThings, node: Node<text.DiskEncryptionKey>, name: string, ofUrl: string | undefined) {
  const keyVault = child(node, 'keyVault');
  if (keyVault !== undefined) return shared.keyVaults.resolve(keyVault, name);
  const vault = ofUrl === undefined ? undefined : shared.keyVaults.named(ofUrl);
  return vault === undefined ? unknown(name) : know(vault, originOf(node));
}
