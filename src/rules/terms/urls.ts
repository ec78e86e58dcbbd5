/** A Key Vault URL taken apart: `https://VAULT.SUFFIX:PORT/COLLECTION/NAME/VERSION`. */
export interface KeyVaultUrl {
  scheme: string;
  /** First label of the host. */
  vault: string;
  /** The host without its first label: `vault.azure.net`. */
  suffix: string;
  port: string | undefined;
  /** Segments of the path; one trailing slash makes none. */
  path: string[];
}

const pattern = /^([a-z][a-z0-9+.-]*):\/\/([^./:?#]+)\.([^/:?#]+)(?::([0-9]+))?(?:\/([^?#]*))?$/i;

/** Undefined when it is no URL with a host of at least two labels, or has a query or fragment. */
export function parseKeyVaultUrl(text: string): KeyVaultUrl | undefined {
  const parts = pattern.exec(text);
  if (parts === null) return undefined;
  const [, scheme = '', vault = '', suffix = '', port, path = ''] = parts;
  const segments = path.replace(/(?<=[^/])\/$/, '');
  return { scheme: scheme.toLowerCase(), vault, suffix: suffix.toLowerCase(), port, path: segments === '' ? [] : segments.split('/') };
}

/** What a message calls the right form of the URL of a key or secret. */
export const versionedUrlForm = (suffix: string, collection: 'keys' | 'secrets'): string =>
  `https://VAULT.${suffix}/${collection}/NAME/VERSION`;

/** Managed HSMs have hosts of their own: `NAME.managedhsm.azure.net`. */
export const isManagedHsm = ({ suffix }: KeyVaultUrl): boolean => suffix.startsWith('managedhsm.');

export type UrlFault = 'form' | 'scheme' | 'port' | 'collection';

/** The first thing that is wrong with the URL of a key or secret, apart from its cloud; a missing version is not among them. */
export function faultOf(url: string, collection: 'keys' | 'secrets'): UrlFault | undefined {
  const parts = parseKeyVaultUrl(url);
  if (parts === undefined) return 'form';
  if (parts.scheme !== 'https') return 'scheme';
  if (parts.port !== undefined) return 'port';
  const [found, name, version = '0', ...more] = parts.path;
  if (found !== collection) return 'collection';
  return name !== undefined && plain.test(name) && hexadecimal.test(version) && more.length === 0 ? undefined : 'form';
}

const plain = /^[a-z0-9-]+$/i;
/** Key Vault makes versions by itself, of hexadecimal digits: a word such as `latest` names none. */
const hexadecimal = /^[0-9a-f]+$/i;
