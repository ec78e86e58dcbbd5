import { type Disk, type EncryptionRequest, type Fact, type Machine, valueOf } from '../../model/index.ts';
import { attachesEncryptedDisks, coversData, coversOs } from './requests.ts';

/** The disks of a machine that are known: the OS disk first. */
export const disksOf = (machine: Machine): Disk[] => [machine.osDisk, ...(valueOf(machine.dataDisks) ?? [])];

/** How a message names a disk. */
export function diskName(disk: Disk): string {
  const name = valueOf(disk.name);
  if (name !== undefined) return `disk ${name}`;
  const lun = valueOf(disk.lun);
  return lun === undefined ? 'the OS disk' : `the data disk at lun ${lun}`;
}

/** The disks that the request encrypts, or attaches encrypted; it asks for the facts that decide which these are. */
export function encryptedDisks(request: EncryptionRequest, known: <T>(fact: Fact<T>) => T | undefined): Disk[] {
  const { machine } = request;
  if (attachesEncryptedDisks(request)) {
    return disksOf(machine).filter((disk) => disk.role === 'os' || valueOf(disk.diskEncryptionKey) !== undefined);
  }
  const volumeType = known(request.volumeType);
  const osDisks = coversOs(volumeType) ? [machine.osDisk] : [];
  return coversData(volumeType) ? [...osDisks, ...(known(machine.dataDisks) ?? [])] : osDisks;
}
