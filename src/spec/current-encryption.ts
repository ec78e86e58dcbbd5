import { type CurrentEncryption, know, refused, unknown } from '../model/index.ts';
import { agree } from './agree.ts';
import { parseKeyVaultId } from './azure-names.ts';
import { currentReplaced, wrongResourceId } from './checks/references.ts';
import { keyVaultOfId } from './key-vaults.ts';
import { type Node, originOf } from './node.ts';
import { part, type Reading, unknownFacts } from './reading.ts';
import type { Resource, ResourceText } from './resources.ts';
import type { SharedThings } from './shared-things.ts';
import type * as text from './spec-types.generated.ts';

const unknowns = unknownFacts('current', ['osVolume', 'dataVolume', 'volumeType', 'keyEncryptionAlgorithm']);
const extensionUnknowns = unknownFacts('current.extension', ['name', 'typeHandlerVersion']);

/** What a facts file says of the current encryption is newer than the spec, so that it holds alone. */
export function buildCurrent(
  reading: Reading,
  shared: SharedThings,
  resource: Resource<ResourceText & { current?: text.Current }>,
): CurrentEncryption {
  const ofFacts = part(resource.ofFacts, 'current');
  const ofSpec = part(resource.ofSpec, 'current');
  const [newest] = ofFacts;
  if (newest !== undefined) {
    for (const replaced of ofSpec.filter(({ value }) => !agree(value, newest.value))) {
      const data = { name: resource.name, file: newest.source.file };
      reading.report(currentReplaced, 'current', { ...originOf(replaced), at: 'key' }, data, [originOf(newest)]);
    }
  }
  const nodes = newest === undefined ? ofSpec : ofFacts;
  const fact = reading.factsOf(nodes, unknowns);
  const ofExtension = reading.factsOf(part(nodes, 'extension'), extensionUnknowns);
  return {
    osVolume: fact('osVolume'),
    dataVolume: fact('dataVolume'),
    volumeType: fact('volumeType'),
    keyEncryptionAlgorithm: fact('keyEncryptionAlgorithm'),
    keyVault: readKeyVault(reading, shared, reading.agreed(nodes, 'keyVault', 'current.keyVault')),
    keyEncryptionKey: readKey(shared, reading.agreed(nodes, 'keyEncryptionKey', 'current.keyEncryptionKey')),
    extension: { name: ofExtension('name'), typeHandlerVersion: ofExtension('typeHandlerVersion') },
  };
}

type Agreed = Node<string> | 'contradicted' | undefined;

function readKeyVault(reading: Reading, shared: SharedThings, node: Agreed): CurrentEncryption['keyVault'] {
  const name = 'current.keyVault';
  if (node === undefined) return unknown(name);
  if (node === 'contradicted') return refused(name);
  if (!node.value.startsWith('/')) return shared.keyVaults.resolve(node, name);
  const parts = parseKeyVaultId(node.value);
  const vault = parts === undefined ? undefined : (shared.keyVaults.named(parts.name) ?? keyVaultOfId(node));
  if (vault !== undefined) return know(vault, originOf(node));
  reading.report(wrongResourceId, 'keyVault', originOf(node), { value: node.value });
  return refused(name);
}

function readKey(shared: SharedThings, node: Agreed): CurrentEncryption['keyEncryptionKey'] {
  const name = 'current.keyEncryptionKey';
  if (node === undefined) return unknown(name);
  if (node === 'contradicted') return refused(name);
  if (node.value === 'none' || /^https?:/i.test(node.value)) return know(node.value, originOf(node));
  return shared.keyEncryptionKeys.resolve(node, name);
}
