import type { Disk, DiskEncryptionKey, Fact, KeyEncryptionKey, KeyVault, Machine } from '../model/index.ts';
import { valueOf } from '../model/index.ts';
import type { PlanningContext } from './planning-context.ts';
import { sharedKinds, type TemplateScope } from './template-scope.ts';
import { expression, none, quoted, type TemplateString } from './template-string.ts';

/** The secret and the key that unlock a disk, as its encryption settings name them. */
export interface DiskEncryption {
  disk: Disk;
  key: DiskEncryptionKey;
  keyVault: KeyVault;
  keyEncryptionKey: KeyEncryptionKey | undefined;
  algorithm: string;
  /** The machine or disk in whose name parameters are called. */
  owner: string;
}

export interface DiskEncryptionView {
  sourceVaultId: TemplateString;
  secretUrl: TemplateString;
  hasKeyEncryptionKey: boolean;
  keyVaultId: TemplateString;
  keyUrl: TemplateString;
  version: string;
}

interface DiskEncryptionRequest {
  keyVault: Fact<KeyVault>;
  keyEncryptionKey?: { value: KeyEncryptionKey };
  algorithm: string;
  owner: string;
}

/** What unlocks a disk; undefined where it carries no secret, or after reporting that its vault is not known. */
export function diskEncryptionOf(disk: Disk, request: DiskEncryptionRequest, context: PlanningContext): DiskEncryption | undefined {
  const key = valueOf(disk.diskEncryptionKey);
  if (key === undefined) return undefined;
  const keyVault = valueOf(key.keyVault) ?? valueOf(request.keyVault);
  if (keyVault === undefined)
    return context.missing(key.origin, request.owner, 'diskEncryptionKey.keyVault', 'the encryption settings of its disk');
  if (!key.secretUrl.known && !key.secretName.known) {
    return context.missing(
      key.origin,
      request.owner,
      'diskEncryptionKey.secretUrl or diskEncryptionKey.secretName',
      'the encryption settings of its disk',
    );
  }
  const keyEncryptionKey = valueOf(disk.keyEncryptionKey) ?? request.keyEncryptionKey?.value;
  return { disk, key, keyVault, keyEncryptionKey, algorithm: request.algorithm, owner: request.owner };
}

/** A secret that the plan makes for a disk that was encrypted before it came to Azure. */
export interface PlannedSecret {
  keyVault: KeyVault;
  secretName: string;
  fileName: string | undefined;
  machine: Machine | undefined;
  disk: Disk;
  keyEncryptionKey: KeyEncryptionKey | undefined;
  algorithm: string;
  /** Pointer of the request into the spec. */
  spec: string;
}

/** The secret that the plan has to make for this disk, if any. */
export function secretOf(encryption: DiskEncryption, spec: string): PlannedSecret | undefined {
  const { disk, key, keyVault, keyEncryptionKey, algorithm } = encryption;
  const secretName = valueOf(key.secretName);
  if (!key.create || secretName === undefined) return undefined;
  return {
    keyVault,
    secretName,
    fileName: valueOf(key.fileName),
    machine: disk.machine,
    disk,
    keyEncryptionKey,
    algorithm,
    spec,
  };
}

/** Words that tell a disk apart in the names of parameters: `OsDisk`, `DataDisk3`, nothing for a disk that stands alone. */
export const diskWords = (disk: Disk): string =>
  disk.role === 'os' ? 'OsDisk' : disk.role === 'data' ? `DataDisk${valueOf(disk.lun)}` : '';

export function diskEncryptionView(encryption: DiskEncryption, scope: TemplateScope): DiskEncryptionView {
  const { disk, keyVault, keyEncryptionKey: key } = encryption;
  return {
    sourceVaultId: expression(scope.keyVaultId(keyVault)),
    secretUrl: expression(secretUrlCode(encryption, scope)),
    hasKeyEncryptionKey: key !== undefined,
    keyVaultId: key === undefined ? none : expression(scope.keyVaultId(valueOf(key.keyVault) ?? keyVault)),
    keyUrl: key === undefined ? none : expression(scope.keyEncryptionKeyUrl(key)),
    version: valueOf(disk.encryptionSettingsVersion) ?? '1.1',
  };
}

function secretUrlCode({ disk, key, keyVault, owner }: DiskEncryption, scope: TemplateScope): string {
  const secretName = valueOf(key.secretName);
  if (key.create && secretName !== undefined) {
    const id = scope.resourceIdOf(keyVault, sharedKinds.keyVault, '/secrets', quoted(secretName));
    return `reference(${id}, '${scope.apiVersion('Microsoft.KeyVault/vaults/secrets')}').secretUriWithVersion`;
  }
  const url = valueOf(key.secretUrl);
  return scope.parameter(`${scope.prefix(owner)}${diskWords(disk)}SecretUrl`, {
    description: `Secret that unlocks ${owner}${disk.role === 'data' ? `, data disk ${valueOf(disk.lun)}` : ''}, with its version.`,
    ...(url === undefined ? {} : { entry: { value: url } }),
  });
}
