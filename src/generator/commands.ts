import type { Machine, ResourcePlace } from '../model/index.ts';
import { placeOf } from '../model/index.ts';

/** One argument of a POSIX shell; plain words stay readable. */
export const shellQuote = (text: string): string => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

/** A command line of the Azure CLI. Options whose value is undefined are left out. */
export function az(command: string, options: Record<string, string | string[] | undefined>): string {
  const words = Object.entries(options).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name}`, ...[value].flat().map(shellQuote)],
  );
  return ['az', command, ...words].join(' ');
}

export const scopeOptions = (place: ResourcePlace): { subscription: string; 'resource-group': string } => ({
  subscription: place.subscriptionId,
  'resource-group': place.resourceGroup,
});

/** `az vm …` or `az vmss …` on this machine. */
export const azMachine = (machine: Machine, command: string, options: Record<string, string | string[] | undefined> = {}): string =>
  az(`${machine.kind === 'scaleSet' ? 'vmss' : 'vm'} ${command}`, { ...scopeOptions(placeOf(machine)), name: machine.name, ...options });
