import type { EncryptionRequest, Machine } from '../model/index.ts';
import { valueOf } from '../model/index.ts';
import type { ExtensionHandler } from '../support/index.ts';
import { decrypts } from './conditions.ts';
import type { TemplateScope } from './template-scope.ts';
import { expression, literal, none, type TemplateString } from './template-string.ts';

/** All that the extension partials print. Absent settings have their `has…` false: they are left out, never blank. */
export interface ExtensionView {
  apiVersion: string;
  name: TemplateString;
  location: TemplateString;
  hasDependsOn: boolean;
  dependsOn: TemplateString[];
  hasProvisionAfterExtensions: boolean;
  provisionAfterExtensions: TemplateString[];
  publisher: string;
  handlerType: string;
  typeHandlerVersion: string;
  runTag: string;
  encryptionOperation: string;
  hasVolumeType: boolean;
  volumeType: string;
  hasKeyVault: boolean;
  keyVaultUrl: TemplateString;
  keyVaultResourceId: TemplateString;
  hasKeyEncryptionKey: boolean;
  keyEncryptionKeyUrl: TemplateString;
  kekVaultResourceId: TemplateString;
  keyEncryptionAlgorithm: string;
  hasResizeOSDisk: boolean;
  resizeOSDisk: boolean;
  hasAad: boolean;
  aadClientId: string;
  hasAadClientCertThumbprint: boolean;
  aadClientCertThumbprint: string;
  hasAadClientSecret: boolean;
  aadClientSecret: TemplateString;
}

/** The release a machine has, or gets: the previous one only where it is installed already, told by the major version of its handler. */
export function releaseOf(machine: Machine): 'single-pass' | 'dual-pass' {
  const version = valueOf(machine.current.extension.typeHandlerVersion);
  if (version === undefined) return 'single-pass';
  const major = version.split('.')[0];
  return major === (valueOf(machine.os.type) === 'Linux' ? '0' : '1') ? 'dual-pass' : 'single-pass';
}

/** Azure's tools find the extension by its type, so it carries that name unless another one is installed already. */
export const extensionName = (machine: Machine, handler: ExtensionHandler): string =>
  valueOf(machine.current.extension.name) ?? handler.type;

function operationOf(request: EncryptionRequest): string {
  if (decrypts(request)) return 'DisableEncryption';
  return request.encryptFormatAll === undefined ? 'EnableEncryption' : 'EnableEncryptionFormatAll';
}

/** Describes the Azure Disk Encryption extension of one machine. */
export function extensionView(
  request: EncryptionRequest,
  handler: ExtensionHandler,
  runTag: string,
  scope: TemplateScope,
  dependsOn: TemplateString[] = [],
): ExtensionView {
  const { machine } = request;
  const isScaleSet = machine.kind === 'scaleSet';
  const name = extensionName(machine, handler);
  const volumeType = valueOf(request.volumeType);
  const sequence = isScaleSet ? (valueOf(machine.provisionAfterExtensions) ?? []) : [];
  const operation = operationOf(request);
  return {
    apiVersion: scope.apiVersion(
      isScaleSet ? 'Microsoft.Compute/virtualMachineScaleSets/extensions' : 'Microsoft.Compute/virtualMachines/extensions',
    ),
    name: literal(isScaleSet && request.scenario === 'new-scale-set' ? name : `${machine.name}/${name}`),
    location: isScaleSet ? none : scope.location(),
    hasDependsOn: dependsOn.length > 0,
    dependsOn,
    hasProvisionAfterExtensions: sequence.length > 0,
    provisionAfterExtensions: sequence.map(literal),
    publisher: handler.publisher,
    handlerType: handler.type,
    typeHandlerVersion: handler.typeHandlerVersion,
    runTag,
    encryptionOperation: operation,
    hasVolumeType: volumeType !== undefined,
    volumeType: volumeType ?? '',
    ...vaultView(request, operation, scope),
    hasResizeOSDisk: operation !== 'DisableEncryption' && request.resizeOSDisk !== undefined,
    resizeOSDisk: request.resizeOSDisk?.value ?? false,
    ...aadView(request, operation, scope),
  };
}

type VaultView = Pick<
  ExtensionView,
  | 'hasKeyVault'
  | 'keyVaultUrl'
  | 'keyVaultResourceId'
  | 'hasKeyEncryptionKey'
  | 'keyEncryptionKeyUrl'
  | 'kekVaultResourceId'
  | 'keyEncryptionAlgorithm'
>;

/** Disabling carries no vault settings; a key encryption key always comes with the id of its vault. */
function vaultView(request: EncryptionRequest, operation: string, scope: TemplateScope): VaultView {
  const vault = operation === 'DisableEncryption' ? undefined : valueOf(request.keyVault);
  const key = vault === undefined ? undefined : request.keyEncryptionKey?.value;
  const keyVault = key === undefined ? undefined : (valueOf(key.keyVault) ?? vault);
  return {
    hasKeyVault: vault !== undefined,
    keyVaultUrl: vault === undefined ? none : expression(scope.keyVaultUrl(vault)),
    keyVaultResourceId: vault === undefined ? none : expression(scope.keyVaultId(vault)),
    hasKeyEncryptionKey: key !== undefined,
    keyEncryptionKeyUrl: key === undefined ? none : expression(scope.keyEncryptionKeyUrl(key)),
    kekVaultResourceId: keyVault === undefined ? none : expression(scope.keyVaultId(keyVault)),
    keyEncryptionAlgorithm: request.keyEncryptionAlgorithm.value,
  };
}

type AadView = Pick<
  ExtensionView,
  'hasAad' | 'aadClientId' | 'hasAadClientCertThumbprint' | 'aadClientCertThumbprint' | 'hasAadClientSecret' | 'aadClientSecret'
>;

function aadView(request: EncryptionRequest, operation: string, scope: TemplateScope): AadView {
  const aad = operation === 'DisableEncryption' ? undefined : request.aad;
  const thumbprint = aad?.clientCertThumbprint?.value;
  const takesSecret = aad !== undefined && thumbprint === undefined;
  return {
    hasAad: aad !== undefined,
    aadClientId: aad?.clientId.value ?? '',
    hasAadClientCertThumbprint: thumbprint !== undefined,
    aadClientCertThumbprint: thumbprint ?? '',
    hasAadClientSecret: takesSecret,
    aadClientSecret: takesSecret
      ? expression(
          scope.secret(
            aad.clientSecret,
            `${scope.prefix(request.machine.name)}AadClientSecret`,
            `Client secret of the Azure AD application of ${request.machine.name}.`,
          ),
        )
      : none,
  };
}
