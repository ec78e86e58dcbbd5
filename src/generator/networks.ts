import type { Network } from '../model/index.ts';
import { placeOf, resourceId, valueOf } from '../model/index.ts';
import { normalizeLocation } from './place.ts';
import { type PlanningContext, sortedByKey } from './planning-context.ts';
import { sharedKinds, type TemplateScope } from './template-scope.ts';
import { expression, literal } from './template-string.ts';
import { noSteps, type Unit } from './unit.ts';

/** A network as a resource with a name of its own. */
const asVirtualNetwork = (network: Network): Network => ({ ...network, name: network.virtualNetwork });

/** Code of the id of the subnet that new machines join. */
export function subnetId(network: Network, scope: TemplateScope): string {
  const subnet = scope.parameter(`${network.key ?? network.subnet}SubnetName`, {
    description: `Subnet of that virtual network (spec: networks.${network.key ?? network.name}).`,
    entry: { value: network.subnet },
  });
  return scope.resourceIdOf(asVirtualNetwork(network), sharedKinds.network, '/subnets', subnet);
}

/** Virtual networks that the plan makes: one for each name, with the subnets of all registry entries that name it. */
export function networkUnits(context: PlanningContext): Unit[] {
  const groups = new Map<string, Network[]>();
  for (const network of context.model.provisioning.networks) {
    if (network.create === undefined) continue;
    const id = resourceId(placeOf(network), 'Microsoft.Network/virtualNetworks', network.virtualNetwork);
    groups.set(id.toLowerCase(), [...(groups.get(id.toLowerCase()) ?? []), network]);
  }
  return [...groups].flatMap(([id, unordered]): Unit[] => {
    const networks = sortedByKey(unordered);
    const network = networks[0] as Network;
    const location = valueOf(network.location) ?? valueOf(context.model.settings.location);
    const { resourceGroup } = network;
    if (!resourceGroup.known) context.missing(network.origin, network.virtualNetwork, 'resourceGroup', 'its deployment');
    if (location === undefined) context.missing(network.origin, network.virtualNetwork, 'location', 'its deployment');
    if (!resourceGroup.known || location === undefined) return [];
    const key = network.key ?? network.virtualNetwork;
    return [
      {
        deployment: 'network',
        wave: 0,
        place: { ...placeOf(network), location: normalizeLocation(location) },
        name: network.virtualNetwork,
        about: id,
        resources: [{ type: 'Microsoft.Network/virtualNetworks', name: network.virtualNetwork, spec: `/networks/${key}` }],
        ...noSteps,
        view: (scope) => ({
          apiVersion: scope.apiVersion('Microsoft.Network/virtualNetworks'),
          name: expression(scope.nameOf(asVirtualNetwork(network), sharedKinds.network)),
          location: scope.location(),
          addressPrefixes: [...new Set(networks.map((entry) => entry.create?.addressPrefix ?? ''))].map(literal),
          subnets: networks.map((entry) => ({ name: literal(entry.subnet), addressPrefix: literal(entry.create?.subnetPrefix ?? '') })),
        }),
      },
    ];
  });
}
