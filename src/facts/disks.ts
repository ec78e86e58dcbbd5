import { type Disk, type Origin, valueOf } from '../model/index.ts';
import { fill, fillNone, follows } from './fill.ts';

const managedDiskId = /\/providers\/Microsoft\.Compute\/disks\/([^/]+)$/i;

/** What a disk's resource id says about it. */
export function completeDisk(disk: Disk): void {
  if (!disk.id.known) return;
  const name = managedDiskId.exec(disk.id.value)?.[1];
  if (name === undefined) return;
  disk.managed = fill(disk.managed, true, follows(disk.id, 'disk.id'));
  disk.name = fill(disk.name, name, follows(disk.id, 'disk.id'));
}

/** A disk that the plan makes has what is asked for it, and of everything else what Azure Resource Manager gives a new disk. What is on a VHD is not known. */
export function assumeNewDisk(disk: Disk, origin: Origin): void {
  disk.managed = fill(disk.managed, true, origin);
  disk.vhd = fillNone(disk.vhd, origin);
  disk.diskEncryptionSet = fillNone(disk.diskEncryptionSet, origin);
  disk.diskEncryptionKey = fillNone(disk.diskEncryptionKey, origin);
  disk.storageAccountType = fillNone(disk.storageAccountType, origin);
  disk.ephemeral = fill(disk.ephemeral, false, origin);
  disk.writeAcceleratorEnabled = fill(disk.writeAcceleratorEnabled, false, origin);
  disk.maxShares = fill(disk.maxShares, 1, origin);
  if (valueOf(disk.vhd) === undefined) assumeNewContent(disk, origin);
}

/** A blank data disk, or an OS disk made from an image: no image of the marketplace has a dynamic disk or software RAID. */
function assumeNewContent(disk: Disk, origin: Origin): void {
  disk.layout = fill(disk.layout, 'basic', origin);
  if (disk.role === 'os') return;
  disk.fileSystem = fillNone(disk.fileSystem, origin);
  disk.mountPath = fillNone(disk.mountPath, origin);
}
