import { type EncryptionRequest, type Fact, type Mount, valueOf } from '../../model/index.ts';
import { coversData, encryptsVolumes } from './requests.ts';

/** The mounts of these types on a machine whose data volumes are to be encrypted; it asks for the facts that decide this. */
export function mountsBesideData(
  request: EncryptionRequest,
  types: readonly Mount['type'][],
  known: <T>(fact: Fact<T>) => T | undefined,
): readonly Mount[] {
  if (!encryptsVolumes(request) || valueOf(request.volumeType) === 'OS') return [];
  const mounts = (known(request.machine.mounts) ?? []).filter(({ type }) => types.includes(type));
  return mounts.length > 0 && coversData(known(request.volumeType)) ? mounts : [];
}
