import { type Machine, machineId } from '../model/index.ts';
import { limits } from '../support/index.ts';
import { sha256 } from './hash.ts';

/** `SQL` → `sql`, `Web` → `web`. */
const lowerFirst = (word: string): string => (/^[A-Z0-9]+$/.test(word) ? word.toLowerCase() : `${word[0]?.toLowerCase()}${word.slice(1)}`);

/** `vm-web-01` → `vmWeb01`; always starts with a letter, as parameter names have to. */
export function camelCase(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const joined = words.map((word, index) => (index === 0 ? lowerFirst(word) : word[0]?.toUpperCase() + word.slice(1))).join('');
  return /^[a-z]/.test(joined) ? joined : `n${joined}`;
}

/** `vm-web-01` → `VmWeb01`, for the later words of a parameter's name. */
export function pascalCase(name: string): string {
  const camel = camelCase(name);
  return `${camel[0]?.toUpperCase()}${camel.slice(1)}`;
}

/** What each machine is called in parameter names: camelCase, with four hash digits where two of them would meet. */
export function parameterPrefixes(names: Iterable<string>): ReadonlyMap<string, string> {
  const byPrefix = new Map<string, string[]>();
  for (const name of new Set(names)) {
    const prefix = camelCase(name).toLowerCase();
    byPrefix.set(prefix, [...(byPrefix.get(prefix) ?? []), name]);
  }
  const prefixes = new Map<string, string>();
  for (const meeting of byPrefix.values()) {
    for (const name of meeting) prefixes.set(name, meeting.length === 1 ? camelCase(name) : camelCase(name) + sha256(name).slice(0, 4));
  }
  return prefixes;
}

/** The same for machines of several resource groups, which may even be called alike; the digits are those of their ids. */
export function machinePrefixes<T extends Machine>(machines: readonly T[]): ReadonlyMap<T, string> {
  const meeting = new Map<string, number>();
  const folded = (name: string): string => camelCase(name).toLowerCase();
  for (const { name } of machines) meeting.set(folded(name), (meeting.get(folded(name)) ?? 0) + 1);
  return new Map(
    machines.map((machine) => {
      const { name } = machine;
      const digits = meeting.get(folded(name)) === 1 ? '' : sha256(machineId(machine).toLowerCase()).slice(0, 4);
      return [machine, camelCase(name) + digits];
    }),
  );
}

/** A name within so many characters: a longer one keeps its beginning and four hash digits, so that two of them do not meet. */
export function shortened(name: string, characters: number): string {
  if (name.length <= characters) return name;
  return `${name.slice(0, characters - 5).replace(/[^A-Za-z0-9]+$/, '')}-${sha256(name).slice(0, 4)}`;
}

/** Deterministic name of a deployment in Azure: readable words and eight hash digits of the folder that holds its template. */
export function deploymentName(specName: string, deployment: string, folder: string): string {
  const suffix = `-${sha256(`${specName}/${folder}`).slice(0, 8)}`;
  return `${specName}-${deployment}`.slice(0, limits.deploymentNameCharacters - suffix.length) + suffix;
}
