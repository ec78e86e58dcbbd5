import type { Disk, DiskRequest } from '../model/index.ts';
import { resourceId, valueOf } from '../model/index.ts';
import { type DiskEncryption, diskEncryptionOf, diskEncryptionView, diskWords, type PlannedSecret, secretOf } from './disk-encryption.ts';
import { type PlanningContext, specPointer } from './planning-context.ts';
import type { TemplateScope } from './template-scope.ts';
import { expression, literal, none, resourceIdCode } from './template-string.ts';
import { noSteps, type Unit } from './unit.ts';

/** A managed disk imported from a VHD, with the encryption settings that unlock it. */
export function importedDiskView(
  disk: Disk,
  name: string,
  owner: string,
  encryption: DiskEncryption | undefined,
  scope: TemplateScope,
): object {
  const vhd = valueOf(disk.vhd);
  const osType = valueOf(disk.osType) ?? (disk.role === 'os' ? valueOf(disk.machine?.os.type) : undefined);
  const hyperVGeneration =
    valueOf(disk.hyperVGeneration) ?? (disk.role === 'os' ? valueOf(disk.machine?.provisioning.hyperVGeneration) : undefined);
  const sizeGB = valueOf(disk.diskSizeGB);
  return {
    apiVersion: scope.apiVersion('Microsoft.Compute/disks'),
    name: literal(name),
    location: scope.location(),
    storageAccountType: valueOf(disk.storageAccountType) ?? 'Premium_LRS',
    hasOsType: osType !== undefined,
    osType: osType ?? '',
    hasHyperVGeneration: hyperVGeneration !== undefined,
    hyperVGeneration: hyperVGeneration ?? '',
    hasDiskSizeGB: sizeGB !== undefined,
    diskSizeGB: sizeGB ?? 0,
    isImport: vhd !== undefined,
    sourceUri:
      vhd === undefined
        ? none
        : expression(
            scope.parameter(`${scope.prefix(owner)}${diskWords(disk)}VhdUri`, {
              description: `VHD that ${name} is imported from.`,
              entry: { value: vhd.uri },
            }),
          ),
    storageAccountId: vhd?.storageAccountId === undefined ? none : expression(resourceIdCode(vhd.storageAccountId)),
    isEncrypted: encryption !== undefined,
    encryption: encryption === undefined ? {} : diskEncryptionView(encryption, scope),
  };
}

/** Checks that an imported disk says which storage account its VHD lies in: Azure requires it, the published schema does not say so. */
export function checkImport(disk: Disk, owner: string, context: PlanningContext): void {
  const vhd = valueOf(disk.vhd);
  if (vhd !== undefined && vhd.storageAccountId === undefined)
    context.missing(disk.origin, owner, 'vhd.storageAccountId', 'importing its disk');
}

/** A disk of the disks registry, imported with its encryption settings. */
export function planManagedDisk(request: DiskRequest, context: PlanningContext): { units: Unit[]; secrets: PlannedSecret[] } {
  const { disk, origin } = request;
  const name = valueOf(disk.name) ?? disk.placed?.name;
  const place = disk.placed === undefined ? undefined : context.place(disk.placed);
  if (name === undefined || place === undefined) return { units: [], secrets: [] };
  if (valueOf(disk.vhd) === undefined) context.missing(origin, name, 'vhd.uri', 'importing the disk');
  checkImport(disk, name, context);
  const encryption = diskEncryptionOf(
    disk,
    {
      keyVault: request.keyVault,
      algorithm: 'RSA-OAEP',
      owner: name,
      ...(request.keyEncryptionKey === undefined ? {} : { keyEncryptionKey: request.keyEncryptionKey }),
    },
    context,
  );
  if (encryption === undefined) context.missing(origin, name, 'diskEncryptionKey', 'its encryption settings');
  const spec = specPointer(request.scenario, 'disks', name);
  const secret = encryption === undefined ? undefined : secretOf(encryption, spec);
  const unit: Unit = {
    deployment: 'encrypted-managed-disk',
    wave: request.wave.value,
    place,
    name,
    about: resourceId(place, 'Microsoft.Compute/disks', name),
    resources: [{ type: 'Microsoft.Compute/disks', name, spec }],
    ...noSteps,
    view: (scope) => importedDiskView(disk, name, name, encryption, scope),
  };
  return { units: [unit], secrets: secret === undefined ? [] : [secret] };
}
