/** Azure regions are the same with and without blanks, in any letter case: `West Europe` is `westeurope`. */
export const sameLocation = (one: string, other: string): boolean => canonical(one) === canonical(other);

export const sameText = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

const canonical = (location: string): string => location.replaceAll(/\s/g, '').toLowerCase();
