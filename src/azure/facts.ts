import type { AzureClient } from './client.ts';
import { AzureError } from './errors.ts';
import { diskFacts, keyFacts, keyVaultFacts, machineFacts, scaleSetFacts } from './facts-of-resources.ts';
import { readScaleSet, readVirtualMachine } from './instance-view.ts';
import { type ApiVersions, isScaleSet, type MachineReader } from './machine-reader.ts';
import { Gate } from './retry.ts';
import { machineName } from './selection.ts';
import type {
  DiskResource,
  KeyResource,
  KeyVaultResource,
  ManagedDiskReference,
  ScaleSetResource,
  VirtualMachineResource,
} from './wire.ts';

/** What to collect facts about, by resource id. */
export interface FactsWanted {
  machines: readonly string[];
  keyVaults: readonly string[];
  /** `…/vaults/NAME/keys/KEY`. */
  keys: readonly string[];
  /** What the spec calls vaults and keys, by resource id in lower case. */
  registryKeys?: ReadonlyMap<string, string>;
}

/** A facts file, in the form of facts.schema.json. */
export interface FactsDocument {
  facts: 1;
  /** ISO date. */
  collected: string;
  keyVaults: Record<string, object>;
  keyEncryptionKeys: Record<string, object>;
  identities: Record<string, object>;
  virtualMachines: Record<string, object>;
  virtualMachineScaleSets: Record<string, object>;
}

export interface CollectedFacts {
  document: FactsDocument;
  /** What Azure did not let the caller read, and why; it stays unknown. */
  unread: { id: string; reason: string }[];
  /** What does not exist. */
  missing: string[];
}

/** Requests of one collection at once, beside the connection's own bound. */
const atOnce = 16;

/** Reads what the rules want to know of machines, their disks, vaults and keys. Nothing secret is asked for. */
export async function collectFacts(
  wanted: FactsWanted,
  { client, reader, apiVersion, today }: { client: AzureClient; reader: MachineReader; apiVersion: ApiVersions; today: string },
): Promise<CollectedFacts> {
  return await new Collection(client, reader, apiVersion, today).collect(wanted);
}

class Collection {
  readonly #client: AzureClient;
  readonly #reader: MachineReader;
  readonly #apiVersion: ApiVersions;
  readonly #gate = new Gate(atOnce);
  readonly #collected: CollectedFacts;
  readonly #vaults = new Set<string>();
  readonly #keys = new Set<string>();
  #registryKeys: ReadonlyMap<string, string> = new Map();

  constructor(client: AzureClient, reader: MachineReader, apiVersion: ApiVersions, today: string) {
    this.#client = client;
    this.#reader = reader;
    this.#apiVersion = apiVersion;
    const document: FactsDocument = {
      facts: 1,
      collected: today,
      keyVaults: {},
      keyEncryptionKeys: {},
      identities: {},
      virtualMachines: {},
      virtualMachineScaleSets: {},
    };
    this.#collected = { document, unread: [], missing: [] };
  }

