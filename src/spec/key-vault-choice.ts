import { type Fact, type KeyEncryptionKey, type KeyVault, type Known, know, type Origin, refused, unknown } from '../model/index.ts';
import { normalRegion } from './agree.ts';
import type { Asked } from './asks.ts';
import { autoKeyVault, keyOfOtherVault } from './checks/references.ts';
import type { Node } from './node.ts';
import type { Reading } from './reading.ts';
import type { SharedThings } from './shared-things.ts';

/** The vault and key that a request gets. */
export interface KeyVaultChoice {
  keyVault: Fact<KeyVault>;
  keyEncryptionKey?: Known<KeyEncryptionKey>;
  keyEncryptionKeyNone?: Origin;
}

/** Whom a vault is chosen for. */
export interface Chooser {
  name: string;
  subscriptionId: Fact<string>;
  location: Fact<string>;
}

/** Settles which vault and which key a request means by what is asked of it, near and far. */
export function chooseKeyVault(
  reading: Reading,
  shared: SharedThings,
  chooser: Chooser,
  vaultAsked: Asked<string> | undefined,
  keyAsked: Asked<string> | undefined,
): KeyVaultChoice {
  const isAuto = vaultAsked?.node.value === 'auto';
  const keyVault = isAuto ? autoVault(reading, shared, chooser, vaultAsked) : resolveAsked(shared.keyVaults, vaultAsked, 'keyVault');
  if (keyAsked?.node.value === 'none') return { keyVault, keyEncryptionKeyNone: keyAsked.origin };
  const isFurther = keyAsked !== undefined && vaultAsked !== undefined && keyAsked.distance > vaultAsked.distance;
  if (isAuto && (keyAsked === undefined || isFurther)) {
    const keys = keyVault.known ? keysOf(shared, keyVault.value) : [];
    // A key that is asked for further away is not dropped in silence where the vault has none of its own.
    if (keyAsked === undefined || keys.length > 0 || !keyVault.known) {
      const key = keyVault.known ? keyOfVault(reading, keyVault, keys, vaultAsked) : undefined;
      return { keyVault, ...(key && { keyEncryptionKey: key }) };
    }
  }
  const key = resolveAsked(shared.keyEncryptionKeys, keyAsked, 'keyEncryptionKey');
  if (!key.known) return { keyVault };
  if (isFurther) reportOtherVault(reading, vaultAsked, keyAsked, keyVault, key.value);
  return { keyVault, keyEncryptionKey: key };
}

interface Resolves<M> {
  resolve(node: Node<string>, fact: string): Fact<M>;
}

function resolveAsked<M>(registry: Resolves<M>, asked: Asked<string> | undefined, name: string): Fact<M> {
  if (asked === undefined) return unknown(name);
  if (asked.shared !== undefined) return asked.shared as Fact<M>;
  const fact = registry.resolve(asked.node, name);
  const through = [...(asked.origin.through ?? []), ...throughOf(fact)];
  const placed = fact.known ? know(fact.value, { ...asked.origin, through }) : fact;
  // Resolved once for all machines that it falls back to, so that a wrong one is reported once.
  if (asked.distance > 0) asked.shared = placed;
  return placed;
}

const throughOf = (fact: Fact<unknown>) =>
  (fact.known && fact.origin.kind === 'written' ? (fact.origin.through ?? []) : []).filter(({ by }) => by === 'registry');

/** The one registered vault in the subscription and region of a machine. */
function autoVault(reading: Reading, shared: SharedThings, chooser: Chooser, { origin }: Asked<string>): Fact<KeyVault> {
  const { name, subscriptionId, location } = chooser;
  if (!location.known) {
    if (!location.reported) reading.report(autoKeyVault, 'location', origin, { name });
    return refused('keyVault');
  }
  if (!subscriptionId.known) return refused('keyVault');
  const region = normalRegion(location.value);
  const inSubscription = shared.keyVaults.all().filter((vault) => sameText(vault.subscriptionId, subscriptionId.value));
  const inRegion = inSubscription.filter((vault) => vault.location.known && normalRegion(vault.location.value) === region);
  // A new vault that only falls back to the region is taken when none is said to be there.
  const said = inRegion.filter(({ location }) => location.known && isSaid(location.origin));
  const fitting = said.length > 0 ? said : inRegion;
  const [only] = fitting;
  if (fitting.length === 1 && only !== undefined) return know(only, origin);
  const place = `${location.value}, subscription ${subscriptionId.value}`;
  if (fitting.length > 1) {
    const candidates = fitting.map(({ key, name }) => key ?? name);
    reading.report(autoKeyVault, 'several', origin, { name, count: fitting.length, place, candidates });
  } else {
    const homeless = inSubscription.filter((vault) => !vault.location.known).map(({ key, name }) => `\`${key ?? name}\``);
    const unknownPart = homeless.length === 0 ? '' : `; the location of ${homeless.join(', ')} is not written`;
    reading.report(autoKeyVault, 'none', origin, { name, place, unknown: unknownPart });
  }
  return refused('keyVault');
}

const isSaid = (origin: Origin): boolean => origin.kind === 'written' && !origin.through?.some(({ by }) => by === 'default');

const sameText = (fact: Fact<string>, text: string): boolean => fact.known && fact.value.toLowerCase() === text.toLowerCase();

const keysOf = (shared: SharedThings, vault: KeyVault): readonly KeyEncryptionKey[] =>
  shared.keyEncryptionKeys.all().filter(({ keyVault }) => keyVault.known && keyVault.value === vault);

/** The one registered key of a vault that was found by `auto`; undefined when it has none. */
function keyOfVault(
  reading: Reading,
  keyVault: Known<KeyVault>,
  keys: readonly KeyEncryptionKey[],
  { origin }: Asked<string>,
): Known<KeyEncryptionKey> | undefined {
  const [only] = keys;
  if (only === undefined) return undefined;
  if (keys.length === 1) return know(only, origin);
  const candidates = keys.map(({ key, name }) => key ?? name);
  reading.report(autoKeyVault, 'key', origin, { vault: keyVault.value.key ?? keyVault.value.name, count: keys.length, candidates });
  return undefined;
}

function reportOtherVault(
  reading: Reading,
  vaultAsked: Asked<string>,
  keyAsked: Asked<string>,
  keyVault: Fact<KeyVault>,
  key: KeyEncryptionKey,
): void {
  if (!keyVault.known || !key.keyVault.known || key.keyVault.value === keyVault.value) return;
  const data = {
    vault: vaultAsked.node.value,
    key: keyAsked.node.value,
    from: levelName(keyAsked.level),
    keyVault: key.keyVault.value.key ?? key.keyVault.value.name,
  };
  reading.report(keyOfOtherVault, 'fellBack', vaultAsked.origin, data, [keyAsked.origin]);
}

/** How a message calls the place that something fell back to. */
function levelName(level: Node<unknown> | undefined): string {
  if (level?.pointer === '/defaults') return '`defaults`';
  return level !== undefined && /^\/scenarios\/\d+$/.test(level.pointer) ? 'the scenario' : 'the list of the scenario';
}
