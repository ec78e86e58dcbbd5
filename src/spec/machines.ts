import {
  atKey,
  type Disk,
  type Fact,
  type ImageReference,
  know,
  type Machine,
  type MachineFacts,
  type MachineIdentity,
  type MachineProvisioning,
  type ManagedIdentity,
  type Mount,
  type OperatingSystem,
  type Origin,
  refused,
  type ScaleSet,
  type SecretReference,
  unknown,
  type VirtualMachine,
} from '../model/index.ts';
import type { AskText } from './asks.ts';
import { buildCurrent } from './current-encryption.ts';
import { buildDataDisks, buildDisk } from './disks.ts';
import { child, items, type Node, originOf } from './node.ts';
import { part, type Reading, unknownFacts } from './reading.ts';
import { ask, describing, type Resource } from './resources.ts';
import type { SharedThings } from './shared-things.ts';
import type * as text from './spec-types.generated.ts';

/** What virtual machines and scale sets may both write. */
type MachineText = Omit<text.VirtualMachine, 'computerName' | 'availabilityZone'>;

export function buildVirtualMachine(reading: Reading, shared: SharedThings, resource: Resource<text.VirtualMachine>): VirtualMachine {
  const nodes = describing(resource);
  const machine: VirtualMachine = buildFacts(reading, shared, resource, 'virtualMachine');
  addParts(reading, shared, nodes, machine);
  machine.provisioning.computerName = reading.fact(nodes, 'computerName', 'computerName');
  machine.provisioning.availabilityZone = reading.fact(nodes, 'availabilityZone', 'availabilityZone');
  return machine;
}

export function buildScaleSet(reading: Reading, shared: SharedThings, resource: Resource<text.VirtualMachineScaleSet>): ScaleSet {
  const nodes = describing(resource);
  const fact = reading.factsOf(nodes, scaleSetUnknowns);
  const set: ScaleSet = {
    ...buildFacts(reading, shared, resource, 'scaleSet'),
    orchestrationMode: fact('orchestrationMode'),
    upgradePolicy: fact('upgradePolicy'),
    capacity: fact('capacity'),
    provisionAfterExtensions: fact('provisionAfterExtensions'),
    extensions: fact('extensions'),
  };
  addParts(reading, shared, nodes, set);
  return set;
}

const machineUnknowns = unknownFacts('', [
  'deploymentModel',
  'size',
  'securityType',
  'encryptionAtHost',
  'diskControllerType',
  'allowExtensionOperations',
  'failoverCluster',
  'windowsContainers',
  'tags',
]);
const sizeUnknown = unknown('size');
const osUnknowns = unknownFacts('os', ['type', 'version', 'image', 'imageId', 'rootUsageGB', 'serverCore']);
const scaleSetUnknowns = unknownFacts('', ['orchestrationMode', 'upgradePolicy', 'capacity', 'provisionAfterExtensions', 'extensions']);

/** All but the parts that know their machine; the object they hang on has to exist first. */
function buildFacts<Kind extends Machine['kind']>(
  reading: Reading,
  shared: SharedThings,
  resource: Resource<MachineText>,
  kind: Kind,
): MachineFacts & { kind: Kind } {
  const nodes = describing(resource);
  const { places } = shared;
  const scenarios = resource.uses.map(({ scenario }) => scenario);
  const [first] = nodes as [Node<MachineText>];
  const fact = reading.factsOf(nodes, machineUnknowns);
  const machine: MachineFacts & { kind: Kind } = {
    kind,
    origin: originOf(first),
    name: resource.name,
    nameOrigin: nameOriginOf(first),
    subscriptionId: places.subscriptionId(nodes, scenarios),
    resourceGroup: places.resourceGroup(nodes, scenarios),
    location: places.location(nodes, scenarios),
    deploymentModel: fact('deploymentModel'),
    size: fact('size'),
    securityType: fact('securityType'),
    encryptionAtHost: fact('encryptionAtHost'),
    diskControllerType: fact('diskControllerType'),
    allowExtensionOperations: fact('allowExtensionOperations'),
    failoverCluster: fact('failoverCluster'),
    windowsContainers: fact('windowsContainers'),
    tags: fact('tags'),
    os: buildOperatingSystem(reading, part(nodes, 'os')),
    sizeFacts: { family: sizeUnknown, memoryMB: sizeUnknown, architecture: sizeUnknown },
    osDisk: undefined as unknown as Disk,
    dataDisks: unknown('dataDisks'),
    mounts: readMounts(reading, nodes),
    identity: readIdentity(shared, wanted(reading, resource, 'identity')),
    encryptionIdentity: readReference(wanted(reading, resource, 'encryptionIdentity'), 'encryptionIdentity', shared.identities),
    current: buildCurrent(reading, shared, resource),
    provisioning: buildProvisioning(reading, shared, resource),
  };
  if (resource.key !== undefined) machine.key = resource.key;
  return machine;
}

