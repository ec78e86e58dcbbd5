import { ArmError } from './errors.ts';
import { type JsonObject, listOf, objectOf, textOf } from './json.ts';
import { type ResourceId, typeOf } from './resource-id.ts';
import type { World } from './world.ts';

/** What a body refers to and has to be there: a template without its dependsOn fails here, as it fails in Azure. @throws {ArmError} 400 */
export function checkReferences(world: World, id: ResourceId, body: JsonObject): void {
  for (const referred of referencesOf(typeOf(id).toLowerCase(), objectOf(body.properties))) {
    if (referred === '' || world.resource(referred) !== undefined) continue;
    throw new ArmError(400, {
      code: 'InvalidResourceReference',
      message: `Resource ${referred} referenced by resource ${id.id} was not found. Please make sure that the referenced resource exists, and that both resources are in the same region.`,
    });
  }
}

function referencesOf(type: string, properties: JsonObject): string[] {
  const idOf = (value: unknown): string => textOf(objectOf(value).id);
  switch (type) {
    case 'microsoft.compute/virtualmachines': {
      const storage = objectOf(properties.storageProfile);
      const attached = [storage.osDisk, ...listOf(storage.dataDisks)].map(objectOf).filter((disk) => disk.createOption === 'Attach');
      return [
        ...listOf(objectOf(properties.networkProfile).networkInterfaces).map(idOf),
        ...attached.map((disk) => idOf(disk.managedDisk)),
      ];
    }
    case 'microsoft.network/networkinterfaces':
      return listOf(properties.ipConfigurations).map((configuration) =>
        virtualNetworkOf(idOf(objectOf(objectOf(configuration).properties).subnet)),
      );
    case 'microsoft.compute/snapshots':
      return [textOf(objectOf(properties.creationData).sourceResourceId)];
    case 'microsoft.recoveryservices/vaults/backupfabrics/protectioncontainers/protecteditems':
      return [textOf(properties.policyId), textOf(properties.sourceResourceId)];
    default:
      return [];
  }
}

/** Subnets are part of their network's body. */
const virtualNetworkOf = (subnet: string): string => subnet.replace(/\/subnets\/[^/]+$/i, '');
