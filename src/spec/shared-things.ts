import type { BackupPolicy, KeyEncryptionKey, KeyVault, ManagedIdentity, Network, RecoveryServicesVault } from '../model/index.ts';
import { buildKeyEncryptionKey } from './key-encryption-keys.ts';
import { buildKeyVault, keyVaultName } from './key-vaults.ts';
import { originOf } from './node.ts';
import { Places } from './place.ts';
import { part, type Reading } from './reading.ts';
import { type Entry, entryOrigin, Registry } from './registry.ts';
import type * as text from './spec-types.generated.ts';

/** The registries of what machines share. */
export interface SharedThings {
  places: Places;
  keyVaults: Registry<text.KeyVault, KeyVault>;
  keyEncryptionKeys: Registry<text.KeyEncryptionKey, KeyEncryptionKey>;
  networks: Registry<text.Network, Network>;
  identities: Registry<text.Identity, ManagedIdentity>;
  recoveryServicesVaults: Registry<text.RecoveryServicesVault, RecoveryServicesVault>;
  backupPolicies: Registry<text.BackupPolicy, BackupPolicy>;
}

/** Gathers the registries of the spec and the facts files; entries are read when they are asked for. */
export function gatherSharedThings(reading: Reading): SharedThings {
  const places = new Places(reading);
  const keyVaults: SharedThings['keyVaults'] = new Registry(reading, 'keyVaults', {
    build: (entry: Entry<text.KeyVault>) => buildKeyVault(reading, places, entry),
    uniqueName: keyVaultName,
  });
  const recoveryServicesVaults: SharedThings['recoveryServicesVaults'] = new Registry(reading, 'recoveryServicesVaults', {
    build: (entry: Entry<text.RecoveryServicesVault>) => buildRecoveryServicesVault(reading, places, entry),
  });
  return {
    places,
    keyVaults,
    keyEncryptionKeys: new Registry(reading, 'keyEncryptionKeys', {
      build: (entry: Entry<text.KeyEncryptionKey>) => buildKeyEncryptionKey(reading, keyVaults, entry),
    }),
    networks: new Registry(reading, 'networks', { build: (entry: Entry<text.Network>) => buildNetwork(reading, places, entry) }),
    identities: new Registry(reading, 'identities', { build: (entry: Entry<text.Identity>) => buildIdentity(reading, places, entry) }),
    recoveryServicesVaults,
    backupPolicies: new Registry(reading, 'backupPolicies', {
      build: (entry: Entry<text.BackupPolicy>) => buildBackupPolicy(reading, recoveryServicesVaults, entry),
    }),
  };
}

/** Name, subscription and group of an entry; the last two fall back to the spec's. */
function placed(reading: Reading, places: Places, entry: Entry<text.Identity>) {
  const { key, nodes } = entry;
  const name = reading.agreed(nodes, 'name', 'name');
  return {
    origin: entryOrigin(entry),
    key,
    name: name === undefined || name === 'contradicted' ? key : name.value,
    subscriptionId: places.subscriptionId(nodes),
    resourceGroup: places.resourceGroup(nodes),
  };
}

const buildIdentity = (reading: Reading, places: Places, entry: Entry<text.Identity>): ManagedIdentity => ({
  kind: 'identity',
  ...placed(reading, places, entry),
});

function buildNetwork(reading: Reading, places: Places, entry: Entry<text.Network>): Network {
  const { key, nodes } = entry;
  const [create] = part(nodes, 'create');
  const { virtualNetwork, subnet } = nodes[0].value;
  for (const name of ['virtualNetwork', 'subnet'] as const) reading.agreed(nodes, name, `networks.${name}`);
  return {
    kind: 'network',
    origin: entryOrigin(entry),
    key,
    name: virtualNetwork,
    virtualNetwork,
    subnet,
    subscriptionId: places.subscriptionId(nodes),
    resourceGroup: places.resourceGroup(nodes),
    location: create === undefined ? reading.fact(nodes, 'location', 'networks.location') : places.location(nodes),
    ...(create && {
      create: {
        origin: originOf(create),
        addressPrefix: create.value.addressPrefix,
        subnetPrefix: create.value.subnetPrefix ?? create.value.addressPrefix,
      },
    }),
  };
}

function buildRecoveryServicesVault(reading: Reading, places: Places, entry: Entry<text.RecoveryServicesVault>): RecoveryServicesVault {
  const { nodes } = entry;
  const [create] = part(nodes, 'create');
  return {
    kind: 'recoveryServicesVault',
    ...placed(reading, places, entry),
    location: create === undefined ? reading.fact(nodes, 'location', 'recoveryServicesVaults.location') : places.location(nodes),
    ...(create && { create: { origin: originOf(create) } }),
  };
}

/** Days for which Azure keeps the snapshot of a new policy where nobody says otherwise. */
const instantRestoreDays = 2;

function buildBackupPolicy(
  reading: Reading,
  vaults: SharedThings['recoveryServicesVaults'],
  entry: Entry<text.BackupPolicy>,
): BackupPolicy {
  const { key, nodes } = entry;
  const [create] = part(nodes, 'create');
  const [vault] = part(nodes, 'recoveryServicesVault');
  const name = reading.agreed(nodes, 'name', 'name');
  return {
    kind: 'backupPolicy',
    origin: entryOrigin(entry),
    key,
    name: name === undefined || name === 'contradicted' ? key : name.value,
    recoveryServicesVault: vaults.resolve(vault as NonNullable<typeof vault>, 'backupPolicies.recoveryServicesVault'),
    ...(create && { create: { origin: originOf(create), instantRestoreDays, ...create.value } }),
  };
}
