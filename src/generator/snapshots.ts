import type { Disk } from '../model/index.ts';
import { machineId, placeOf, resourceId, valueOf } from '../model/index.ts';
import { limits } from '../support/index.ts';
import { shortened } from './names.ts';
import type { PlannedEncryption } from './planned-encryption.ts';
import { type PlanningContext, requestPointer } from './planning-context.ts';
import type { TemplateScope } from './template-scope.ts';
import { expression, literal, quoted, resourceIdCode, type TemplateString } from './template-string.ts';
import { noSteps, type Unit } from './unit.ts';

export interface SnapshotView {
  apiVersion: string;
  name: TemplateString;
  location: TemplateString;
  sourceResourceId: TemplateString;
}

/** One snapshot of each disk of a machine, one step before it is encrypted; skipped with the machine when it already has what is asked. */
export function snapshotUnits(planned: PlannedEncryption, context: PlanningContext): Unit[] {
  const { request, place } = planned;
  const { machine } = request;
  if (!request.snapshotBefore.value) return [];
  const disks = [machine.osDisk, ...(valueOf(machine.dataDisks) ?? [])];
  if (!machine.dataDisks.known)
    context.missing(machine.origin, machine.name, 'dataDisks', 'snapshots of its data disks; write [] where there are none');
  const sources = disks.map((disk) => snapshotSource(disk, machine.name, context));
  if (sources.some((source) => source === undefined)) return [];
  const tag = planned.runTag.slice(0, 8);
  const snapshots = (sources as SnapshotSource[]).map((source) => ({ ...source, snapshot: snapshotName(source.diskName, tag) }));
  const id = machineId(machine);
  return [
    {
      deployment: 'snapshots',
      wave: request.wave.value,
      place,
      name: machine.name,
      about: id,
      resources: snapshots.map(({ snapshot }) => ({
        type: 'Microsoft.Compute/snapshots',
        name: snapshot,
        machine: id,
        spec: requestPointer(request),
      })),
      skipWhen: planned.alreadyDone,
      ...noSteps,
      view: (scope: TemplateScope): { snapshots: SnapshotView[] } => ({
        snapshots: snapshots.map(({ snapshot, diskName, diskId }) => ({
          apiVersion: scope.apiVersion('Microsoft.Compute/snapshots'),
          name: literal(snapshot),
          location: scope.location(),
          sourceResourceId: expression(
            diskId === undefined ? `resourceId('Microsoft.Compute/disks', ${quoted(diskName)})` : resourceIdCode(diskId),
          ),
        })),
      }),
    },
  ];
}

function snapshotName(diskName: string, tag: string): string {
  const ending = `-before-${tag}`;
  return shortened(diskName, limits.snapshotNameCharacters - ending.length) + ending;
}

interface SnapshotSource {
  diskName: string;
  /** Set where the disk does not stand in the machine's group. */
  diskId: string | undefined;
}

function snapshotSource(disk: Disk, machineName: string, context: PlanningContext): SnapshotSource | undefined {
  const id = valueOf(disk.id);
  const name = valueOf(disk.name) ?? id?.split('/').at(-1);
  if (name === undefined) {
    const field = disk.role === 'os' ? 'osDisk.name' : `dataDisks[lun ${valueOf(disk.lun)}].name`;
    return context.missing(disk.origin, machineName, field, 'its snapshot');
  }
  const inMachineGroup = disk.machine === undefined ? undefined : resourceId(placeOf(disk.machine), 'Microsoft.Compute/disks', name);
  return { diskName: name, diskId: id === undefined || id.toLowerCase() === inMachineGroup?.toLowerCase() ? undefined : id };
}
