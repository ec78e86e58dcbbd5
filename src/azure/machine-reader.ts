import type { CloudName } from '../model/index.ts';
import { supportFor } from '../support/index.ts';
import type { AzureClient } from './client.ts';
import { type MachineState, readScaleSet, readVirtualMachine } from './instance-view.ts';
import type { ScaleSetResource, VirtualMachineResource } from './wire.ts';

/** The apiVersion of a resource type in a cloud. */
export type ApiVersions = (type: string) => string;

export const apiVersionsIn =
  (cloud: CloudName): ApiVersions =>
  (type) =>
    // One table serves all support packs.
    supportFor('2026-09').apiVersion(type, cloud);

export const isScaleSet = (machine: string): boolean => /\/virtualMachineScaleSets\/[^/]+$/i.test(machine);

export const machineTypeOf = (machine: string): string =>
  isScaleSet(machine) ? 'Microsoft.Compute/virtualMachineScaleSets' : 'Microsoft.Compute/virtualMachines';

/** Reads machines and scale sets as they are now. */
export class MachineReader {
  readonly #client: AzureClient;
  readonly #apiVersion: ApiVersions;

  constructor(client: AzureClient, apiVersion: ApiVersions) {
    this.#client = client;
    this.#apiVersion = apiVersion;
  }

  /** Undefined when there is no such machine. */
  async read(machine: string): Promise<MachineState | undefined> {
    return isScaleSet(machine) ? await this.#readScaleSet(machine) : await this.#readVirtualMachine(machine);
  }

  /** The instances of a scale set, each with its instance view. */
  async instances(scaleSet: ScaleSetResource & { id: string }): Promise<VirtualMachineResource[]> {
    if (scaleSet.properties?.orchestrationMode === 'Flexible') return await this.#flexibleInstances(scaleSet.id);
    const path = `${scaleSet.id}/virtualMachines`;
    return await collect(this.#client.list<VirtualMachineResource>(path, this.#version(scaleSet.id), { expand: 'instanceView' }));
  }

  async #readVirtualMachine(machine: string): Promise<MachineState | undefined> {
    const read = await this.#client.read<VirtualMachineResource>(machine, this.#version(machine), { expand: 'instanceView' });
    return read === undefined ? undefined : readVirtualMachine(read.resource);
  }

  async #readScaleSet(machine: string): Promise<MachineState | undefined> {
    const read = await this.#client.read<ScaleSetResource>(machine, this.#version(machine));
    if (read === undefined) return undefined;
    return readScaleSet(read.resource, await this.instances({ ...read.resource, id: machine }));
  }

  /** They are virtual machines of the group; a list gives no instance view of all of them. */
  async #flexibleInstances(scaleSet: string): Promise<VirtualMachineResource[]> {
    const group = scaleSet.slice(0, scaleSet.toLowerCase().indexOf('/providers/'));
    const list = `${group}/providers/Microsoft.Compute/virtualMachines`;
    const version = this.#apiVersion('Microsoft.Compute/virtualMachines');
    const found: VirtualMachineResource[] = [];
    for await (const vm of this.#client.list<VirtualMachineResource>(list, version)) {
      if (vm.id === undefined || vm.properties?.virtualMachineScaleSet?.id?.toLowerCase() !== scaleSet.toLowerCase()) continue;
      const read = await this.#client.read<VirtualMachineResource>(vm.id, version, { expand: 'instanceView' });
      if (read !== undefined) found.push(read.resource);
    }
    return found;
  }

  #version(machine: string): string {
    return this.#apiVersion(machineTypeOf(machine));
  }
}

async function collect<T>(pages: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const entry of pages) all.push(entry);
  return all;
}
