import type { DataVolumeState, EncryptionRequest } from '../model/index.ts';
import { keyUrl, keyVaultId, machineId, valueOf } from '../model/index.ts';
import type { Condition } from '../plan/types.ts';
import type { ExtensionHandler } from '../support/index.ts';

/** A data volume that is not mounted, or not there, never reaches a state: waiting ends with a warning. */
const endsWaiting: DataVolumeState[] = ['NotMounted', 'NoDiskFound'];

/** Volumes are decrypted; removal decrypts first. */
export const decrypts = ({ operation }: EncryptionRequest): boolean => operation === 'disable' || operation === 'remove';

/** The volumes that the request covers have the state it asks for; a data volume may also have one of those given. */
function volumesOf(request: EncryptionRequest, otherDataStates: DataVolumeState[]): Condition {
  const state = decrypts(request) ? 'NotEncrypted' : 'Encrypted';
  const volumeType = valueOf(request.volumeType) ?? 'All';
  const condition: Condition = { machine: machineId(request.machine) };
  if (volumeType !== 'Data') condition.osVolume = [state];
  if (volumeType !== 'OS') condition.dataVolume = [state, ...otherDataStates];
  return condition;
}

/** The machine has reached what the request asks for. */
export function reached(request: EncryptionRequest): Condition {
  const condition = volumesOf(request, endsWaiting);
  if (condition.dataVolume !== undefined) condition.warnWhenDataVolume = endsWaiting;
  return condition;
}

/** Linux encrypts its OS volume in two steps and waits for a restart between them. */
export function reachedOrRestartPending(request: EncryptionRequest): Condition {
  const condition = reached(request);
  condition.osVolume?.push('VMRestartPending');
  return condition;
}

/** The machine already has exactly what is asked, by this very run tag: nothing has to be sent. */
export function alreadyDone(request: EncryptionRequest, handler: ExtensionHandler, runTag: string, keyVaultDnsSuffix: string): Condition {
  // A volume that is not mounted is not encrypted either: only one that is not there needs nothing.
  const condition = volumesOf(request, ['NoDiskFound']);
  const vault = valueOf(request.keyVault);
  if (decrypts(request) || vault === undefined) return condition;
  const key = request.keyEncryptionKey?.value;
  condition.keyVault = keyVaultId(vault);
  condition.keyEncryptionKey = key === undefined ? '' : (keyUrl(key, keyVaultDnsSuffix) ?? '');
  condition.typeHandlerVersion = handler.typeHandlerVersion;
  condition.runTag = runTag;
  return condition;
}
