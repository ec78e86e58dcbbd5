import type { DataVolumeState, EncryptionRequest, OsVolumeState } from '../model/index.ts';
import { keyUrl, keyVaultId, machineId, valueOf } from '../model/index.ts';
import type { Condition } from '../plan/types.ts';
import type { ExtensionHandler } from '../support/index.ts';

type States = Pick<Condition, 'osVolume' | 'dataVolume' | 'warnWhenDataVolume'>;

/** A data volume that is not mounted, or not there, never reaches a state: waiting ends with a warning. */
const endsWaiting: DataVolumeState[] = ['NotMounted', 'NoDiskFound'];

function volumeStates(request: EncryptionRequest, state: OsVolumeState & DataVolumeState): States {
  const volumeType = valueOf(request.volumeType) ?? 'All';
  return {
    ...(volumeType === 'Data' ? {} : { osVolume: [state] }),
    ...(volumeType === 'OS' ? {} : { dataVolume: [state, ...endsWaiting], warnWhenDataVolume: endsWaiting }),
  };
}

/** Volumes are decrypted; removal decrypts first. */
export const decrypts = ({ operation }: EncryptionRequest): boolean => operation === 'disable' || operation === 'remove';

/** The machine has reached what the request asks for. */
export function reached(request: EncryptionRequest): Condition {
  const state = decrypts(request) ? 'NotEncrypted' : 'Encrypted';
  return { machine: machineId(request.machine), ...volumeStates(request, state) };
}

/** Linux encrypts its OS volume in two steps and waits for a restart between them. */
export function reachedOrRestartPending(request: EncryptionRequest): Condition {
  const condition = reached(request);
  return condition.osVolume === undefined ? condition : { ...condition, osVolume: [...condition.osVolume, 'VMRestartPending'] };
}

/** The machine already has exactly what is asked, by this very run tag: nothing has to be sent. */
export function alreadyDone(request: EncryptionRequest, handler: ExtensionHandler, runTag: string, keyVaultDnsSuffix: string): Condition {
  const { warnWhenDataVolume, dataVolume, ...rest } = reached(request);
  // A volume that is not mounted is not encrypted either: only one that is not there needs nothing.
  const condition: Condition =
    dataVolume === undefined ? rest : { ...rest, dataVolume: dataVolume.filter((state) => state !== 'NotMounted') };
  const vault = valueOf(request.keyVault);
  if (decrypts(request) || vault === undefined) return condition;
  const key = request.keyEncryptionKey?.value;
  return {
    ...condition,
    keyVault: keyVaultId(vault),
    keyEncryptionKey: key === undefined ? '' : (keyUrl(key, keyVaultDnsSuffix) ?? ''),
    typeHandlerVersion: handler.typeHandlerVersion,
    runTag,
  };
}
