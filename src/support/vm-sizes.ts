import { closest, distance } from 'fastest-levenshtein';
import type { VmSize } from './types.ts';
import { vmSizeTable } from './vm-size-table.ts';

let sizes: Map<string, VmSize> | undefined;
/** Each search compares with every name, and a fleet repeats its mistakes. */
const similar = new Map<string, string | undefined>();

/** The size of this name, ignoring case; undefined when the table does not have it. The first call reads the table. */
export function vmSize(name: string): VmSize | undefined {
  sizes ??= readSizes();
  return sizes.get(name.toLowerCase());
}

/** The size in the table that a misspelt name most likely means; undefined when none is near. */
export function similarSize(name: string): string | undefined {
  if (!similar.has(name)) similar.set(name, findSimilar(name));
  return similar.get(name);
}

function findSimilar(name: string): string | undefined {
  sizes ??= readSizes();
  const names = [...sizes.keys()];
  for (const spelling of [name.toLowerCase(), `standard_${name.toLowerCase()}`]) {
    const nearest = closest(spelling, names);
    if (distance(spelling, nearest) <= 2) return sizes.get(nearest)?.name;
  }
  return undefined;
}

function readSizes(): Map<string, VmSize> {
  const read = new Map<string, VmSize>();
  for (const line of vmSizeTable.split('\n')) {
    const [family, architecture, list] = line.split('|') as [string, string, string];
    for (const entry of list.split(',')) {
      const [shortName, vCPUs, memoryMB] = entry.split(' ') as [string, string?, string?];
      const name = shortName.startsWith('Basic_') ? shortName : `Standard_${shortName}`;
      read.set(name.toLowerCase(), {
        name,
        family,
        vCPUs: figure(vCPUs),
        memoryMB: figure(memoryMB),
        architecture: architecture || undefined,
      });
    }
  }
  return read;
}

const figure = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text));
