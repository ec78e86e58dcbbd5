import type { Scope } from '../../azure/status.ts';
import type { Flags } from '../command.ts';
import { wrongUse } from '../complaint.ts';
import type { Io } from '../io.ts';

/** Flags that look for machines without a spec. */
export const scopeFlags = {
  'resource-group': { type: 'string', describe: 'Machines of this group, without a spec; needs --subscription' },
} as const satisfies Flags;

const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Where to look when no spec is given. Throws a {@link Complaint} (64) when flags do not say, or say it beside a spec. */
export function scopeOf(
  values: readonly string[],
  flags: { 'resource-group': string | undefined; subscription: readonly string[] },
): Scope {
  const resourceGroup = flags['resource-group'];
  if (values.length > 0) {
    if (resourceGroup !== undefined) throw wrongUse('--resource-group is for use without a spec; with one, its machines are meant.');
    return { subscriptionId: '' };
  }
  const [subscriptionId, ...more] = flags.subscription;
  if (subscriptionId === undefined) throw wrongUse('Give a spec, a generated folder, or --subscription (and --resource-group).');
  if (more.length > 0 || !isId.test(subscriptionId))
    throw wrongUse(`Without a spec, --subscription takes the id of one subscription, not "${flags.subscription.join('", "')}".`);
  return { subscriptionId, resourceGroup };
}

/** ISO date of the facts that are collected now. */
export const today = (io: Io): string => io.now().toISOString().slice(0, 10);
