import type { Disk, EncryptionRequest, VirtualMachine } from '../model/index.ts';
import { machineId, valueOf } from '../model/index.ts';
import type { PlannedResource } from '../plan/types.ts';
import { type DiskEncryption, diskEncryptionOf, diskEncryptionView, type PlannedSecret, secretOf } from './disk-encryption.ts';
import { extensionUnitBase } from './encryption.ts';
import { extensionView } from './extension-view.ts';
import {
  checkNewMachine,
  imageMachineView,
  localResourceId,
  networkInterfaceName,
  networkInterfaceView,
  newDiskName,
  newMachineView,
  virtualMachineView,
} from './machine-view.ts';
import { checkImport, importedDiskView } from './managed-disks.ts';
import { subnetId } from './networks.ts';
import { lookUpEncryption, type PlannedEncryption } from './planned-encryption.ts';
import { type PlanningContext, requestPointer } from './planning-context.ts';
import type { TemplateScope } from './template-scope.ts';
import { expression, literal, none } from './template-string.ts';
import { noSteps, type Unit } from './unit.ts';

/** A new virtual machine from a gallery image: network interface, machine, extension. */
export function planGalleryMachine(request: EncryptionRequest, context: PlanningContext): Unit[] {
  checkNewMachine(request, context);
  const planned = lookUpEncryption(request, context);
  if (planned === undefined || request.machine.kind !== 'virtualMachine') return [];
  const machine = request.machine;
  return [
    {
      ...extensionUnitBase(planned, context),
      resources: [
        ...machineResources(machine, request),
        { type: 'Microsoft.Compute/virtualMachines/extensions', name: `${machine.name}/${planned.handler.type}`, ...owned(planned) },
      ],
      view: (scope) => ({
        networkInterface: networkInterfaceView(machine, scope),
        machine: { ...virtualMachineView(machine, scope), ...imageMachineView(machine, scope) },
        extension: extensionView(request, planned.handler, planned.runTag, scope, [
          localResourceId('Microsoft.Compute/virtualMachines', machine.name),
        ]),
      }),
    },
  ];
}

const owned = (planned: PlannedEncryption): Pick<PlannedResource, 'machine' | 'runTag' | 'spec'> & { machine: string } => ({
  machine: machineId(planned.request.machine),
  runTag: planned.runTag,
  spec: requestPointer(planned.request),
});

function machineResources(machine: VirtualMachine, request: EncryptionRequest): PlannedResource[] {
  const common = { machine: machineId(machine), spec: requestPointer(request) };
  return [
    { type: 'Microsoft.Network/networkInterfaces', name: networkInterfaceName(machine), ...common },
    { type: 'Microsoft.Compute/virtualMachines', name: machine.name, ...common },
  ];
}

/** A new virtual machine from a VHD that was encrypted before: disks with their encryption settings, and the machine that attaches them. */
export function planEncryptedVhdMachine(request: EncryptionRequest, context: PlanningContext): { units: Unit[]; secrets: PlannedSecret[] } {
  checkNewMachine(request, context);
  const place = context.place(request.machine);
  const { machine } = request;
  if (place === undefined || machine.kind !== 'virtualMachine') return { units: [], secrets: [] };
  const osType = valueOf(machine.os.type);
  if (osType === undefined) context.missing(request.origin, machine.name, 'os.type', 'attaching its disk');
  if (valueOf(machine.osDisk.vhd) === undefined) context.missing(request.origin, machine.name, 'osDisk.vhd.uri', 'importing its disk');
  const isManaged = valueOf(machine.osDisk.managed) ?? true;
  const disks = [machine.osDisk, ...(valueOf(machine.dataDisks) ?? [])].map((disk) => attachedDisk(disk, request, isManaged, context));
  if (disks[0]?.encryption === undefined) context.missing(request.origin, machine.name, 'osDisk.diskEncryptionKey', 'unlocking its disk');
  const id = machineId(machine);
  const spec = requestPointer(request);
  const encrypted = { machine: id, osVolume: ['Encrypted' as const] };
  const imported = isManaged ? disks : [];
  const unit: Unit = {
    ...noSteps,
    deployment: 'new-vm-encrypted-vhd',
    wave: request.wave.value,
    place,
    name: machine.name,
    about: id,
    resources: [
      ...imported.map(({ name }) => ({ type: 'Microsoft.Compute/disks', name, machine: id, spec })),
      ...machineResources(machine, request),
    ],
    skipWhen: encrypted,
    doneWhen: encrypted,
    view: (scope) => ({
      resources: [
        ...imported.map(({ disk, name, encryption }) => ({
          partial: 'managed-disk',
          ...importedDiskView(disk, name, machine.name, encryption, scope),
        })),
        { partial: 'network-interface', ...networkInterfaceView(machine, scope) },
        { partial: 'virtual-machine-from-disks', ...attachingMachineView(machine, disks, isManaged, osType ?? '', scope) },
      ],
    }),
  };
  return {
    units: [unit],
    secrets: disks.flatMap(({ encryption }) => (encryption === undefined ? [] : (secretOf(encryption, spec) ?? []))),
  };
}