  async collect({ machines, keyVaults, keys, registryKeys = new Map() }: FactsWanted): Promise<CollectedFacts> {
    this.#registryKeys = registryKeys;
    for (const id of keyVaults) this.#vaults.add(id);
    for (const id of keys) this.#keys.add(id);
    await Promise.all(machines.map((id) => this.#gate.through(() => (isScaleSet(id) ? this.#scaleSet(id) : this.#virtualMachine(id)))));
    // Machines name further vaults and keys.
    await Promise.all(distinct(this.#vaults).map((id) => this.#gate.through(() => this.#keyVault(id))));
    await Promise.all(distinct(this.#keys).map((id) => this.#gate.through(() => this.#key(id))));
    const { document, unread, missing } = this.#collected;
    return { document: sorted(document), unread: unread.sort((a, b) => (a.id < b.id ? -1 : 1)), missing: missing.sort() };
  }

  async #virtualMachine(id: string): Promise<void> {
    const vm = await this.#read<VirtualMachineResource>(id, 'Microsoft.Compute/virtualMachines', 'instanceView');
    if (vm === undefined) return;
    const state = readVirtualMachine(vm);
    this.#note(state.keyVault, state.keyEncryptionKey);
    const storage = vm.properties?.storageProfile;
    const osDisk = await this.#disk(storage?.osDisk?.managedDisk);
    const dataDisks = await Promise.all((storage?.dataDisks ?? []).map(({ managedDisk }) => this.#disk(managedDisk)));
    const { facts, identities } = machineFacts(vm, state, diskFacts(osDisk), dataDisks.map(diskFacts));
    this.#put('virtualMachines', machineName(id), facts, identities);
  }

  async #scaleSet(id: string): Promise<void> {
    const set = await this.#read<ScaleSetResource>(id, 'Microsoft.Compute/virtualMachineScaleSets');
    if (set === undefined) return;
    const instances = await this.#tried(id, () => this.#reader.instances({ ...set, id }));
    const state = readScaleSet(set, instances ?? []);
    this.#note(state.keyVault, state.keyEncryptionKey);
    const { facts, identities } = scaleSetFacts(set, instances === undefined ? undefined : state);
    this.#put('virtualMachineScaleSets', machineName(id), facts, identities);
  }

  async #disk(reference: ManagedDiskReference | undefined): Promise<DiskResource | undefined> {
    return reference?.id === undefined ? undefined : await this.#read<DiskResource>(reference.id, 'Microsoft.Compute/disks');
  }

  async #keyVault(id: string): Promise<void> {
    const vault = await this.#read<KeyVaultResource>(id, 'Microsoft.KeyVault/vaults');
    if (vault !== undefined) this.#collected.document.keyVaults[this.#called(id)] = keyVaultFacts(id, vault);
  }

  async #key(id: string): Promise<void> {
    const key = await this.#read<KeyResource>(id, 'Microsoft.KeyVault/vaults/keys');
    if (key === undefined) return;
    const vault = this.#called(id.slice(0, id.toLowerCase().lastIndexOf('/keys/')));
    if (!(vault in this.#collected.document.keyVaults)) return;
    this.#collected.document.keyEncryptionKeys[this.#called(id)] = keyFacts(vault, machineName(id), key);
  }

  /** As the spec calls it, else after its name; a key after its vault's too. */
  #called(id: string): string {
    const [vault = '', key] = id.split('/vaults/').at(-1)?.split('/keys/') ?? [];
    return this.#registryKeys.get(id.toLowerCase()) ?? registryKey(key === undefined ? vault : `${vault}-${key}`);
  }

  /** Vault and key that a machine uses. The key's vault is one of those that are known, or cannot be found by its name alone. */
  #note(vault: string | undefined, keyUrl: string | undefined): void {
    if (vault !== undefined) this.#vaults.add(vault);
    const [, host, name] = /^https:\/\/([^./]+)\.[^/]+\/keys\/([^/]+)/i.exec(keyUrl ?? '') ?? [];
    if (host === undefined) return;
    const own = [...this.#vaults].find((id) => machineName(id).toLowerCase() === host.toLowerCase());
    if (own !== undefined) this.#keys.add(`${own}/keys/${name}`);
  }

  #put(registry: 'virtualMachines' | 'virtualMachineScaleSets', name: string, facts: object, identities: Record<string, object>): void {
    const { document } = this.#collected;
    // Two groups may have a machine of one name; the registry's key must tell them apart.
    const isTaken = name.toLowerCase() in lowerKeys(document[registry]);
    document[registry][isTaken ? `${name}-${(facts as { resourceGroup?: string }).resourceGroup}` : name] = isTaken
      ? { name, ...facts }
      : facts;
    Object.assign(document.identities, identities);
  }

  async #read<T>(id: string, type: string, expand?: string): Promise<T | undefined> {
    const options = expand === undefined ? {} : { expand };
    const read = await this.#tried(id, async () => {
      const found = await this.#client.read<T>(id, this.#apiVersion(type), options);
      if (found === undefined) this.#collected.missing.push(id);
      return found;
    });
    return read?.resource;
  }

  /** What may not be read stays unknown; whatever else Azure refuses ends the run. */
  async #tried<T>(id: string, ask: () => Promise<T>): Promise<T | undefined> {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof AzureError) || error.failure.status !== 403) throw error;
      this.#collected.unread.push({ id, reason: error.failure.code });
      return undefined;
    }
  }
}

/** Registry keys are words that parameters can be named after. */
export function registryKey(name: string): string {
  const camel = name.replace(/[^A-Za-z0-9]+(.)?/g, (_, next: string | undefined) => next?.toUpperCase() ?? '');
  return /^[a-z]/i.test(camel) ? camel.charAt(0).toLowerCase() + camel.slice(1) : `n${camel}`;
}

function distinct(ids: ReadonlySet<string>): string[] {
  return [...new Map([...ids].map((id) => [id.toLowerCase(), id])).values()];
}

const lowerKeys = (registry: object): Record<string, true> =>
  Object.fromEntries(Object.keys(registry).map((key): [string, true] => [key.toLowerCase(), true]));

/** The order in which answers come must not change the file. */
function sorted(document: FactsDocument): FactsDocument {
  const inOrder = (registry: Record<string, object>): Record<string, object> =>
    Object.fromEntries(Object.entries(registry).sort(([a], [b]) => (a < b ? -1 : 1)));
  return {
    facts: 1,
    collected: document.collected,
    keyVaults: inOrder(document.keyVaults),
    keyEncryptionKeys: inOrder(document.keyEncryptionKeys),
    identities: inOrder(document.identities),
    virtualMachines: inOrder(document.virtualMachines),
    virtualMachineScaleSets: inOrder(document.virtualMachineScaleSets),
  };
}
