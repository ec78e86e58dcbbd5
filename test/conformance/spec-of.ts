import type { AnyJson } from '../shared.ts';

const subscription = (id: string): string => id.split('/')[2] as string;
const volumeTypes: Record<string, string> = { all: 'All', os: 'OS', data: 'Data' };

/** The inputs of a recorded request or a public template, written as a spec. */
export function specOf(properties: AnyJson, isScaleSet: boolean, typeFromUrl: string, osType: string): AnyJson {
  const settings = Object.fromEntries(Object.entries<AnyJson>(properties.settings).filter(([, value]) => value !== '' && value !== null));
  const type = properties.type ?? typeFromUrl;
  const disables = settings.EncryptionOperation === 'DisableEncryption';
  const os = type === 'AzureDiskEncryptionForLinux' ? 'Linux' : osType;
  const volumeType = volumeTypes[String(settings.VolumeType ?? '').toLowerCase()];
  const key = settings.KeyEncryptionKeyURL;
  const vaultId =
    settings.KeyVaultResourceId ??
    `/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/${vaultNameOf(settings.KeyVaultURL)}`;
  const kekVaultId = settings.KekVaultResourceId ?? vaultId;
  const machine = {
    name: 'machine-1',
    os: { type: os },
    current: { extension: { name: type, typeHandlerVersion: properties.typeHandlerVersion } },
    ...(volumeType === undefined ? {} : { volumeType }),
    ...(settings.ResizeOSDisk === undefined ? {} : { resizeOSDisk: settings.ResizeOSDisk }),
    ...(settings.EncryptionOperation === 'EnableEncryptionFormatAll' ? { encryptFormatAll: { acknowledgeDataLoss: [0] } } : {}),
    ...(settings.AADClientID === undefined ? {} : { aad: aadOf(settings) }),
    ...(isScaleSet ? { orchestrationMode: 'Uniform', upgradePolicy: 'Automatic' } : {}),
  };
  const scenario = `${disables ? 'disable' : 'enable'}-${isScaleSet ? 'scale-set' : disables ? 'vm' : 'existing-vm'}`;
  return {
    version: 1,
    name: 'recorded',
    subscriptionId: disables ? '11111111-1111-1111-1111-111111111111' : subscription(vaultId),
    location: 'westus',
    resourceGroup: 'rg',
    supportMatrix: '2026-09',
    ...(disables
      ? {}
      : {
          keyVaults: {
            disks: { id: vaultId },
            ...(key === undefined || kekVaultId.toLowerCase() === vaultId.toLowerCase() ? {} : { kek: { id: kekVaultId } }),
          },
          ...(key === undefined
            ? {}
            : { keyEncryptionKeys: { kek: { keyVault: kekVaultId.toLowerCase() === vaultId.toLowerCase() ? 'disks' : 'kek', url: key } } }),
        }),
    scenarios: [
      {
        scenario,
        ...(disables ? {} : { keyVault: 'disks', ...(key === undefined ? {} : { keyEncryptionKey: 'kek' }) }),
        ...(disables || key === undefined || settings.KeyEncryptionAlgorithm === undefined
          ? {}
          : { keyEncryptionAlgorithm: settings.KeyEncryptionAlgorithm }),
        [isScaleSet ? 'virtualMachineScaleSets' : 'virtualMachines']: [machine],
      },
    ],
  };
}

const vaultNameOf = (url = 'https://none'): string => /^https:\/\/([^./]+)/.exec(url)?.[1] ?? 'none';

function aadOf(settings: AnyJson): AnyJson {
  return {
    clientId: settings.AADClientID,
    ...(settings.AADClientCertThumbprint === undefined ? {} : { clientCertThumbprint: settings.AADClientCertThumbprint }),
  };
}