interface AttachedDisk {
  disk: Disk;
  name: string;
  encryption: DiskEncryption | undefined;
}

function attachedDisk(disk: Disk, request: EncryptionRequest, isManaged: boolean, context: PlanningContext): AttachedDisk {
  const { machine } = request;
  if (isManaged) checkImport(disk, machine.name, context);
  const encryption = diskEncryptionOf(
    disk,
    {
      keyVault: request.keyVault,
      algorithm: request.keyEncryptionAlgorithm.value,
      owner: machine.name,
      ...(request.keyEncryptionKey === undefined ? {} : { keyEncryptionKey: request.keyEncryptionKey }),
    },
    context,
  );
  return { disk, name: newDiskName(machine, disk), encryption };
}

function attachingMachineView(
  machine: VirtualMachine,
  disks: AttachedDisk[],
  isManaged: boolean,
  osType: string,
  scope: TemplateScope,
): object {
  const view = virtualMachineView(machine, scope);
  const [osDisk, ...dataDisks] = disks as [AttachedDisk, ...AttachedDisk[]];
  const vhdUri = (attached: AttachedDisk, words: string) =>
    expression(
      scope.parameter(`${scope.prefix(machine.name)}${words}VhdUri`, {
        description: `VHD that ${attached.name} lies in.`,
        entry: { value: valueOf(attached.disk.vhd)?.uri ?? '' },
      }),
    );
  return {
    ...view,
    dependsOn: [...(isManaged ? disks.map(({ name }) => localResourceId('Microsoft.Compute/disks', name)) : []), view.networkInterfaceId],
    isManaged,
    osType,
    osDiskName: literal(osDisk.name),
    osDiskCaching: valueOf(osDisk.disk.caching) ?? 'ReadWrite',
    osDiskId: isManaged ? localResourceId('Microsoft.Compute/disks', osDisk.name) : none,
    osDiskVhdUri: isManaged ? none : vhdUri(osDisk, 'OsDisk'),
    encryption: isManaged || osDisk.encryption === undefined ? {} : diskEncryptionView(osDisk.encryption, scope),
    hasDataDisks: dataDisks.length > 0,
    attachedDataDisks: dataDisks.map((attached) => ({
      isManaged,
      lun: valueOf(attached.disk.lun) ?? 0,
      name: literal(attached.name),
      caching: valueOf(attached.disk.caching) ?? 'None',
      id: isManaged ? localResourceId('Microsoft.Compute/disks', attached.name) : none,
      vhdUri: isManaged ? none : vhdUri(attached, `DataDisk${valueOf(attached.disk.lun)}`),
    })),
  };
}

/** A new scale set with the extension in its profile. */
export function planScaleSet(request: EncryptionRequest, context: PlanningContext): Unit[] {
  checkNewMachine(request, context);
  const planned = lookUpEncryption(request, context);
  const { machine } = request;
  if (machine.kind !== 'scaleSet') return [];
  if (!machine.capacity.known) context.missing(request.origin, machine.name, 'capacity', 'the new scale set');
  if (planned === undefined) return [];
  const isFlexible = valueOf(machine.orchestrationMode) === 'Flexible';
  return [
    {
      ...extensionUnitBase(planned, context),
      resources: [{ type: 'Microsoft.Compute/virtualMachineScaleSets', name: machine.name, ...owned(planned) }],
      view: (scope) => {
        const network = valueOf(machine.provisioning.network);
        return {
          ...newMachineView(machine, scope),
          ...imageMachineView(machine, scope),
          apiVersion: scope.apiVersion('Microsoft.Compute/virtualMachineScaleSets'),
          name: literal(machine.name),
          capacity: valueOf(machine.capacity) ?? 0,
          orchestrationMode: isFlexible ? 'Flexible' : 'Uniform',
          isFlexible,
          upgradePolicy: valueOf(machine.upgradePolicy) ?? 'Automatic',
          networkInterfaceName: literal(networkInterfaceName(machine)),
          subnetId: network === undefined ? none : expression(subnetId(network, scope)),
          extension: extensionView(request, planned.handler, planned.runTag, scope),
        };
      },
    },
  ];
}
