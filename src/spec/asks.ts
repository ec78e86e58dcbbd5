import type { Known, ScenarioName, Unknown, Written } from '../model/index.ts';
import { askWithoutEffect } from './checks/references.ts';
import { child, type Node, originOf } from './node.ts';
import { fallback } from './place.ts';
import type { Reading } from './reading.ts';
import type { VirtualMachineEntry } from './spec-types.generated.ts';

/** What is asked of machines and disks, beside what is known of them. */
export const askNames = [
  'volumeType',
  'keyVault',
  'keyEncryptionKey',
  'keyEncryptionAlgorithm',
  'resizeOSDisk',
  'encryptFormatAll',
  'snapshotBefore',
  'wave',
  'rerun',
  'aad',
  'restore',
  'backupPolicy',
  'excludedLuns',
] as const;
/** What a new machine needs: known of an existing one, asked for a new one. */
const provisioningNames = ['network', 'adminUsername', 'adminPassword', 'sshPublicKey', 'encryptionIdentity', 'identity'] as const;

export type AskName = (typeof askNames)[number] | (typeof provisioningNames)[number];
export type AskText = { [K in AskName]?: Exclude<VirtualMachineEntry, string>[K] };

const settings = ['keyVault', 'keyEncryptionKey', 'keyEncryptionAlgorithm', 'wave', 'rerun'] as const;
const enabling = ['volumeType', ...settings, 'resizeOSDisk', 'encryptFormatAll'] as const;
const disabling = ['volumeType', 'wave', 'rerun'] as const;

/** What each scenario can be asked; anything else has no effect there. That a new machine must not have `aad` is for a support rule to say. */
const asksOfScenario: Record<ScenarioName, ReadonlySet<AskName>> = {
  'new-vm-encrypted-vhd': new Set([...settings, 'aad', ...provisioningNames]),
  'new-vm-gallery-image': new Set([...enabling, 'snapshotBefore', 'aad', ...provisioningNames]),
  'enable-existing-vm': new Set([...enabling, 'snapshotBefore', 'aad', 'encryptionIdentity']),
  'new-scale-set': new Set([...enabling, ...provisioningNames]),
  'enable-scale-set': new Set(enabling),
  'disable-vm': new Set(disabling),
  'disable-scale-set': new Set(disabling),
  'encrypted-managed-disk': new Set(['keyVault', 'keyEncryptionKey', 'wave']),
  'update-encryption-settings': new Set(['volumeType', ...settings, 'snapshotBefore', 'aad']),
  'backup-encrypted-vm': new Set(['backupPolicy', 'excludedLuns', 'keyVault', 'keyEncryptionKey', 'wave']),
  'restore-encrypted-vm': new Set(['restore', 'keyVault', 'keyEncryptionKey', 'wave', ...provisioningNames]),
  'key-vault': new Set(),
  'remove-encryption-extension': new Set(disabling),
};

/** Something that is asked, and how far away it is written: 0 at the machine, more with each step back. */
export interface Asked<T> {
  node: Node<T>;
  distance: number;
  origin: Written;
  /** What was made of it, for all machines that it falls back to. */
  shared?: Known<unknown> | Unknown;
  /** Where it fell back to; undefined when it is written at the machine. */
  level?: Node<unknown>;
}

/** What a scenario asks of all its machines: what stands beside `select`, then the scenario's own, then the defaults'. */
export class ScenarioAsks {
  readonly scenario: ScenarioName;
  readonly #levels: readonly Node<AskText>[];
  readonly #found = new Map<AskName, Asked<unknown> | undefined>();

  constructor(reading: Reading, scenario: Node<{ scenario: ScenarioName }>, selection: Node<AskText> | undefined) {
    this.scenario = scenario.value.scenario;
    const { spec } = reading;
    const ofSpec: Node<AskText> = { ...spec, value: spec.value.rerun === undefined ? {} : { rerun: spec.value.rerun } };
    const levels: (Node<AskText> | undefined)[] = [selection, scenario as Node<AskText>, child(spec, 'defaults'), ofSpec];
    this.#levels = levels.filter((level) => level !== undefined);
    if (selection !== undefined) reportWithoutEffect(reading, selection, this.scenario);
  }

  /** What is asked of one machine, whose own entry comes before everything else. */
  ask<K extends AskName>(own: Node<AskText> | undefined, key: K): Asked<NonNullable<AskText[K]>> | undefined {
    if (!asksOfScenario[this.scenario].has(key)) return undefined;
    const node = own === undefined ? undefined : child(own, key);
    if (node !== undefined) return { node, distance: 0, origin: originOf(node) };
    return this.#ofAll(key) as Asked<NonNullable<AskText[K]>> | undefined;
  }

  #ofAll(key: AskName): Asked<unknown> | undefined {
    if (this.#found.has(key)) return this.#found.get(key);
    let asked: Asked<unknown> | undefined;
    for (const [index, level] of this.#levels.entries()) {
      const node = child(level, key);
      if (node === undefined) continue;
      asked = { node, distance: index + 1, origin: originOf(node, fallback(level)), level };
      break;
    }
    this.#found.set(key, asked);
    return asked;
  }
}

/** Warns of what is asked at a machine, or beside `select`, and means nothing in this scenario. */
export function reportWithoutEffect(reading: Reading, asks: Node<AskText>, scenario: ScenarioName): void {
  for (const key of askNames) {
    const node = asks.value[key] === undefined || asksOfScenario[scenario].has(key) ? undefined : child(asks, key);
    if (node !== undefined) reading.report(askWithoutEffect, 'ask', { ...originOf(node), at: 'key' }, { key, scenario });
  }
}
