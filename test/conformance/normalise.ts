import type { AnyJson } from '../shared.ts';

/** Settings of the extension after the one fixed normalisation, so that what is left differs in meaning. */
export interface NormalSettings {
  type: string;
  major: string;
  settings: Record<string, unknown>;
}

const ids = ['KeyVaultResourceId', 'KekVaultResourceId'];
const caseless = new Set([...ids, 'VolumeType', 'KeyVaultURL', 'KeyEncryptionKeyURL', 'AADClientID', 'AADClientCertThumbprint']);

/** `reference(…vaults/NAME…).vaultUri` and `environment().suffixes` stay expressions in the engine: the public cloud's own suffix stands for them. */
function substituteSuffix(text: string): string {
  const vaultUri = /^\[reference\('[^']*\/vaults\/([^/']+)'[^\]]*\)\.vaultUri\]$/i.exec(text);
  if (vaultUri !== null) return `https://${vaultUri[1]}.vault.azure.net/`;
  const built =
    /^\[(?:uri\()?(?:concat|format)\('(?:https:\/\/(?:\{0\})?)'?,? ?'?([^',]+)'?, environment\(\)\.suffixes\.keyvaultDns\)(?:, '\/'\))?\]$/i.exec(
      text,
    );
  return built === null ? text : `https://${built[1]}.vault.azure.net`;
}

const normalText = (name: string, value: unknown): unknown => {
  if (typeof value !== 'string') return value;
  const text = substituteSuffix(value);
  return caseless.has(name) ? text.toLowerCase().replace(/\/$/, '') : text;
};

/**
 * Empty and null values, SequenceVersion, an algorithm or a key vault id without a key, and ResizeOSDisk false are dropped; an absent
 * VolumeType is the handler's default; letter case of ids, URLs and VolumeType, trailing slashes and the handler's minor version do not count.
 */
export function normalise(properties: AnyJson, typeFromUrl = 'AzureDiskEncryption'): NormalSettings {
  const type: string = properties.type ?? typeFromUrl;
  const settings: Record<string, unknown> = {};
  for (const [name, value] of Object.entries<AnyJson>(properties.settings)) {
    if (value === '' || value === null || name === 'SequenceVersion' || (name === 'ResizeOSDisk' && value === false)) continue;
    settings[name] = normalText(name, value);
  }
  if (settings.KeyEncryptionKeyURL === undefined) {
    delete settings.KeyEncryptionAlgorithm;
    delete settings.KekVaultResourceId;
  }
  if (type === 'AzureDiskEncryption') settings.VolumeType ??= 'all';
  return { type, major: String(properties.typeHandlerVersion).split('.')[0] as string, settings };
}
