import { type EncryptionModel, type Fact, type Finding, found, type Machine, type Origin } from '../model/index.ts';
import { agreeOn } from './agree.ts';
import { contradiction, duplicateSpecName, twoEncryptionOperations } from './checks/references.ts';
import { show } from './reading.ts';

/** What is wrong only when the specs of one run are seen together: names, machines that two of them work on, and facts that disagree. */
export function checkTogether(models: readonly EncryptionModel[]): Finding[] {
  if (models.length < 2) return [];
  return [...checkNames(models), ...checkMachines(models)];
}

function checkNames(models: readonly EncryptionModel[]): Finding[] {
  const firsts = new Map<string, EncryptionModel>();
  return models.flatMap((model) => {
    const { name } = model.settings;
    const first = firsts.get(name);
    firsts.set(name, first ?? model);
    return first === undefined ? [] : [found(duplicateSpecName, 'name', nameOrigin(model), { name }, [nameOrigin(first)])];
  });
}

const nameOrigin = ({ origin }: EncryptionModel): Origin => ({ ...origin, pointer: '/name' });

function checkMachines(models: readonly EncryptionModel[]): Finding[] {
  const firsts = new Map<string, { machine: Machine; model: EncryptionModel }>();
  const findings: Finding[] = [];
  for (const model of models) {
    for (const machine of [...model.facts.virtualMachines, ...model.facts.scaleSets]) {
      const key = identityOf(machine);
      const first = key === undefined ? undefined : firsts.get(key);
      if (first === undefined) {
        if (key !== undefined) firsts.set(key, { machine, model });
      } else if (first.model !== model) {
        findings.push(...compareMachines(machine, first.machine));
        // The one that encrypts is what a third spec is held against.
        if (first.machine.encryption === undefined) firsts.set(key as string, { machine, model });
      }
    }
  }
  return findings;
}

/** Kind, subscription, group and name, in small letters; undefined while one of them is not known. */
function identityOf({ kind, subscriptionId, resourceGroup, name }: Machine): string | undefined {
  if (!subscriptionId.known || !resourceGroup.known) return undefined;
  return JSON.stringify([kind, subscriptionId.value, resourceGroup.value, name]).toLowerCase();
}

function compareMachines(machine: Machine, other: Machine): Finding[] {
  const findings: Finding[] = [];
  if (machine.encryption !== undefined && other.encryption !== undefined) {
    const data = {
      kind: machine.kind === 'scaleSet' ? 'Scale set' : 'Virtual machine',
      name: machine.name,
      scenario: machine.encryption.scenario,
      otherScenario: other.encryption.scenario,
    };
    findings.push(found(twoEncryptionOperations, 'operations', machine.encryption.origin, data, [other.encryption.origin]));
  }
  const there = comparableFacts(other);
  for (const [name, here] of Object.entries(comparableFacts(machine))) {
    const fact = there[name];
    if (!here.known || !fact?.known || agreeOn(name, here.value, fact.value)) continue;
    // What follows from something else is said where that is written.
    if (here.origin.kind !== 'written' || fact.origin.kind !== 'written') continue;
    findings.push(
      found(contradiction, 'values', here.origin, { fact: name, here: show(here.value), there: show(fact.value) }, [fact.origin]),
    );
  }
  return findings;
}

/** What two specs may both write of a machine. References are left out: each spec has its own registries. */
function comparableFacts(machine: Machine): Record<string, Fact<unknown>> {
  const { os, current } = machine;
  return {
    location: machine.location,
    deploymentModel: machine.deploymentModel,
    'os.type': os.type,
    'os.version': os.version,
    'os.image': os.image,
    'os.imageId': os.imageId,
    size: machine.size,
    securityType: machine.securityType,
    encryptionAtHost: machine.encryptionAtHost,
    diskControllerType: machine.diskControllerType,
    allowExtensionOperations: machine.allowExtensionOperations,
    'current.osVolume': current.osVolume,
    'current.dataVolume': current.dataVolume,
    'current.volumeType': current.volumeType,
    'current.extension.typeHandlerVersion': current.extension.typeHandlerVersion,
  };
}
