import { type Disk, type Facts, type Machine, type Origin, type Requests, valueOf, writtenOrigin } from '../model/index.ts';
import { duplicateResource, unnamedSubscription } from './checks/references.ts';
import type { Reading } from './reading.ts';

type Placed = Pick<Machine, 'origin' | 'name' | 'subscriptionId' | 'resourceGroup'>;

/** Machines and disks that two entries describe, as Azure sees it: by subscription, group and name, ignoring case. */
export function reportDuplicates(reading: Reading, { virtualMachines, scaleSets, disks }: Facts): void {
  reportDuplicatesOf(reading, 'Virtual machine', virtualMachines);
  reportDuplicatesOf(reading, 'Scale set', scaleSets);
  reportDuplicatesOf(
    reading,
    'Disk',
    disks.flatMap(({ placed }) => placed ?? []),
  );
}

function reportDuplicatesOf(reading: Reading, kind: string, resources: readonly Placed[]): void {
  const firsts = new Map<string, Origin>();
  for (const { name, subscriptionId, resourceGroup, origin } of resources) {
    const group = valueOf(resourceGroup);
    const identity = `${valueOf(subscriptionId)}/${group}/${name}`.toLowerCase();
    const first = firsts.get(identity);
    if (first === undefined) {
      firsts.set(identity, origin);
      continue;
    }
    const data = { kind, name, group: group === undefined ? '' : ` in resource group ${group}` };
    reading.report(duplicateResource, 'place', { ...writtenOrigin(origin), at: 'key' }, data, [{ ...writtenOrigin(first), at: 'key' }]);
  }
}

/** Subscriptions that something is deployed to, and that the spec has no word for. */
export function reportSubscriptions(reading: Reading, { encryption, backups, restores, disks }: Requests): void {
  const { subscriptionId, subscriptions = {} } = reading.spec.value;
  const named = new Set([subscriptionId, ...Object.values(subscriptions)].map((id) => id.toLowerCase()));
  const machines: Pick<Machine, 'subscriptionId'>[] = [...encryption, ...backups, ...restores].map(({ machine }) => machine);
  for (const { subscriptionId: id } of [...machines, ...disks.map(({ disk }) => disk.placed as NonNullable<Disk['placed']>)]) {
    if (!id.known || named.has(id.value.toLowerCase())) continue;
    named.add(id.value.toLowerCase());
    reading.report(unnamedSubscription, 'word', id.origin, { id: id.value });
  }
  reportSameSubscriptions(reading, subscriptions);
}

function reportSameSubscriptions(reading: Reading, subscriptions: Readonly<Record<string, string>>): void {
  const words = new Map<string, string>();
  const origin = (word: string): Origin => ({
    kind: 'written',
    file: reading.spec.source.file,
    pointer: `/subscriptions/${word}`,
    at: 'value',
  });
  for (const [key, id] of Object.entries(subscriptions)) {
    const otherKey = words.get(id.toLowerCase());
    if (otherKey === undefined) words.set(id.toLowerCase(), key);
    else reading.report(duplicateResource, 'subscription', origin(key), { key, otherKey }, [origin(otherKey)]);
  }
}
