import type { CloudName } from '../../model/index.ts';
import type { Call, Flags } from '../command.ts';
import { wrongUse } from '../complaint.ts';

/** Flags of the commands that sign in to Azure. */
export const connectionFlags = {
  auth: {
    type: 'string',
    describe: 'How to sign in; default tries one way after another',
    choices: ['default', 'cli', 'env', 'managed-identity', 'device-code', 'workload-identity'],
    default: 'default',
  },
  cloud: { type: 'string', describe: 'Cloud, in place of the spec’s', choices: ['AzureCloud', 'AzureUSGovernment', 'AzureChinaCloud'] },
  'arm-endpoint': { type: 'string', describe: 'Azure Resource Manager of a private cloud, https://…' },
  'authority-host': { type: 'string', describe: 'Login host of a private cloud, https://…; nobody else is asked whether it is one' },
  concurrency: { type: 'string', describe: 'Deployments, or requests, at once', default: '10' },
} as const satisfies Flags;

/** Flags that choose a part of a plan. */
export const selectionFlags = {
  machine: { type: 'string', describe: 'Only this machine, by name, GROUP/NAME or id; may be repeated', repeatable: true },
  scenario: { type: 'string', describe: 'Only this scenario; may be repeated', repeatable: true },
  wave: { type: 'string', describe: 'Only this wave; 0 is what machines share; may be repeated', repeatable: true },
  subscription: { type: 'string', describe: 'Only this subscription, by id or by its word in the spec; may be repeated', repeatable: true },
} as const satisfies Flags;

/** The flag for values that the generated files leave open. */
export const parameterFlag = {
  parameter: {
    type: 'string',
    describe:
      'NAME=VALUE of a parameter without value that is no secret; secrets come from ARMADE_PARAMETER_NAME in the environment or a prompt',
    repeatable: true,
  },
} as const satisfies Flags;

export type ConnectionValues = Call<typeof connectionFlags>['flags'];
export type SelectionValues = Call<typeof selectionFlags>['flags'];

/** Throws a {@link Complaint} (64) for what is no https URL. */
export function httpsUrl(flag: string, value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (!URL.canParse(value) || new URL(value).protocol !== 'https:')
    throw wrongUse(`--${flag} takes a URL that begins with https://, not "${value}".`);
  return value.replace(/\/+$/, '');
}

/** Throws a {@link Complaint} (64) for what is no whole number of at least `least`. */
export function wholeNumber(flag: string, value: string, least: number): number {
  const number = Number(value);
  if (!/^\d+$/.test(value) || number < least) throw wrongUse(`--${flag} takes a whole number of at least ${least}, not "${value}".`);
  return number;
}

/** Throws a {@link Complaint} (64) for what is no number above zero. */
export function positiveNumber(flag: string, value: string): number {
  const number = Number(value);
  if (!/^\d+(\.\d+)?$/.test(value) || number <= 0) throw wrongUse(`--${flag} takes a number above 0, not "${value}".`);
  return number;
}

export const selectionOf = (flags: SelectionValues) => ({
  machines: flags.machine,
  scenarios: flags.scenario,
  waves: flags.wave.map((wave) => wholeNumber('wave', wave, 0)),
  subscriptions: flags.subscription,
});

export function parameterValues(pairs: readonly string[]): Map<string, string> {
  return new Map(
    pairs.map((pair): [string, string] => {
      const at = pair.indexOf('=');
      if (at < 1) throw wrongUse(`--parameter takes NAME=VALUE, not "${pair}".`);
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}

export const cloudOf = (flags: ConnectionValues, plan: { cloud: CloudName } | undefined): CloudName =>
  flags.cloud ?? plan?.cloud ?? 'AzureCloud';
