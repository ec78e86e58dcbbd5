import type { DataVolumeState, OsType, OsVolumeState } from '../model/index.ts';
import type { ExtensionInstanceView, ExtensionResource, InstanceViewStatus } from './wire.ts';

/** What the extension of Azure Disk Encryption was asked and what it reports. */
export interface ExtensionState {
  name: string;
  osType: OsType;
  /** As the model writes it, for example `2.2`. */
  typeHandlerVersion: string | undefined;
  /** As the agent installed it, for example `2.2.0.39`. */
  installedVersion: string | undefined;
  provisioningState: string | undefined;
  /** The agent, or the platform for it, says that it failed. */
  failed: boolean;
  operation: string | undefined;
  volumeType: string | undefined;
  keyVault: string | undefined;
  keyEncryptionKey: string | undefined;
  /** `forceUpdateTag` and `SequenceVersion`, whichever are set. */
  runTags: string[];
  message: string | undefined;
  /** The volumes' states as the agent writes them in its first substatus; only Linux does. */
  volumes: { os: OsVolumeState; data: DataVolumeState } | undefined;
}

/**
 * The last segment of a handler's type; publishers differ between releases.
 * https://learn.microsoft.com/azure/virtual-machines/extensions/azure-disk-enc-windows (2020-03-19)
 */
const osOfHandlerType: Record<string, OsType> = { azurediskencryption: 'Windows', azurediskencryptionforlinux: 'Linux' };

/**
 * States the Linux agent writes: https://github.com/Azure/azure-linux-extensions, VMEncryption, branch ade-sp-release-1.4.0.12 (2026-06-29).
 * States Get-AzVMDiskEncryptionStatus knows: https://github.com/Azure/azure-powershell, GetAzureDiskEncryptionStatus.cs (2021).
 */
const osStates: readonly string[] = [
  'NotEncrypted',
  'Encrypted',
  'EncryptionInProgress',
  'DecryptionInProgress',
  'VMRestartPending',
] satisfies OsVolumeState[];
const dataStates: readonly string[] = [...osStates, 'NotMounted', 'NoDiskFound'] satisfies string[];

/** The operating system whose Azure Disk Encryption this handler is; undefined for any other extension. */
export function osOfHandler(type: string | undefined): OsType | undefined {
  const last = type?.slice(type.lastIndexOf('.') + 1).toLowerCase();
  return last === undefined ? undefined : osOfHandlerType[last];
}

/**
 * Reads the extension from its resource, its instance view, or both.
 * Undefined when neither is the extension of Azure Disk Encryption.
 */
export function readExtension(resource: ExtensionResource | undefined, view?: ExtensionInstanceView): ExtensionState | undefined {
  const properties = resource?.properties;
  const seen = view ?? properties?.instanceView;
  const osType = osOfHandler(properties?.type) ?? osOfHandler(seen?.type);
  if (osType === undefined) return undefined;
  const settings = properties?.settings ?? {};
  return {
    name: resource?.name ?? seen?.name ?? '',
    osType,
    typeHandlerVersion: properties?.typeHandlerVersion,
    installedVersion: seen?.typeHandlerVersion,
    provisioningState: properties?.provisioningState ?? provisioningStateOf(seen?.statuses),
    failed: hasFailed(seen?.statuses) ?? properties?.provisioningState === 'Failed',
    operation: textOf(settings.EncryptionOperation),
    volumeType: textOf(settings.VolumeType),
    keyVault: textOf(settings.KeyVaultResourceId),
    keyEncryptionKey: textOf(settings.KeyEncryptionKeyURL),
    runTags: [textOf(properties?.forceUpdateTag), textOf(settings.SequenceVersion)].filter((tag) => tag !== undefined),
    message: messageOf(seen?.statuses),
    volumes: reportedVolumes(seen?.substatuses),
  };
}

/** The extension's resource and view are the same extension when both are of one handler; names may differ in case. */
export function findExtension(resources: ExtensionResource[], views: ExtensionInstanceView[]): ExtensionState | undefined {
  const resource = resources.find(({ properties }) => osOfHandler(properties?.type) !== undefined);
  const view = views.find(({ type }) => osOfHandler(type) !== undefined);
  return readExtension(resource, view);
}

/** `Succeeded` for `ProvisioningState/succeeded`: views write it as a status, resources as a property. */
function provisioningStateOf(statuses: InstanceViewStatus[] | undefined): string | undefined {
  const code = statuses?.find(({ code }) => code?.startsWith('ProvisioningState/'))?.code?.split('/')[1];
  return code === undefined ? undefined : code.charAt(0).toUpperCase() + code.slice(1);
}

/** Undefined where the agent has not reported; it goes on to say "failed" or, on Linux, sets the level to Error. */
function hasFailed(statuses: InstanceViewStatus[] | undefined): boolean | undefined {
  const first = statuses?.[0];
  return first === undefined ? undefined : first.level === 'Error' || /^ProvisioningState\/failed/i.test(first.code ?? '');
}

/** The agent's message without the version it puts in front; the display status when it wrote none. */
function messageOf(statuses: InstanceViewStatus[] | undefined): string | undefined {
  const first = statuses?.[0];
  const message = first?.message?.replace(/^\[[\d.]+\]\s*/, '').trim();
  return message || first?.displayStatus;
}

function reportedVolumes(substatuses: InstanceViewStatus[] | undefined): ExtensionState['volumes'] {
  for (const { message } of substatuses ?? []) {
    const report = parseReport(message);
    if (report !== undefined) {
      return {
        os: osStates.includes(String(report.os)) ? (report.os as OsVolumeState) : 'Unknown',
        data: dataStates.includes(String(report.data)) ? (report.data as DataVolumeState) : 'Unknown',
      };
    }
  }
  return undefined;
}

function parseReport(message: string | undefined): Record<string, unknown> | undefined {
  try {
    const report: unknown = JSON.parse(message ?? '');
    const isReport = typeof report === 'object' && report !== null && ('os' in report || 'data' in report);
    return isReport ? (report as Record<string, unknown>) : undefined;
  } catch {
    // Outdated agents write plain text there.
    return undefined;
  }
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
