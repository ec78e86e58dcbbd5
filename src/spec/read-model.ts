import {
  assumed,
  type CloudName,
  type EncryptionModel,
  type Facts,
  type Known,
  know,
  type ModelSettings,
  type Outcome,
  type Requests,
  type SupportMatrix,
  type VirtualMachine,
  valueOf,
} from '../model/index.ts';
import { supportMatrixNotWritten } from './checks/references.ts';
import { buildEncryption } from './encryption-requests.ts';
import { buildScaleSet, buildVirtualMachine } from './machines.ts';
import { child, items, type Node, originOf, rootNode } from './node.ts';
import { addAskedKeys, buildBackup, buildDiskRequest, buildKeyVaultRequests, buildRestore, buildStandaloneDisk } from './other-requests.ts';
import type { SourceDocument } from './parse.ts';
import { type FactsText, Reading } from './reading.ts';
import { reportDuplicates, reportSubscriptions } from './resource-findings.ts';
import type { Resource } from './resources.ts';
import { gatherResources, type RunResources } from './scenario-uses.ts';
import { checkSchema } from './schema-check.ts';
import { gatherSharedThings, type SharedThings } from './shared-things.ts';
import type * as text from './spec-types.generated.ts';
import { collectSuppressions } from './suppressions.ts';

/** The support pack that holds where a spec names none: the newest. */
const newestSupportMatrix: SupportMatrix = '2026-09';
const defaultMachinesPerDeployment = 100;

export interface ModelInput {
  spec: SourceDocument;
  facts: readonly SourceDocument[];
}

/**
 * Makes the model that a spec and its facts files describe. Findings have codes ADE10xx (shape) and ADE20xx (references); with a wrong shape
 * there is no model, with a wrong reference there is one, so that the rules still say what they have to.
 */
export function readModel({ spec, facts: given }: ModelInput): Outcome<EncryptionModel | undefined> {
  // A spec and a flag may name the same file.
  const facts = given.filter(({ file }, index) => given.findIndex((other) => other.file === file) === index);
  const findings = [...checkSchema('spec', spec), ...facts.flatMap((document) => checkSchema('facts', document))];
  if (findings.length > 0) return { value: undefined, findings };
  const reading = new Reading(
    rootNode(spec),
    facts.map((document) => rootNode<FactsText>(document)),
  );
  return { value: buildModel(reading, [spec, ...facts]), findings: reading.findings };
}

function buildModel(reading: Reading, documents: readonly SourceDocument[]): EncryptionModel {
  const shared = gatherSharedThings(reading);
  const resources = gatherResources(reading, shared.places);
  const requests: Requests = { encryption: [], disks: [], backups: [], restores: [], keyVaults: [] };
  const facts: Facts = {
    virtualMachines: resources.virtualMachines.all.map((resource) => addVirtualMachine(reading, shared, resource, requests)),
    scaleSets: addScaleSets(reading, shared, resources, requests),
    disks: addDisks(reading, shared, resources, requests),
    keyVaults: shared.keyVaults.all(),
    keyEncryptionKeys: shared.keyEncryptionKeys.all(),
  };
  for (const scenario of items(child(reading.spec, 'scenarios'))) {
    if (scenario.value.scenario === 'key-vault')
      requests.keyVaults.push(...buildKeyVaultRequests(shared, scenario as Node<text.ScenarioKeyVault>));
  }
  reportDuplicates(reading, facts);
  reportSubscriptions(reading, requests);
  return {
    origin: originOf(reading.spec),
    settings: readSettings(reading),
    requests,
    facts,
    provisioning: {
      networks: shared.networks.all(),
      identities: shared.identities.all(),
      recoveryServicesVaults: shared.recoveryServicesVaults.all(),
      backupPolicies: shared.backupPolicies.all(),
      backupServicePrincipalObjectId: reading.fact([reading.spec], 'backupServicePrincipalObjectId', 'backupServicePrincipalObjectId'),
    },
    suppressions: documents.flatMap((document) => collectSuppressions(document)),
  };
}

function addVirtualMachine(
  reading: Reading,
  shared: SharedThings,
  resource: Resource<text.VirtualMachine>,
  requests: Requests,
): VirtualMachine {
  const machine = buildVirtualMachine(reading, shared, resource);
  const encryption = buildEncryption(reading, shared, resource, machine);
  if (encryption !== undefined) {
    machine.encryption = encryption;
    requests.encryption.push(encryption);
    if (encryption.scenario === 'new-vm-encrypted-vhd') {
      for (const disk of [machine.osDisk, ...(valueOf(machine.dataDisks) ?? [])]) addAskedKeys(disk, encryption);
    }
  }
  for (const use of resource.uses) {
    if (use.asks.scenario === 'backup-encrypted-vm' && machine.backup === undefined) {
      machine.backup = buildBackup(reading, shared, machine, use);
      requests.backups.push(machine.backup);
    }
    if (use.asks.scenario === 'restore-encrypted-vm' && machine.restore === undefined) {
      machine.restore = buildRestore(reading, shared, machine, use);
      requests.restores.push(machine.restore);
    }
  }
  return machine;
}

function addScaleSets(reading: Reading, shared: SharedThings, resources: RunResources, requests: Requests): Facts['scaleSets'] {
  return resources.virtualMachineScaleSets.all.map((resource) => {
    const set = buildScaleSet(reading, shared, resource);
    const encryption = buildEncryption(reading, shared, resource, set);
    if (encryption !== undefined) {
      set.encryption = encryption;
      requests.encryption.push(encryption);
    }
    return set;
  });
}

function addDisks(reading: Reading, shared: SharedThings, resources: RunResources, requests: Requests): Facts['disks'] {
  return resources.disks.all.map((resource) => {
    const disk = buildStandaloneDisk(reading, shared, resource);
    const [use] = resource.uses;
    if (use !== undefined) requests.disks.push(buildDiskRequest(reading, shared, disk, use));
    return disk;
  });
}

function readSettings(reading: Reading): ModelSettings {
  const { spec } = reading;
  const origin = originOf(spec);
  const { value } = spec;
  return {
    name: value.name,
    cloud: settingOr(child(spec, 'cloud'), know<CloudName>('AzureCloud', assumed(origin, 'cloud'))),
    subscriptionId: value.subscriptionId,
    subscriptionWords: new Map(Object.entries(value.subscriptions ?? {}).map(([word, id]) => [id.toLowerCase(), word])),
    location: reading.fact([spec], 'location', 'location'),
    resourceGroup: reading.fact([spec], 'resourceGroup', 'resourceGroup'),
    supportMatrix: readSupportMatrix(reading),
    maxMachinesPerDeployment: value.maxMachinesPerDeployment ?? defaultMachinesPerDeployment,
  };
}

const settingOr = <T>(node: Node<T> | undefined, otherwise: Known<T>): Known<T> =>
  node === undefined ? otherwise : know(node.value, originOf(node));

function readSupportMatrix(reading: Reading): Known<SupportMatrix> {
  const origin = originOf(reading.spec);
  const node = child(reading.spec, 'supportMatrix');
  if (node !== undefined) return know(node.value, originOf(node));
  reading.report(supportMatrixNotWritten, 'absent', { ...origin, at: 'key' }, { matrix: newestSupportMatrix });
  return know(newestSupportMatrix, assumed(origin, 'supportMatrix'));
}
