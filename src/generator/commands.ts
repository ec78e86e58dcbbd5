import type { Machine, ResourcePlace } from '../model/index.ts';
import { placeOf } from '../model/index.ts';
import type { ParameterValue } from '../plan/types.ts';

/** One argument of a POSIX shell; plain words stay readable. */
export const shellQuote = (text: string): string => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

/** A command line of the Azure CLI. Options whose value is undefined are left out. */
export function az(command: string, options: Record<string, string | string[] | undefined>): string {
  const words = Object.entries(options).flatMap(([name, value]) => (value === undefined ? [] : optionWords(name, value)));
  return ['az', command, ...words].join(' ');
}

/** A value that begins with a hyphen, as resource groups may, would be taken for an option of its own. */
const optionWords = (name: string, value: string | string[]): string[] =>
  typeof value === 'string' && value.startsWith('-')
    ? [`--${name}=${shellQuote(value)}`]
    : [`--${name}`, ...[value].flat().map(shellQuote)];

/**
 * The PATCH that a step sends, as a command. Values that only a person or the machine knows are shell variables of their names, so that the
 * command can be pasted after they were set.
 */
export function patchCommand(target: string | ParameterValue, apiVersion: string, patch: object): string {
  const variables: string[] = [];
  const body = JSON.stringify(patch, (_, value) => {
    const name = value?.$parameter ?? (value?.$extensionStatus === undefined ? undefined : 'secretUrl');
    if (name === undefined) return value;
    variables.push(name);
    return `\u0000${variables.length - 1}`;
  });
  const quotedBody = shellQuote(body).replace(/"\\u0000(\d+)"/g, (_, index) => `"'"$${variables[Number(index)]}"'"`);
  const uri =
    typeof target === 'string' ? shellQuote(`${target}?api-version=${apiVersion}`) : `"$${target.$parameter}?api-version=${apiVersion}"`;
  return `az rest --method patch --uri ${uri} --body ${quotedBody}`;
}

export const scopeOptions = (place: ResourcePlace): { subscription: string; 'resource-group': string } => ({
  subscription: place.subscriptionId,
  'resource-group': place.resourceGroup,
});

/** `az vm …` or `az vmss …` on this machine. */
export const azMachine = (machine: Machine, command: string, options: Record<string, string | string[] | undefined> = {}): string =>
  az(`${machine.kind === 'scaleSet' ? 'vmss' : 'vm'} ${command}`, { ...scopeOptions(placeOf(machine)), name: machine.name, ...options });
