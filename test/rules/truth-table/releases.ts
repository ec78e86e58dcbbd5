import type { Row } from './row.ts';
import {
  create,
  disable,
  enable,
  enableSet,
  encryptedLinux,
  encryptedWindows,
  image,
  linuxOs,
  linuxState,
  newLinux,
  newWindows,
  type Text,
  update,
  windows,
  windowsSet,
  windowsState,
  withVault,
} from './specs.ts';

const clientId = '44444444-4444-4444-4444-444444444444';
const certificate = { clientId, clientCertThumbprint: '0123456789ABCDEF0123456789ABCDEF01234567' };
const secret = { clientId, clientSecret: { keyVault: 'kv', secretName: 'client' } };
const extension = (typeHandlerVersion?: string, name?: string): Text => ({ extension: { name, typeHandlerVersion } });

const windowsHaving = (typeHandlerVersion: string | undefined, aad?: Text, top?: Text) =>
  update(encryptedWindows({ aad, current: windowsState(extension(typeHandlerVersion)) }), top);
const linuxHaving = (typeHandlerVersion: string, aad?: Text, changes: Text = {}) =>
  update(encryptedLinux({ aad, current: linuxState(extension(typeHandlerVersion)), ...changes }), forMachines);
const named = (name: string) => update(encryptedWindows({ current: windowsState(extension('2.2', name)) }));
const linuxNamed = (name: string) => update(encryptedLinux({ current: linuxState(extension('1.1', name)) }));

const forMachines = withVault({ enabledForDeployment: true });
const forTemplates = (enabledForTemplateDeployment: boolean) => withVault({ enabledForTemplateDeployment });
const onImage = (urn: string): Text => ({ os: linuxOs({ image: image(urn) }) });

export const releases: Row[] = [
  // an application is for machines that have the release with one
  ['both', 'SEED', 'new Windows machine with an application', create(newWindows({ aad: certificate })), 'error aad'],
  ['both', 'SEED', 'new Linux machine with an application', create(newLinux({ aad: certificate })), 'error aad'],
  ['both', 'PS', 'scale set with an application', enableSet(windowsSet({ aad: certificate })), 'error aad'],
  ['both', 'SEED', 'Windows 1.1 with an application', windowsHaving('1.1', certificate, forMachines), 'ok'],
  ['both', 'SEED', 'Windows 1.1 with a secret', windowsHaving('1.1', secret, forTemplates(true)), 'ok'],
  ['both', 'SEED', 'Windows 1.1 without', windowsHaving('1.1'), 'error current/extension/typeHandlerVersion'],
  ['both', 'SEED', 'Windows 2.2 with an application', windowsHaving('2.2', certificate), 'error aad'],
  ['both', 'SEED', 'Windows 2.4 without', windowsHaving('2.4'), 'ok'],
  ['both', 'SEED', 'Linux 0.1 with an application', linuxHaving('0.1', certificate), 'ok'],
  ['both', 'SEED', 'Linux 0.1 without', linuxHaving('0.1.0.999348'), 'error current/extension/typeHandlerVersion'],
  ['both', 'SEED', 'Linux 1.1 with an application', linuxHaving('1.1', certificate), 'error aad'],
  ['both', 'SEED', 'Linux 1.4 without', linuxHaving('1.4.0.12'), 'ok'],
  [
    'both',
    'SEED',
    'application, and the version is not known',
    windowsHaving(undefined, certificate),
    '? current.extension.typeHandlerVersion',
  ],
  [
    'both',
    'SEED',
    'enable Windows 1.1 again, without',
    enable(windows({ current: windowsState(extension('1.1')) })),
    'error current/extension/typeHandlerVersion',
  ],
  ['both', 'SEED', 'enable a clear machine with an application', enable(windows({ aad: certificate })), 'error aad'],
  ['both', 'CLI', 'disable Windows 1.1 without', disable(encryptedWindows({ current: windowsState(extension('1.1')) })), 'ok'],
  ['both', 'X-W', 'a version that there is not', windowsHaving('9.0'), 'error current/extension/typeHandlerVersion'],
  [
    'both',
    'X-W',
    'a version that there is not, with an application',
    windowsHaving('9.0', certificate),
    'error current/extension/typeHandlerVersion',
  ],
  ['2026', 'L-OV', 'application on RHEL 8', linuxHaving('0.1', certificate, onImage('RedHat:RHEL:8_8')), 'error aad'],
  ['2026', 'L-OV', 'application on RHEL 7.8', linuxHaving('0.1', certificate, onImage('RedHat:RHEL:7.8')), 'ok'],
  // what it is written with
  ['both', 'EXT-DP', 'client id that is none', windowsHaving('1.1', { clientId: 'app' }), 'error clientId'],
  ['both', 'PS', 'thumbprint that is none', windowsHaving('1.1', { clientId, clientCertThumbprint: 'zz' }), 'error clientCertThumbprint'],
  ['both', 'CLI', 'secret and certificate', windowsHaving('1.1', { ...secret, ...certificate }), 'error clientCertThumbprint'],
  [
    'both',
    'KV',
    'secret in a vault closed to templates',
    windowsHaving('1.1', secret, forTemplates(false)),
    'error enabledForTemplateDeployment',
  ],
  // the name of the extension
  ['both', '#12809', 'named by its type', named('AzureDiskEncryption'), 'ok'],
  ['both', '#12809', 'named otherwise', named('diskEncryption'), 'warning current/extension/name'],
  ['both', '#12809', 'Linux named by its type', linuxNamed('AzureDiskEncryptionForLinux'), 'ok'],
  ['both', '#12809', 'Linux named as on Windows', linuxNamed('AzureDiskEncryption'), 'warning current/extension/name'],
];
