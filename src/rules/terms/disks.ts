import { type Disk, type EncryptionModel, type EncryptionRequest, type Fact, type Machine, valueOf } from '../../model/index.ts';
import { attachesEncryptedDisks } from './requests.ts';

const disksByMachine = new WeakMap<Machine, readonly Disk[]>();

/** The disks of a machine that are known: the OS disk first. Made once, since every rule about disks asks for them. */
export function disksOf(machine: Machine): readonly Disk[] {
  let disks = disksByMachine.get(machine);
  if (disks === undefined) {
    disks = [machine.osDisk, ...(valueOf(machine.dataDisks) ?? [])];
    disksByMachine.set(machine, disks);
  }
  return disks;
}

/** How a message names a disk. */
export function diskName(disk: Disk): string {
  const name = valueOf(disk.name);
  if (name !== undefined) return `disk ${name}`;
  const lun = valueOf(disk.lun);
  return lun === undefined ? 'the OS disk' : `the data disk at lun ${lun}`;
}

type Known = <T>(fact: Fact<T>) => T | undefined;

/** All disks of a machine; where its data disks are not known, that is recorded. */
export function allDisks(machine: Machine, known: Known): readonly Disk[] {
  known(machine.dataDisks);
  return disksOf(machine);
}

/** The disks that the request encrypts, or attaches encrypted; it asks for the facts that decide which these are. */
export function encryptedDisks(request: EncryptionRequest, known: Known): readonly Disk[] {
  const { machine } = request;
  if (attachesEncryptedDisks(request)) {
    return disksOf(machine).filter((disk) => disk.role === 'os' || valueOf(disk.diskEncryptionKey) !== undefined);
  }
  const volumeType = known(request.volumeType);
  if (volumeType === 'All') return allDisks(machine, known);
  if (volumeType === 'Data') return known(machine.dataDisks) ?? [];
  return volumeType === 'OS' ? disksOf(machine).slice(0, 1) : [];
}

/** The disk was encrypted before it came to Azure and may boot a machine: the OS disk of a new one, or a disk that is imported. */
export const bootsEncrypted = (disk: Disk, { requests }: EncryptionModel): boolean =>
  disk.role === 'os'
    ? disk.machine?.encryption?.scenario === 'new-vm-encrypted-vhd'
    : disk.role === 'standalone' && requests.disks.some((request) => request.disk === disk);
