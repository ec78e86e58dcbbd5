import type {
  EncryptionModel,
  EncryptionRequest,
  Finding,
  KeyEncryptionKey,
  Machine,
  MessageData,
  Origin,
  VirtualMachine,
} from '../model/index.ts';
import { keyUrl, valueOf, writtenOrigin } from '../model/index.ts';
import type { ExtensionHandler, Support } from '../support/index.ts';
import { releaseOf } from './extension-view.ts';
import { machinePrefixes } from './names.ts';
import { type DeploymentPlace, deploymentFolder, normalizeLocation } from './place.ts';
import type { DeploymentKind } from './unit.ts';

/** What planning one model needs: the model, the support pack and a place for findings. */
export class PlanningContext {
  readonly model: EncryptionModel;
  readonly support: Support;
  readonly findings: Finding[] = [];
  /** What restored machines are called in parameters: a person gives their disks by these names, whichever deployment they fall into. */
  readonly restoredPrefixes: ReadonlyMap<VirtualMachine, string>;
  readonly #missingPlaces = new Set<string>();

  constructor(model: EncryptionModel, support: Support) {
    this.model = model;
    this.support = support;
    this.restoredPrefixes = machinePrefixes(model.requests.restores.map(({ machine }) => machine));
  }

  get cloudName(): EncryptionModel['settings']['cloud']['value'] {
    return this.model.settings.cloud.value;
  }

  get keyVaultDnsSuffix(): string {
    return this.support.cloud(this.cloudName).keyVaultDnsSuffix;
  }

  /** Versioned URL of a key; unversioned where the plan makes it. */
  keyUrl(key: KeyEncryptionKey): string | undefined {
    return keyUrl(key, this.keyVaultDnsSuffix);
  }

  report(origin: Origin, code: string, messageId: string, data: MessageData): void {
    this.findings.push({ code, messageId, data, origin });
  }

  /** Reports that nobody said what the generator needs; `field` is the name a user would write it under. */
  missing(origin: Origin, subject: string, field: string, purpose: string): undefined {
    const { file, pointer } = writtenOrigin(origin);
    const place = [file, pointer, field].join('|');
    // Several things may need it: one finding says so.
    if (this.#missingPlaces.has(place)) return undefined;
    this.#missingPlaces.add(place);
    this.report(origin, 'ADE3001', 'missing', { subject, field, purpose });
    return undefined;
  }

  /** Where a resource of these facts is deployed; undefined after reporting what is missing. */
  place(subject: Pick<Machine, 'name' | 'origin' | 'subscriptionId' | 'resourceGroup' | 'location'>): DeploymentPlace | undefined {
    const resourceGroup = valueOf(subject.resourceGroup);
    const location = valueOf(subject.location);
    if (resourceGroup === undefined) return this.missing(subject.origin, subject.name, 'resourceGroup', 'its deployment');
    if (location === undefined) return this.missing(subject.origin, subject.name, 'location', 'its deployment');
    return {
      subscriptionId: valueOf(subject.subscriptionId) ?? this.model.settings.subscriptionId,
      resourceGroup,
      location: normalizeLocation(location),
    };
  }

  /** The handler of a machine; undefined after reporting that its operating system is not known. */
  handler(machine: Machine): ExtensionHandler | undefined {
    const os = valueOf(machine.os.type);
    if (os === undefined) return this.missing(machine.origin, machine.name, 'os.type', 'choosing the extension');
    return this.support.extension(os, releaseOf(machine));
  }

  /** Id of a step that concerns one machine: the folder its deployment would have, the kind of step and the name. */
  stepId(place: DeploymentPlace, deployment: DeploymentKind, wave: number, kind: string, name: string): string {
    return `${deploymentFolder(this.model.settings, place, deployment, wave, '')}/${kind}/${name.toLowerCase()}`;
  }
}

/** Pointer into the spec with list entries keyed by names, so that neither order nor comments change the plan. */
export const specPointer = (scenario: string, list: string, name: string): string => `/scenarios/${scenario}/${list}/${name}`;

export const requestPointer = (request: EncryptionRequest): string =>
  specPointer(request.scenario, request.machine.kind === 'scaleSet' ? 'virtualMachineScaleSets' : 'virtualMachines', request.machine.name);

/** Entries of a registry in an order that does not depend on where they are written. */
export const sortedByKey = <T extends { key?: string; name: string }>(entries: readonly T[]): T[] =>
  [...entries].sort((a, b) => ((a.key ?? a.name) < (b.key ?? b.name) ? -1 : 1));
