/** Whether two places say the same: letter case counts as little as it does in Azure. */
export function agree(one: unknown, other: unknown): boolean {
  if (typeof one === 'string' && typeof other === 'string') return one === other || one.toLowerCase() === other.toLowerCase();
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const keys = Object.keys(one).filter((key) => key !== 'suppress');
  const otherKeys = Object.keys(other).filter((key) => key !== 'suppress');
  if (keys.length !== otherKeys.length) return false;
  return keys.every(
    (key) => Object.hasOwn(other, key) && agree((one as Record<string, unknown>)[key], (other as Record<string, unknown>)[key]),
  );
}

/** The same for the fact of this name: a region may be written in two ways. */
export const agreeOn = (name: string, one: unknown, other: unknown): boolean =>
  name === 'location' && typeof one === 'string' && typeof other === 'string'
    ? normalRegion(one) === normalRegion(other)
    : agree(one, other);

/** A region as Azure compares it: `West Europe` is `westeurope`. */
export const normalRegion = (region: string): string => region.replaceAll(' ', '').toLowerCase();
