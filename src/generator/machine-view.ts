import type { Disk, EncryptionRequest, Machine, VirtualMachine } from '../model/index.ts';
import { valueOf } from '../model/index.ts';
import { limits } from '../support/index.ts';
import { shortened } from './names.ts';
import { subnetId } from './networks.ts';
import type { PlanningContext } from './planning-context.ts';
import { tagsView } from './tags-view.ts';
import { sharedKinds, type TemplateScope } from './template-scope.ts';
import { expression, literal, none, quoted, type TemplateString } from './template-string.ts';

/** How long the name in the guest of this machine may be; Linux takes what Azure takes. */
const computerNameCharacters = (machine: Machine): number =>
  valueOf(machine.os.type) !== 'Windows'
    ? Number.POSITIVE_INFINITY
    : machine.kind === 'scaleSet'
      ? limits.windowsComputerNamePrefixCharacters
      : limits.windowsComputerNameCharacters;

/** Reports what a new machine lacks. */
export function checkNewMachine(request: EncryptionRequest, context: PlanningContext): void {
  const { machine } = request;
  const { provisioning, os } = machine;
  if (!machine.size.known) context.missing(request.origin, machine.name, 'size', 'the new machine');
  if (!provisioning.network.known) context.missing(request.origin, machine.name, 'network', 'the new machine');
  if (request.scenario === 'new-vm-encrypted-vhd') return;
  if (valueOf(os.image) === undefined && valueOf(os.imageId) === undefined)
    context.missing(request.origin, machine.name, 'os.image', 'the new machine');
  const { computerName } = provisioning;
  const most = computerNameCharacters(machine);
  if (computerName.known && computerName.value.length > most) {
    context.report(computerName.origin, 'ADE3003', 'tooLong', { machine: machine.name, computerName: computerName.value, most });
  }
  if (!provisioning.adminUsername.known) context.missing(request.origin, machine.name, 'adminUsername', 'the new machine');
}

/** What every new machine has: region, size, tags, zone, identity, security. */
export function newMachineView(machine: Machine, scope: TemplateScope) {
  const securityType = valueOf(machine.securityType);
  const licenseType = valueOf(machine.provisioning.licenseType);
  const tags = tagsView(valueOf(machine.tags));
  const zone = valueOf(machine.provisioning.availabilityZone);
  const encryptionIdentity = valueOf(machine.encryptionIdentity);
  const isTrusted = securityType === 'TrustedLaunch' || securityType === 'ConfidentialVM';
  return {
    location: scope.location(),
    vmSize: scope.vmSize(machine.name, valueOf(machine.size) ?? ''),
    hasTags: Object.keys(tags).length > 0,
    tags,
    hasZone: zone !== undefined,
    zones: zone === undefined ? [] : [literal(zone)],
    ...identityView(machine, scope),
    hasSecurityProfile: isTrusted || encryptionIdentity !== undefined,
    hasSecurityType: isTrusted,
    securityType: securityType ?? '',
    hasEncryptionIdentity: encryptionIdentity !== undefined,
    encryptionIdentityId:
      encryptionIdentity === undefined ? none : expression(scope.resourceIdOf(encryptionIdentity, sharedKinds.identity)),
    hasLicenseType: licenseType !== undefined,
    licenseType: literal(licenseType ?? ''),
  };
}

/** A new virtual machine: what every new machine has, its name, and the network interface that it depends on. */
export function virtualMachineView(machine: VirtualMachine, scope: TemplateScope) {
  return {
    ...newMachineView(machine, scope),
    apiVersion: scope.apiVersion('Microsoft.Compute/virtualMachines'),
    name: literal(machine.name),
    networkInterfaceId: localResourceId('Microsoft.Network/networkInterfaces', networkInterfaceName(machine)),
  };
}

/** What a machine has besides whose OS disk is made from an image: an administrator and new disks. */
export function imageMachineView(machine: Machine, scope: TemplateScope): object {
  return {
    ...imageView(machine),
    ...administratorView(machine, scope),
    computerName: computerName(machine),
    osDisk: newDiskView(machine.osDisk, `${machine.name}-os`),
    hasDataDisks: (valueOf(machine.dataDisks) ?? []).length > 0,
    dataDisks: (valueOf(machine.dataDisks) ?? []).map((disk) => newDiskView(disk, dataDiskName(machine, disk))),
  };
}

