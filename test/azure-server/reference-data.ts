import { ArmError, subscriptionNotFound } from './errors.ts';
import { pageOf, type Request } from './http.ts';
import { type Json, type JsonObject, objectOf } from './json.ts';
import type { Answer } from './operations.ts';
import { checkAuthorized } from './refusals.ts';
import type { Subscription, World } from './world.ts';

interface Size {
  name: string;
  family: string;
  vCPUs: number;
  memoryGB: string;
  encryptionAtHost: boolean;
}

/** A few sizes, as the Resource SKUs list describes them (https://learn.microsoft.com/rest/api/compute/resource-skus/list, 2024-03-01). */
const sizes: Size[] = [
  { name: 'Standard_B1ls', family: 'standardBSFamily', vCPUs: 1, memoryGB: '0.5', encryptionAtHost: true },
  { name: 'Standard_B2s', family: 'standardBSFamily', vCPUs: 2, memoryGB: '4', encryptionAtHost: true },
  { name: 'Standard_DS1_v2', family: 'standardDSv2Family', vCPUs: 1, memoryGB: '3.5', encryptionAtHost: true },
  { name: 'Standard_D2s_v5', family: 'standardDSv5Family', vCPUs: 2, memoryGB: '8', encryptionAtHost: true },
  { name: 'Standard_D4s_v5', family: 'standardDSv5Family', vCPUs: 4, memoryGB: '16', encryptionAtHost: true },
  { name: 'Standard_D8ds_v6', family: 'StandardDdsv6Family', vCPUs: 8, memoryGB: '32', encryptionAtHost: true },
  { name: 'Standard_E4s_v5', family: 'standardESv5Family', vCPUs: 4, memoryGB: '32', encryptionAtHost: true },
  { name: 'Standard_E8ds_v5', family: 'standardEDSv5Family', vCPUs: 8, memoryGB: '64', encryptionAtHost: true },
  { name: 'Standard_F4s_v2', family: 'standardFSv2Family', vCPUs: 4, memoryGB: '8', encryptionAtHost: true },
];

const locations = ['westeurope', 'northeurope', 'eastus', 'westus'];

/** Resource SKUs; `$filter=location eq 'westeurope'` narrows them. */
export function answerSkus(world: World, request: Request): Answer {
  checkAuthorized(world, 'Microsoft.Compute/skus/read', `/subscriptions/${request.values.subscriptionId}`);
  const location = /location eq '([^']+)'/i.exec(request.query.get('$filter') ?? '')?.[1]?.toLowerCase();
  const entries: Json[] = locations
    .filter((name) => location === undefined || name === location)
    .flatMap((name) => sizes.map((size) => skuOf(size, name)));
  return { status: 200, body: pageOf(request, entries, world.options.pageSize) };
}

function skuOf({ name, family, vCPUs, memoryGB, encryptionAtHost }: Size, location: string): JsonObject {
  const [tier = '', ...size] = name.split('_');
  const capability = (key: string, value: string): JsonObject => ({ name: key, value });
  return {
    resourceType: 'virtualMachines',
    name,
    tier,
    size: size.join('_'),
    family,
    locations: [location],
    locationInfo: [{ location, zones: ['1', '2', '3'], zoneDetails: [] }],
    capabilities: [
      capability('vCPUs', String(vCPUs)),
      capability('MemoryGB', memoryGB),
      capability('HyperVGenerations', 'V1,V2'),
      capability('CpuArchitectureType', 'x64'),
      capability('PremiumIO', 'True'),
      capability('EncryptionAtHostSupported', encryptionAtHost ? 'True' : 'False'),
      ...(/v6$/.test(name) ? [capability('DiskControllerTypes', 'NVMe')] : []),
    ],
    restrictions: [],
  };
}

/** Sizes of a region in their older list. */
export const answerVmSizes = (): Answer => ({
  status: 200,
  body: { value: sizes.map(({ name, vCPUs, memoryGB }) => ({ name, numberOfCores: vCPUs, memoryInMB: Number(memoryGB) * 1024 })) },
});

/** A preview feature: not registered, unless a resource with this id was seeded. */
export function answerFeature(world: World, request: Request): Answer {
  const { namespace, feature } = request.values;
  const id = request.path;
  const state = objectOf(world.resource(id)?.body.properties).state ?? 'NotRegistered';
  return {
    status: 200,
    body: { id, name: `${namespace}/${feature}`, type: 'Microsoft.Features/providers/features', properties: { state } },
  };
}

/** Versions of a gallery image, or one of them: what its operating system is follows from the publisher. */
export function answerImages(_world: World, request: Request): Answer {
  const { subscriptionId, location, image = '' } = request.values;
  const [publisher = '', , , , offer, , sku, , version] = image.split('/');
  if (offer === undefined || sku === undefined) throw new ArmError(404, { code: 'NotFound', message: `Artifact: VMImage was not found.` });
  const id = `/Subscriptions/${subscriptionId}/Providers/Microsoft.Compute/Locations/${location}/Publishers/${publisher}/ArtifactTypes/VMImage/Offers/${offer}/Skus/${sku}/Versions`;
  if (version === undefined) return { status: 200, body: [{ location, name: '1.0.20260101', id: `${id}/1.0.20260101` }] };
  const operatingSystem = /^Microsoft(Windows|SQLServer)/i.test(publisher) ? 'Windows' : 'Linux';
  const name = version.toLowerCase() === 'latest' ? '1.0.20260101' : version;
  const properties: JsonObject = {
    hyperVGeneration: /gen2|g2/i.test(sku) ? 'V2' : 'V1',
    architecture: 'x64',
    osDiskImage: { operatingSystem },
    dataDiskImages: [],
  };
  return { status: 200, body: { location, name, id: `${id}/${name}`, properties } };
}

/** Registration of a resource provider: all of them are registered. */
export const answerProvider = (_world: World, request: Request): Answer => ({
  status: 200,
  body: {
    id: `/subscriptions/${request.values.subscriptionId}/providers/${request.values.namespace}`,
    namespace: request.values.namespace,
    registrationState: 'Registered',
    registrationPolicy: 'RegistrationRequired',
    resourceTypes: [],
  },
});

/** One subscription or all of them. */
export function answerSubscription(world: World, request: Request): Answer {
  const shown = (subscription: Subscription): JsonObject => ({
    id: `/subscriptions/${subscription.subscriptionId}`,
    subscriptionId: subscription.subscriptionId,
    tenantId: world.options.tenantId,
    displayName: subscription.displayName,
    state: 'Enabled',
  });
  const { subscriptionId } = request.values;
  if (subscriptionId === undefined)
    return { status: 200, body: pageOf(request, [...world.subscriptions.values()].map(shown), world.options.pageSize) };
  const found = world.subscriptions.get(subscriptionId.toLowerCase());
  if (found === undefined) throw subscriptionNotFound(subscriptionId);
  return { status: 200, body: shown(found) };
}
