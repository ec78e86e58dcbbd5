import { type Fact, type KeyEncryptionKey, type KeyVault, know, refused, unknown } from '../model/index.ts';
import { agree } from './agree.ts';
import { isManagedHsmUrl, parseVaultUrl } from './azure-names.ts';
import { contradiction, missingKeyVault } from './checks/references.ts';
import { originOf } from './node.ts';
import { part, type Reading } from './reading.ts';
import { type Entry, entryOrigin, type Registry } from './registry.ts';
import type { KeyEncryptionKey as KeyText, KeyVault as KeyVaultText } from './spec-types.generated.ts';

/** Size of a key that the plan makes, in bits: what Windows Server 2022 and Windows 11 take, too. */
const newKeySize = 4096;

/** A key of the registry; what its URL says need not be written again. */
export function buildKeyEncryptionKey(
  reading: Reading,
  keyVaults: Registry<KeyVaultText, KeyVault>,
  { key, nodes }: Entry<KeyText>,
): KeyEncryptionKey {
  const origin = entryOrigin({ key, nodes });
  const fact = <K extends keyof KeyText & string>(name: K) => reading.fact(nodes, name, `keyEncryptionKeys.${name}`);
  const url = fact('url');
  const urlParts = url.known ? parseVaultUrl(url.value) : {};
  const orOfUrl = (name: 'name' | 'version'): Fact<string> => {
    const written = fact(name);
    const inUrl = urlParts[name];
    if (!url.known || inUrl === undefined) return written;
    if (!written.known) return know(inUrl, url.origin);
    if (agree(written.value, inUrl)) return written;
    reading.report(contradiction, 'derived', written.origin, { fact: name, here: written.value, from: 'url', there: inUrl }, [url.origin]);
    return refused(`keyEncryptionKeys.${name}`);
  };
  const [create] = part(nodes, 'create');
  // What is asked for a key that the plan makes is what will be known of it.
  const factOrAsked = <K extends 'keyType' | 'keySize'>(name: K) =>
    reading.fact<Pick<KeyText, K>, K>(create === undefined ? nodes : [...nodes, create], name, `keyEncryptionKeys.${name}`);
  const name = orOfUrl('name');
  const built: KeyEncryptionKey = {
    kind: 'keyEncryptionKey',
    origin,
    key,
    keyVault: readKeyVault(reading, keyVaults, { key, nodes }, url),
    name: name.known ? name.value : key,
    version: orOfUrl('version'),
    url,
    keyType: factOrAsked('keyType'),
    keySize: factOrAsked('keySize'),
    keyStore: fact('keyStore'),
    enabled: fact('enabled'),
    expires: fact('expires'),
  };
  if (create === undefined) return built;
  const { keyType = 'RSA', keySize = newKeySize } = create.value;
  return { ...built, create: { origin: originOf(create), keyType, keySize } };
}

function readKeyVault(
  reading: Reading,
  keyVaults: Registry<KeyVaultText, KeyVault>,
  { key, nodes }: Entry<KeyText>,
  url: Fact<string>,
): Fact<KeyVault> {
  const fact = 'keyEncryptionKeys.keyVault';
  const written = reading.agreed(nodes, 'keyVault', fact);
  if (written === 'contradicted') return refused(fact);
  if (written !== undefined) return keyVaults.resolve(written, fact);
  // A key outside of key vaults is wrong for another reason, and a rule says so.
  const keyStore = part(nodes, 'keyStore')[0]?.value;
  if ((keyStore ?? 'KeyVault') !== 'KeyVault' || (url.known && isManagedHsmUrl(url.value))) return unknown(fact);
  const vaultName = url.known ? parseVaultUrl(url.value).vaultName : undefined;
  if (url.known && vaultName !== undefined) {
    const vault = keyVaults.named(vaultName);
    if (vault !== undefined) return know(vault, url.origin);
    reading.report(missingKeyVault, 'ofKey', url.origin, { vault: vaultName });
    return refused(fact);
  }
  reading.report(missingKeyVault, 'ofRegisteredKey', entryOrigin({ key, nodes }), { key });
  return refused(fact);
}
