import type { Disk, EncryptionRequest, KeyEncryptionKey, Machine, Placed, SecretReference } from '../model/index.ts';
import { valueOf } from '../model/index.ts';
import type { PlanningContext } from './planning-context.ts';

/** Reports what requests refer to while nobody says in which resource group it stands: its resource id cannot be written. */
export function checkReferencedPlaces(context: PlanningContext): void {
  const { encryption, disks, restores } = context.model.requests;
  const referenced = new Set<Placed | undefined>([
    ...encryption.flatMap(ofEncryption),
    ...disks.flatMap((request) => [valueOf(request.keyVault), ...ofKey(request.keyEncryptionKey?.value), ...ofDisk(request.disk)]),
    ...restores.flatMap((request) => [
      valueOf(request.keyVault),
      ...ofKey(request.keyEncryptionKey?.value),
      valueOf(request.recoveryServicesVault),
      ...ofMachine(request.machine),
    ]),
  ]);
  for (const thing of referenced) {
    if (thing !== undefined && valueOf(thing.resourceGroup) === undefined)
      context.missing(thing.origin, thing.name, 'resourceGroup', 'its resource id');
  }
}

function ofEncryption(request: EncryptionRequest): (Placed | undefined)[] {
  const { machine, scenario, aad } = request;
  const isNew = scenario.startsWith('new-');
  return [
    valueOf(request.keyVault),
    ...ofKey(request.keyEncryptionKey?.value),
    ...ofSecret(aad?.clientSecret),
    ...(isNew ? ofMachine(machine) : [valueOf(machine.encryptionIdentity)]),
  ];
}

function ofMachine({ provisioning, identity, encryptionIdentity, osDisk, dataDisks }: Machine): (Placed | undefined)[] {
  return [
    valueOf(provisioning.network),
    ...ofSecret(provisioning.adminPassword),
    valueOf(encryptionIdentity),
    ...(valueOf(identity)?.userAssigned ?? []),
    ...[osDisk, ...(valueOf(dataDisks) ?? [])].flatMap(ofDisk),
  ];
}

const ofKey = (key: KeyEncryptionKey | undefined): (Placed | undefined)[] => [valueOf(key?.keyVault)];
const ofSecret = (secret: SecretReference | undefined): (Placed | undefined)[] => [secret?.keyVault];
const ofDisk = (disk: Disk): (Placed | undefined)[] => [
  valueOf(valueOf(disk.diskEncryptionKey)?.keyVault),
  ...ofKey(valueOf(disk.keyEncryptionKey)),
];