const dataDiskName = (machine: Machine, disk: Disk): string => `${machine.name}-data-${valueOf(disk.lun)}`;

/** The name of a disk of a new machine: as written, or made of the machine's. */
export const newDiskName = (machine: Machine, disk: Disk): string =>
  valueOf(disk.name) ?? (disk.role === 'os' ? `${machine.name}-os` : dataDiskName(machine, disk));

function identityView(machine: Machine, scope: TemplateScope): object {
  const identity = valueOf(machine.identity);
  const encryptionIdentity = valueOf(machine.encryptionIdentity);
  const userAssigned = new Set([...(identity?.userAssigned ?? []), ...(encryptionIdentity === undefined ? [] : [encryptionIdentity])]);
  const kinds = [...(identity?.systemAssigned ? ['SystemAssigned'] : []), ...(userAssigned.size > 0 ? ['UserAssigned'] : [])];
  return {
    hasIdentity: kinds.length > 0,
    identityType: kinds.join(', '),
    hasUserAssignedIdentities: userAssigned.size > 0,
    userAssignedIdentities: Object.fromEntries(
      [...userAssigned].map((assigned) => [expression(scope.resourceIdOf(assigned, sharedKinds.identity)), {}]),
    ),
  };
}

function imageView(machine: Machine): object {
  const imageId = valueOf(machine.os.imageId);
  const image = valueOf(machine.os.image);
  return {
    hasImageId: imageId !== undefined,
    imageId: literal(imageId ?? ''),
    image: {
      publisher: literal(image?.publisher ?? ''),
      offer: literal(image?.offer ?? ''),
      sku: literal(image?.sku ?? ''),
      version: literal(image?.version ?? 'latest'),
    },
  };
}

function administratorView(machine: Machine, scope: TemplateScope): object {
  const { adminUsername, adminPassword, sshPublicKey } = machine.provisioning;
  const isLinux = valueOf(machine.os.type) === 'Linux';
  const key = isLinux ? valueOf(sshPublicKey) : undefined;
  const usesPassword = key === undefined;
  const user = valueOf(adminUsername) ?? '';
  return {
    isLinux,
    adminUsername: expression(scope.sharedValue('adminUsername', machine.name, 'Administrator of the new machines.', user)),
    usesPassword,
    adminPassword: usesPassword
      ? expression(
          scope.secret(adminPassword, `${scope.prefix(machine.name)}AdminPassword`, `Password of the administrator of ${machine.name}.`),
        )
      : none,
    sshKeyPath: literal(`/home/${user}/.ssh/authorized_keys`),
    sshPublicKey:
      key === undefined ? none : expression(scope.sharedValue('sshPublicKey', machine.name, 'SSH public key of the administrator.', key)),
  };
}

function newDiskView(disk: Disk, defaultName: string): object {
  const sizeGB = valueOf(disk.diskSizeGB);
  return {
    lun: valueOf(disk.lun) ?? 0,
    name: literal(valueOf(disk.name) ?? defaultName),
    caching: valueOf(disk.caching) ?? (disk.role === 'os' ? 'ReadWrite' : 'None'),
    hasDiskSizeGB: sizeGB !== undefined,
    diskSizeGB: sizeGB ?? 0,
    storageAccountType: valueOf(disk.storageAccountType) ?? 'Premium_LRS',
  };
}

/** The name in the guest: as written, or the machine's, shortened where Windows cannot take it. */
const computerName = (machine: Machine): TemplateString =>
  literal(valueOf(machine.provisioning.computerName) ?? shortened(machine.name, computerNameCharacters(machine)));

export interface NetworkInterfaceView {
  apiVersion: string;
  name: TemplateString;
  location: TemplateString;
  subnetId: TemplateString;
}

export const networkInterfaceName = (machine: Machine): string => `${machine.name}-nic`;

export function networkInterfaceView(machine: VirtualMachine, scope: TemplateScope): NetworkInterfaceView {
  const network = valueOf(machine.provisioning.network);
  return {
    apiVersion: scope.apiVersion('Microsoft.Network/networkInterfaces'),
    name: literal(networkInterfaceName(machine)),
    location: scope.location(),
    subnetId: network === undefined ? none : expression(subnetId(network, scope)),
  };
}

/** Id of a resource in the machine's own group, as a template deployed there writes it. */
export const localResourceId = (type: string, name: string): TemplateString => expression(`resourceId('${type}', ${quoted(name)})`);
