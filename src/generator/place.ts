import type { ModelSettings, ResourcePlace } from '../model/index.ts';

/** Where a deployment is made: scope and region. */
export interface DeploymentPlace extends ResourcePlace {
  location: string;
}

/** `West Europe` and `westeurope` are one region. */
export const normalizeLocation = (location: string): string => location.replaceAll(' ', '').toLowerCase();

/** Folder of a deployment below `generated/NAME`: only what differs from the spec's own subscription and location, wave 1 and no cut is named. */
export function deploymentFolder(settings: ModelSettings, place: DeploymentPlace, deployment: string, wave: number, bits: string): string {
  const subscription = place.subscriptionId.toLowerCase();
  const ownLocation = settings.location.known ? normalizeLocation(settings.location.value) : undefined;
  const isOwn = subscription === settings.subscriptionId.toLowerCase();
  // A region of the own subscription is not to be taken for another subscription that is called like it.
  const isAmbiguous = place.location !== ownLocation && [...settings.subscriptionWords.values()].includes(place.location);
  const segments = [
    isOwn && !isAmbiguous ? undefined : (settings.subscriptionWords.get(subscription) ?? subscription),
    place.location === ownLocation ? undefined : place.location,
    place.resourceGroup.toLowerCase(),
    deployment,
    wave <= 1 ? undefined : `wave-${wave}`,
    bits === '' ? undefined : bits,
  ];
  return segments.filter((segment) => segment !== undefined).join('/');
}
