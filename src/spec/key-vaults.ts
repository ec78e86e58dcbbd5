import { type Fact, type KeyVault, type KeyVaultCreation, know, type Origin, unknown } from '../model/index.ts';
import { agree } from './agree.ts';
import { parseKeyVaultId } from './azure-names.ts';
import { contradiction, wrongResourceId } from './checks/references.ts';
import { type Node, originOf } from './node.ts';
import type { Places } from './place.ts';
import { part, type Reading } from './reading.ts';
import { type Entry, entryOrigin } from './registry.ts';
import type { KeyVault as KeyVaultText } from './spec-types.generated.ts';

/** The name of a vault: written, else in its resource id, else its registry key. */
export const keyVaultName = ({ value }: Node<KeyVaultText>, key: string): string =>
  value.name ?? (value.id === undefined ? undefined : parseKeyVaultId(value.id)?.name) ?? key;

/** A vault of the registry. Only its subscription and group fall back; what it is has to be said. */
export function buildKeyVault(reading: Reading, places: Places, { key, nodes }: Entry<KeyVaultText>): KeyVault {
  const origin = entryOrigin({ key, nodes });
  const fact = <K extends keyof KeyVaultText & string>(name: K) => reading.fact(nodes, name, `keyVaults.${name}`);
  const id = fact('id');
  const parts = id.known ? parseKeyVaultId(id.value) : undefined;
  if (id.known && parts === undefined) reading.report(wrongResourceId, 'keyVault', id.origin, { value: id.value });
  const ofId = (name: 'subscriptionId' | 'resourceGroup', written: Fact<string>): Fact<string> => {
    if (!id.known || parts === undefined) return written;
    if (written.known && isOwn(written.origin) && !agree(written.value, parts[name])) {
      reading.report(contradiction, 'derived', written.origin, { fact: name, here: written.value, from: 'id', there: parts[name] }, [
        id.origin,
      ]);
    }
    return know(parts[name], id.origin);
  };
  const name = fact('name');
  if (name.known && id.known && parts !== undefined && !agree(name.value, parts.name)) {
    reading.report(contradiction, 'derived', name.origin, { fact: 'name', here: name.value, from: 'id', there: parts.name }, [id.origin]);
  }

  const [create] = part(nodes, 'create');
  // What is asked for a vault that the plan makes is what will be known of it.
  const factOrAsked = <K extends keyof KeyVaultText & keyof CreationText & string>(name: K) =>
    reading.fact<Pick<KeyVaultText, K>, K>(create === undefined ? nodes : [...nodes, create], name, `keyVaults.${name}`);
  const vault: KeyVault = {
    kind: 'keyVault',
    origin,
    key,
    name: keyVaultName(nodes[0], key),
    subscriptionId: ofId('subscriptionId', places.subscriptionId(nodes)),
    resourceGroup: ofId('resourceGroup', places.resourceGroup(nodes)),
    location: create === undefined ? reading.fact(nodes, 'location', 'keyVaults.location') : places.location(nodes),
    id,
    url: fact('url'),
    sku: factOrAsked('sku'),
    permissionModel: factOrAsked('permissionModel'),
    enabledForDiskEncryption: fact('enabledForDiskEncryption'),
    enabledForDeployment: factOrAsked('enabledForDeployment'),
    enabledForTemplateDeployment: factOrAsked('enabledForTemplateDeployment'),
    enableSoftDelete: fact('enableSoftDelete'),
    enablePurgeProtection: factOrAsked('enablePurgeProtection'),
    networkAcls: factOrAsked('networkAcls'),
  };
  return create === undefined ? vault : { ...vault, create: readCreation(create) };
}

const isOwn = (origin: Origin): boolean => origin.kind === 'written' && !origin.through?.some(({ by }) => by === 'default');

type CreationText = NonNullable<KeyVaultText['create']>;

function readCreation(create: Node<CreationText>): KeyVaultCreation {
  const { value } = create;
  return {
    origin: originOf(create),
    sku: value.sku ?? 'standard',
    // A list of all policies says that policies grant the rights.
    permissionModel: value.permissionModel ?? (value.accessPolicies === undefined ? 'rbac' : 'accessPolicies'),
    accessPolicies: (value.accessPolicies ?? []).map(({ objectId, keys = [], secrets = [], certificates = [] }) => ({
      objectId,
      keys,
      secrets,
      certificates,
    })),
    enablePurgeProtection: value.enablePurgeProtection ?? true,
    softDeleteRetentionInDays: value.softDeleteRetentionInDays ?? 90,
    enabledForDeployment: value.enabledForDeployment ?? false,
    enabledForTemplateDeployment: value.enabledForTemplateDeployment ?? false,
    ...(value.networkAcls && { networkAcls: value.networkAcls }),
    ...(value.tags && { tags: value.tags }),
  };
}

/** A vault that only its resource id is known of. Undefined when the id is none. */
export function keyVaultOfId(id: Node<string>): KeyVault | undefined {
  const parts = parseKeyVaultId(id.value);
  if (parts === undefined) return undefined;
  const origin = originOf(id);
  const notWritten = (name: string) => unknown(`keyVaults.${name}`);
  return {
    kind: 'keyVault',
    origin,
    name: parts.name,
    subscriptionId: know(parts.subscriptionId, origin),
    resourceGroup: know(parts.resourceGroup, origin),
    location: notWritten('location'),
    id: know(id.value, origin),
    url: notWritten('url'),
    sku: notWritten('sku'),
    permissionModel: notWritten('permissionModel'),
    enabledForDiskEncryption: notWritten('enabledForDiskEncryption'),
    enabledForDeployment: notWritten('enabledForDeployment'),
    enabledForTemplateDeployment: notWritten('enabledForTemplateDeployment'),
    enableSoftDelete: notWritten('enableSoftDelete'),
    enablePurgeProtection: notWritten('enablePurgeProtection'),
    networkAcls: notWritten('networkAcls'),
  };
}