/** The name, or the key that stands for it. */
function nameOriginOf(node: Node<MachineText>): Origin {
  const name = child(node, 'name');
  return name === undefined ? atKey(originOf(node)) : originOf(name);
}

function addParts(reading: Reading, shared: SharedThings, nodes: readonly Node<MachineText>[], machine: Machine): void {
  machine.osDisk = buildDisk(reading, shared, 'os', part(nodes, 'osDisk'), machine.origin, machine);
  machine.dataDisks = buildDataDisks(reading, shared, nodes, machine);
}

function buildOperatingSystem(reading: Reading, nodes: readonly Node<text.Os>[]): OperatingSystem {
  const fact = reading.factsOf(nodes, osUnknowns);
  const image = fact('image');
  return {
    type: fact('type'),
    version: fact('version'),
    image: image.known ? know<ImageReference>({ version: 'latest', ...image.value }, image.origin) : image,
    imageId: fact('imageId'),
    rootUsageGB: fact('rootUsageGB'),
    serverCore: fact('serverCore'),
  };
}

function readMounts(reading: Reading, nodes: readonly Node<MachineText>[]): Fact<Mount[]> {
  const mounts = reading.agreed(nodes, 'mounts', 'mounts');
  if (mounts === undefined) return unknown('mounts');
  if (mounts === 'contradicted') return refused('mounts');
  const list = items(mounts).map((mount) => ({ type: mount.value.type, path: mount.value.path ?? '', origin: originOf(mount) }));
  return know(list, originOf(mounts));
}

/** What is known of a machine, or asked of one that a scenario makes. */
type WantedName = 'network' | 'adminUsername' | 'adminPassword' | 'sshPublicKey' | 'encryptionIdentity' | 'identity';
type Wanted<K extends WantedName> = { node: Node<NonNullable<AskText[K]>>; origin: Origin } | 'contradicted' | undefined;

function wanted<K extends WantedName>(reading: Reading, resource: Resource<MachineText>, key: K): Wanted<K> {
  const own = reading.agreed(describing(resource), key, key);
  if (own === 'contradicted') return own;
  if (own !== undefined) return { node: own as Node<NonNullable<AskText[K]>>, origin: originOf(own) };
  for (const use of resource.uses) {
    const asked = ask(use, key);
    if (asked !== undefined) return asked;
  }
  return undefined;
}

interface Resolves<M> {
  resolve(node: Node<string>, fact: string): Fact<M>;
}

function readReference<M>(found: { node: Node<string> } | 'contradicted' | undefined, name: string, registry: Resolves<M>): Fact<M> {
  if (found === undefined) return unknown(name);
  return found === 'contradicted' ? refused(name) : registry.resolve(found.node, name);
}

function readText(found: Wanted<'adminUsername' | 'sshPublicKey'>, name: string): Fact<string> {
  if (found === undefined) return unknown(name);
  return found === 'contradicted' ? refused(name) : know(found.node.value, found.origin);
}

function readIdentity(shared: SharedThings, found: Wanted<'identity'>): Fact<MachineIdentity> {
  if (found === undefined) return unknown('identity');
  if (found === 'contradicted') return refused('identity');
  const { node, origin } = found;
  const userAssigned: ManagedIdentity[] = [];
  for (const key of items(child(node, 'userAssignedIdentities'))) {
    const identity = shared.identities.resolve(key, 'identity');
    if (!identity.known) return refused('identity');
    userAssigned.push(identity.value);
  }
  return know({ systemAssigned: node.value.type.includes('SystemAssigned'), userAssigned }, origin);
}

/** A secret in a registered vault; undefined when the vault is not registered, which is reported. */
export function readSecret(shared: SharedThings, node: Node<text.AdminPassword>, fact: string): SecretReference | undefined {
  const keyVault = shared.keyVaults.resolve(child(node, 'keyVault') as Node<string>, fact);
  return keyVault.known ? { keyVault: keyVault.value, secretName: node.value.secretName, origin: originOf(node) } : undefined;
}

function buildProvisioning(reading: Reading, shared: SharedThings, resource: Resource<MachineText>): MachineProvisioning {
  const nodes = describing(resource);
  const password = wanted(reading, resource, 'adminPassword');
  const adminPassword = typeof password === 'object' ? readSecret(shared, password.node, 'adminPassword') : undefined;
  const provisioning: MachineProvisioning = {
    network: readReference(wanted(reading, resource, 'network'), 'network', shared.networks),
    adminUsername: readText(wanted(reading, resource, 'adminUsername'), 'adminUsername'),
    sshPublicKey: readText(wanted(reading, resource, 'sshPublicKey'), 'sshPublicKey'),
    computerName: unknown('computerName'),
    availabilityZone: unknown('availabilityZone'),
    hyperVGeneration: reading.fact(nodes, 'hyperVGeneration', 'hyperVGeneration'),
    licenseType: reading.fact(nodes, 'licenseType', 'licenseType'),
  };
  if (adminPassword !== undefined) provisioning.adminPassword = adminPassword;
  return provisioning;
}
