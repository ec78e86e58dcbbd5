import type { EncryptionModel, EncryptionRequest } from '../model/index.ts';
import { keyUrl, keyVaultId, valueOf, writtenOrigin } from '../model/index.ts';
import type { ExtensionHandler } from '../support/index.ts';
import { hashGuid } from './hash.ts';

/**
 * The run tag: `forceUpdateTag` and `SequenceVersion` of the extension. It covers what a change of has to run the extension again for, and
 * nothing else, so that an unchanged machine is left alone. A data disk counts only where the spec itself writes it: a facts file is
 * refreshed by a tool, and refreshing must not touch machines.
 */
export function runTag(request: EncryptionRequest, handler: ExtensionHandler, model: EncryptionModel, keyVaultDnsSuffix: string): string {
  const vault = valueOf(request.keyVault);
  const key = request.keyEncryptionKey?.value;
  const disks = valueOf(request.machine.dataDisks) ?? [];
  const writtenLuns = disks.filter((disk) => writtenOrigin(disk.origin).file === model.origin.file).map((disk) => valueOf(disk.lun) ?? -1);
  const covered = [
    request.operation,
    valueOf(request.volumeType) ?? null,
    vault === undefined ? null : keyVaultId(vault).toLowerCase(),
    key === undefined ? null : (keyUrl(key, keyVaultDnsSuffix) ?? key.name).toLowerCase(),
    key === undefined ? null : request.keyEncryptionAlgorithm.value,
    `${handler.type}/${handler.typeHandlerVersion}`,
    request.aad?.clientId.value.toLowerCase() ?? null,
    request.resizeOSDisk?.value ?? false,
    request.encryptFormatAll === undefined ? null : [...request.encryptFormatAll.value.acknowledgeDataLoss].sort((a, b) => a - b),
    writtenLuns.sort((a, b) => a - b),
    request.rerun?.value ?? null,
  ];
  return hashGuid(JSON.stringify(covered));
}
