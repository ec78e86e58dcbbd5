import {
  type AadCredentials,
  assumed,
  type EncryptionRequest,
  type EncryptionScenario,
  type Fact,
  type Known,
  know,
  type Machine,
  type Origin,
  type ScenarioName,
  unknown,
} from '../model/index.ts';
import type { Asked, AskText } from './asks.ts';
import { missingKeyVault, twoEncryptionOperations } from './checks/references.ts';
import { chooseKeyVault, type KeyVaultChoice } from './key-vault-choice.ts';
import { readSecret } from './machines.ts';
import { child, originOf } from './node.ts';
import type { Reading } from './reading.ts';
import { ask, type Resource, type ResourceText, type Use } from './resources.ts';
import type { SharedThings } from './shared-things.ts';

type Operation = EncryptionRequest['operation'];

const operations: Partial<Record<ScenarioName, Operation>> = {
  'new-vm-encrypted-vhd': 'enable',
  'new-vm-gallery-image': 'enable',
  'enable-existing-vm': 'enable',
  'new-scale-set': 'enable',
  'enable-scale-set': 'enable',
  'disable-vm': 'disable',
  'disable-scale-set': 'disable',
  'update-encryption-settings': 'update',
  'remove-encryption-extension': 'remove',
};

export const isEncryption = (use: Use<unknown>): boolean => operations[use.asks.scenario] !== undefined;

/** The encryption request of a machine; a second one in the same spec is refused. */
export function buildEncryption<T extends ResourceText>(
  reading: Reading,
  shared: SharedThings,
  resource: Resource<T>,
  machine: Machine,
): EncryptionRequest | undefined {
  const [use, ...others] = resource.uses.filter(isEncryption);
  if (use === undefined) return undefined;
  for (const other of others) {
    const data = {
      kind: machine.kind === 'scaleSet' ? 'Scale set' : 'Virtual machine',
      name: machine.name,
      scenario: other.asks.scenario,
      otherScenario: use.asks.scenario,
    };
    reading.report(twoEncryptionOperations, 'operations', originOf(other.entry), data, [originOf(use.entry)]);
  }
  return buildRequest(reading, shared, machine, use);
}

function buildRequest<T>(reading: Reading, shared: SharedThings, machine: Machine, use: Use<T>): EncryptionRequest {
  const scenario = use.asks.scenario as EncryptionScenario;
  const operation = operations[scenario] as Operation;
  const origin = originOf(use.entry);
  const choice = chooseForMachine(reading, shared, machine, use, operation);
  const resizeOSDisk = knownAsk(ask(use, 'resizeOSDisk'));
  const encryptFormatAll = knownAsk(ask(use, 'encryptFormatAll'));
  const rerun = knownAsk(ask(use, 'rerun'));
  const aad = readAad(shared, ask(use, 'aad'));
  const request: EncryptionRequest = {
    kind: 'encryption',
    scenario,
    operation,
    machine,
    origin,
    volumeType: knownAsk(ask(use, 'volumeType')) ?? unknown('volumeType'),
    keyVault: choice.keyVault,
    keyEncryptionAlgorithm: askOr(ask(use, 'keyEncryptionAlgorithm'), 'RSA-OAEP', origin),
    snapshotBefore: askOr(ask(use, 'snapshotBefore'), false, origin),
    wave: askOr(ask(use, 'wave'), 1, origin),
  };
  if (choice.keyEncryptionKey !== undefined) request.keyEncryptionKey = choice.keyEncryptionKey;
  if (choice.keyEncryptionKeyNone !== undefined) request.keyEncryptionKeyNone = choice.keyEncryptionKeyNone;
  if (resizeOSDisk !== undefined) request.resizeOSDisk = resizeOSDisk;
  if (encryptFormatAll !== undefined) request.encryptFormatAll = encryptFormatAll;
  if (rerun !== undefined) request.rerun = rerun;
  if (aad !== undefined) request.aad = aad;
  return request;
}

/** What is asked, made once for all machines that it falls back to. */
export function knownAsk<V>(asked: Asked<V> | undefined): Known<V> | undefined {
  if (asked === undefined) return undefined;
  if (asked.distance === 0) return know(asked.node.value, asked.origin);
  asked.shared ??= know(asked.node.value, asked.origin);
  return asked.shared as Known<V>;
}

/** What is asked, else what holds where nothing is asked. */
export const askOr = <V>(asked: Asked<V> | undefined, otherwise: V, origin: Origin): Known<V> =>
  knownAsk(asked) ?? know(otherwise, assumed(origin, 'default'));

function chooseForMachine<T>(reading: Reading, shared: SharedThings, machine: Machine, use: Use<T>, operation: Operation): KeyVaultChoice {
  const vaultAsked = ask(use, 'keyVault');
  const choice = chooseKeyVault(reading, shared, machine, vaultAsked, ask(use, 'keyEncryptionKey'));
  if (vaultAsked !== undefined || operation === 'disable' || operation === 'remove') return choice;
  const known = knownKeyVault(machine, use.asks.scenario);
  if (known !== undefined) return { ...choice, keyVault: known };
  reportMissing(reading, shared, machine.name, use);
  return choice;
}

/** The vault that a request means without naming it: that of a pre-encrypted disk, or the one the machine has. */
function knownKeyVault(machine: Machine, scenario: ScenarioName): EncryptionRequest['keyVault'] | undefined {
  if (scenario === 'update-encryption-settings') {
    const { keyVault } = machine.current;
    return keyVault.known && keyVault.value !== undefined ? know(keyVault.value, keyVault.origin) : undefined;
  }
  if (scenario !== 'new-vm-encrypted-vhd') return undefined;
  const { diskEncryptionKey } = machine.osDisk;
  const keyVault = diskEncryptionKey.known ? diskEncryptionKey.value?.keyVault : undefined;
  return keyVault?.known || keyVault?.reported ? keyVault : undefined;
}

/** Says at the entry that a vault is wanted, and which there are. */
export function reportMissing<T>(reading: Reading, shared: SharedThings, name: string, use: Use<T>): void {
  const { keys } = shared.keyVaults;
  const list = keys.length === 0 ? ', and register the vault in `keyVaults`' : `; \`keyVaults\` has ${keys.slice(0, 12).join(', ')}`;
  reading.report(missingKeyVault, 'vault', originOf(use.entry), { scenario: use.asks.scenario, name, entries: list });
}

function readAad(shared: SharedThings, asked: Asked<NonNullable<AskText['aad']>> | undefined): AadCredentials | undefined {
  if (asked === undefined) return undefined;
  const { node, origin } = asked;
  const clientId = child(node, 'clientId');
  const secret = child(node, 'clientSecret');
  const thumbprint = child(node, 'clientCertThumbprint');
  const clientSecret = secret === undefined ? undefined : readSecret(shared, secret, 'aad.clientSecret');
  return {
    origin,
    clientId: know(node.value.clientId, clientId === undefined ? origin : originOf(clientId)),
    ...(clientSecret && { clientSecret }),
    ...(thumbprint && { clientCertThumbprint: know(thumbprint.value, originOf(thumbprint)) }),
  };
}

/** A reference to a registry that is asked for; unknown when it is not. */
export function askedReference<M>(
  registry: { resolve(node: Asked<string>['node'], fact: string): Fact<M> },
  asked: Asked<string> | undefined,
  fact: string,
): Fact<M> {
  return asked === undefined ? unknown(fact) : registry.resolve(asked.node, fact);
}
