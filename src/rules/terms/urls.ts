/** A Key Vault URL taken apart: `https://VAULT.SUFFIX:PORT/COLLECTION/NAME/VERSION`. */
export interface KeyVaultUrl {
  scheme: string;
  /** First label of the host. */
  vault: string;
  /** The host without its first label: `vault.azure.net`. */
  suffix: string;
  port: string | undefined;
  /** Segments of the path; a trailing slash makes none. */
  path: string[];
}

const pattern = /^([a-z][a-z0-9+.-]*):\/\/([^./:?#]+)\.([^/:?#]+)(?::([0-9]+))?(?:\/([^?#]*))?$/i;

/** Undefined when it is no URL with a host of at least two labels, or has a query or fragment. */
export function parseKeyVaultUrl(text: string): KeyVaultUrl | undefined {
  const parts = pattern.exec(text);
  if (parts === null) return undefined;
  const [, scheme = '', vault = '', suffix = '', port, path = ''] = parts;
  const segments = path.replace(/\/$/, '');
  return { scheme: scheme.toLowerCase(), vault, suffix: suffix.toLowerCase(), port, path: segments === '' ? [] : segments.split('/') };
}
