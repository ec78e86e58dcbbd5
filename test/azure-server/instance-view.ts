import { isoTime } from './clock.ts';
import type { Json, JsonObject } from './json.ts';
import { objectOf, textOf } from './json.ts';
import type { HandlerReport, Machine, MachineDisk } from './machine.ts';
import { volumeOf } from './machine.ts';
import type { ScaleSetInstance, World } from './world.ts';

interface Status {
  code: string;
  level: 'Info' | 'Warning' | 'Error';
  displayStatus: string;
  message?: string;
  time?: string;
}

const status = (code: string, displayStatus: string, more: Partial<Status> = {}): JsonObject => ({
  code,
  level: 'Info',
  displayStatus,
  ...more,
});

/** The instance view of a machine, in the shape of the recorded ones; a view that was seeded is given as it is. */
export function instanceViewOf(world: World, machine: Machine, properties: JsonObject): JsonObject {
  if (properties.instanceView !== undefined) return objectOf(properties.instanceView);
  const silent = isSilent(world, machine);
  const up = machine.power === 'running';
  const osProfile = objectOf(properties.osProfile);
  const power = { running: 'VM running', stopped: 'VM stopped', deallocated: 'VM deallocated' }[machine.power];
  return {
    ...(up && !silent ? { computerName: textOf(osProfile.computerName) || machine.id.split('/').at(-1) || '', ...systemOf(machine) } : {}),
    ...(up ? { vmAgent: silent ? silentAgent(world) : reportingAgent(world, machine) } : {}),
    disks: machine.disks.map((disk) => diskView(world, machine, disk)),
    ...(machine.extensions.size === 0 || silent ? {} : { extensions: extensionViews(machine) }),
    hyperVGeneration: 'V2',
    statuses: [
      status('ProvisioningState/succeeded', 'Provisioning succeeded', { time: isoTime(world.now) }),
      status(`PowerState/${machine.power}`, power),
    ],
  };
}

/** The agent of this machine does not report, by script. */
export const isSilent = (world: World, machine: Machine): boolean => world.behaviour(machine.id, 'neverReports') !== undefined;

const systemOf = (machine: Machine): JsonObject =>
  machine.os === 'Windows'
    ? { osName: 'Windows Server 2022 Datacenter', osVersion: '10.0.20348.2700' }
    : { osName: 'redhat', osVersion: '8.9' };

const silentAgent = (world: World): JsonObject => ({
  vmAgentVersion: 'Unknown',
  statuses: [
    status('ProvisioningState/Unavailable', 'Not Ready', {
      level: 'Warning',
      message: 'VM status blob is found but not yet populated.',
      time: isoTime(world.now),
    }),
  ],
});

const reportingAgent = (world: World, machine: Machine): JsonObject => ({
  vmAgentVersion: machine.os === 'Windows' ? '2.7.41491.1206' : '2.11.1.12',
  statuses: [
    status('ProvisioningState/succeeded', 'Ready', {
      message: 'GuestAgent is running and processing the extensions.',
      time: isoTime(world.now),
    }),
  ],
  extensionHandlers: [...machine.extensions.values()].map((report) => ({
    type: report.type,
    typeHandlerVersion: report.version,
    status: status('ProvisioningState/succeeded', 'Ready'),
  })),
});

/**
 * Linux disks count as encrypted as soon as their settings are stamped, long before the volumes are; only the substatus tells
 * (https://github.com/MicrosoftDocs/azure-docs/issues/47110, 2020-01-30).
 */
function diskView(world: World, machine: Machine, disk: MachineDisk): JsonObject {
  const volume = volumeOf(machine, disk.role);
  const stamped = disk.encryptionSettings !== undefined;
  const encrypted = stamped && (machine.os === 'Linux' || volume === 'Encrypted' || volume === 'DecryptionInProgress');
  return {
    name: disk.name,
    ...(disk.encryptionSettings === undefined ? {} : { encryptionSettings: [disk.encryptionSettings] }),
    statuses: [
      status('ProvisioningState/succeeded', 'Provisioning succeeded', { time: isoTime(world.now) }),
      encrypted
        ? status('EncryptionState/encrypted', 'Encryption is enabled on disk')
        : status('EncryptionState/notEncrypted', 'Disk is not encrypted'),
    ],
  };
}

const extensionViews = (machine: Machine): Json[] => [...machine.extensions].map(([name, report]) => extensionView(machine, name, report));

const reportStates = {
  creating: ['ProvisioningState/creating', 'Creating', 'Info'],
  updating: ['ProvisioningState/updating', 'Updating', 'Info'],
  succeeded: ['ProvisioningState/succeeded', 'Provisioning succeeded', 'Info'],
  failed: ['ProvisioningState/failed', 'Provisioning failed', 'Error'],
} as const;

/** What `$expand=instanceView` of an extension gives. The Linux handler says the states of the volumes in a substatus, as JSON that Python wrote. */
export function extensionView(machine: Machine, name: string, report: HandlerReport): JsonObject {
  const [code, display, level] = reportStates[report.state];
  const view: JsonObject = {
    name,
    type: report.type,
    typeHandlerVersion: report.version,
    statuses: [status(code, display, { level, message: report.message })],
  };
  if (report.type.endsWith('.AzureDiskEncryptionForLinux')) {
    const volumes = `{"os": "${machine.osVolume}", "data": "${machine.dataVolume}"}`;
    view.substatuses = [status(`ComponentStatus/${report.type}/succeeded`, 'Provisioning succeeded', { message: volumes })];
  }
  return view;
}

/** The instance view of a scale set: counts only. */
export function scaleSetView(instances: ScaleSetInstance[]): JsonObject {
  const count = new Map<string, Map<string, number>>();
  for (const { machine } of instances) {
    for (const [name, report] of machine.extensions) {
      const codes = count.get(name) ?? new Map<string, number>();
      const [code] = reportStates[report.state];
      codes.set(code, (codes.get(code) ?? 0) + 1);
      count.set(name, codes);
    }
  }
  return {
    virtualMachine: { statusesSummary: instances.length === 0 ? [] : [{ code: 'ProvisioningState/succeeded', count: instances.length }] },
    ...(count.size === 0
      ? {}
      : {
          extensions: [...count].map(([name, codes]) => ({
            name,
            statusesSummary: [...codes].map(([code, number]) => ({ code, count: number })),
          })),
        }),
    statuses: [status('ProvisioningState/succeeded', 'Provisioning succeeded')],
  };
}
