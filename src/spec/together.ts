import { type EncryptionModel, type Fact, type Finding, found, type Known, type Machine, type Origin } from '../model/index.ts';
import { agreeOn } from './agree.ts';
import { contradiction, duplicateSpecName, twoEncryptionOperations } from './checks/references.ts';
import { show } from './reading.ts';

/** What a machine of one spec is held against in the next: not the machine itself, so that the model of a spec need not stay. */
interface SeenMachine {
  /** Tells the specs apart. */
  spec: Origin;
  encryption?: { scenario: string; origin: Origin };
  facts: Map<string, Known<unknown>>;
}

/** What is wrong only when the specs of one run are seen together: names, machines that two of them work on, and facts that disagree. */
export class SpecsTogether {
  readonly findings: Finding[] = [];
  readonly #names = new Map<string, Origin>();
  readonly #machines = new Map<string, SeenMachine>();

  /** Holds a spec against those before it. */
  add(model: EncryptionModel): void {
    this.#checkName(model);
    for (const machine of [...model.facts.virtualMachines, ...model.facts.scaleSets]) this.#checkMachine(machine, model.origin);
  }

  #checkName({ settings: { name }, origin }: EncryptionModel): void {
    const here: Origin = { ...origin, pointer: '/name' };
    const first = this.#names.get(name);
    if (first === undefined) this.#names.set(name, here);
    else this.findings.push(found(duplicateSpecName, 'name', here, { name }, [first]));
  }

  #checkMachine(machine: Machine, spec: Origin): void {
    const key = identityOf(machine);
    if (key === undefined) return;
    const seen: SeenMachine = { spec, facts: writtenFacts(machine) };
    if (machine.encryption !== undefined) seen.encryption = { scenario: machine.encryption.scenario, origin: machine.encryption.origin };
    const first = this.#machines.get(key);
    if (first === undefined) {
      this.#machines.set(key, seen);
    } else if (first.spec !== spec) {
      this.findings.push(...compareMachines(machine, seen, first));
      // The one that encrypts is what a third spec is held against.
      if (first.encryption === undefined) this.#machines.set(key, seen);
    }
  }
}

/** Kind, subscription, group and name, in small letters; undefined while one of them is not known. */
function identityOf({ kind, subscriptionId, resourceGroup, name }: Machine): string | undefined {
  if (!subscriptionId.known || !resourceGroup.known) return undefined;
  return JSON.stringify([kind, subscriptionId.value, resourceGroup.value, name]).toLowerCase();
}

function compareMachines({ kind, name }: Machine, here: SeenMachine, there: SeenMachine): Finding[] {
  const findings: Finding[] = [];
  if (here.encryption !== undefined && there.encryption !== undefined) {
    const data = {
      kind: kind === 'scaleSet' ? 'Scale set' : 'Virtual machine',
      name,
      scenario: here.encryption.scenario,
      otherScenario: there.encryption.scenario,
    };
    findings.push(found(twoEncryptionOperations, 'operations', here.encryption.origin, data, [there.encryption.origin]));
  }
  for (const [fact, { value, origin }] of here.facts) {
    const other = there.facts.get(fact);
    if (other === undefined || agreeOn(fact, value, other.value)) continue;
    findings.push(found(contradiction, 'values', origin, { fact, here: show(value), there: show(other.value) }, [other.origin]));
  }
  return findings;
}

/** The facts of a machine that somebody wrote; what follows from something else is said where that is written. */
function writtenFacts(machine: Machine): Map<string, Known<unknown>> {
  const facts = new Map<string, Known<unknown>>();
  for (const [name, fact] of Object.entries(comparableFacts(machine))) {
    if (fact.known && fact.origin.kind === 'written') facts.set(name, fact);
  }
  return facts;
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
