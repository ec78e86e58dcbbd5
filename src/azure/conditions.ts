import type { Condition } from '../plan/types.ts';
import type { MachineState } from './instance-view.ts';

/** How far a machine is from a condition. */
export interface Verdict {
  holds: boolean;
  /** It holds, but not as one would wish: a data volume that is not mounted, for example. */
  warning?: string;
  /** What is otherwise than asked, for a person: `OS volume is EncryptionInProgress`. */
  differences: string[];
}

/** Whether a condition holds for a machine; for a scale set, whether it holds for the set's model and every instance. */
export function evaluate(condition: Condition, state: MachineState): Verdict {
  const differences = [...volumeDifferences(condition, state), ...settingDifferences(condition, state)];
  const warned = warnedVolumes(condition, state);
  const warning = warned.length === 0 ? {} : { warning: warned.join('; ') };
  return { holds: differences.length === 0, differences, ...(differences.length === 0 ? warning : {}) };
}

/** All of a step's conditions about one machine. */
export const conditionsOn = (conditions: readonly Condition[] | undefined, machine: string): Condition[] =>
  (conditions ?? []).filter((condition) => sameId(condition.machine, machine));

export const sameId = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

function volumeDifferences(condition: Condition, state: MachineState): string[] {
  if (state.instances !== undefined) return instanceDifferences(condition, state.instances);
  const differences: string[] = [];
  if ((condition.osVolume ?? condition.dataVolume) !== undefined && isUnreported(state)) differences.push('its agent has not reported');
  if (condition.osVolume !== undefined && !condition.osVolume.includes(state.osVolume)) differences.push(`OS volume is ${state.osVolume}`);
  if (condition.dataVolume !== undefined && !dataVolumeHolds(condition, state)) differences.push(`data volume is ${state.dataVolume}`);
  return differences;
}

/**
 * The disks of a Linux machine count as encrypted as soon as the platform has stamped their settings, long before the volumes are: only its agent knows.
 * https://github.com/MicrosoftDocs/azure-docs/issues/47110 (2020-01-30)
 */
const isUnreported = ({ extension }: MachineState): boolean => extension?.osType === 'Linux' && extension.volumes === undefined;

const dataVolumeHolds = ({ dataVolume = [], warnWhenDataVolume = [] }: Condition, state: MachineState): boolean =>
  [...dataVolume, ...warnWhenDataVolume].includes(state.dataVolume);

/** Counts instances per difference: a set has many. */
function instanceDifferences(condition: Condition, instances: readonly MachineState[]): string[] {
  const counts = new Map<string, number>();
  for (const instance of instances) {
    for (const difference of volumeDifferences(condition, instance)) counts.set(difference, (counts.get(difference) ?? 0) + 1);
  }
  return [...counts].map(([difference, count]) => `${difference} on ${count} of ${instances.length} instances`);
}

function warnedVolumes({ warnWhenDataVolume = [] }: Condition, state: MachineState): string[] {
  const states = state.instances ?? [state];
  const found = new Set(states.map(({ dataVolume }) => dataVolume).filter((volume) => warnWhenDataVolume.includes(volume)));
  return [...found].map((volume) =>
    volume === 'NoDiskFound'
      ? 'the machine has no data disk'
      : volume === 'NotMounted'
        ? 'no data volume is mounted'
        : `data volume is ${volume}`,
  );
}

function settingDifferences(condition: Condition, state: MachineState): string[] {
  const differences: string[] = [];
  const { keyVault, keyEncryptionKey, typeHandlerVersion, runTag } = condition;
  if (keyVault !== undefined && !sameId(keyVault, state.keyVault ?? '')) differences.push(`key vault is ${state.keyVault ?? 'none'}`);
  if (keyEncryptionKey !== undefined && !sameKey(keyEncryptionKey, state.keyEncryptionKey ?? '')) {
    differences.push(`key encryption key is ${state.keyEncryptionKey ?? 'none'}`);
  }
  if (typeHandlerVersion !== undefined && !sameHandler(typeHandlerVersion, state)) {
    const installed = state.extension?.installedVersion ?? state.extension?.typeHandlerVersion;
    differences.push(`extension version is ${installed ?? 'none'}`);
  }
  if (runTag !== undefined && !(state.extension?.runTags.includes(runTag) ?? false))
    differences.push('the extension has not been given this run');
  return differences;
}

/** A key written without a version is met by any version of it. Azure keeps the case of host names and ids as they were sent. */
function sameKey(asked: string, found: string): boolean {
  const [wanted, actual] = [asked, found].map((url) => url.toLowerCase().replace(/\/+$/, ''));
  if (wanted === actual) return true;
  const isVersioned = /\/keys\/[^/]+\/[^/]+$/.test(wanted as string);
  return wanted !== '' && !isVersioned && (actual as string).startsWith(`${wanted}/`);
}

/** `2.2` is met by what the model says, and by an agent that Azure has updated within the major version. */
function sameHandler(asked: string, { extension }: MachineState): boolean {
  if (extension?.typeHandlerVersion === asked) return true;
  const [major, minor = '0'] = asked.split('.');
  const [installedMajor, installedMinor = '0'] = (extension?.installedVersion ?? '').split('.');
  return extension?.typeHandlerVersion === undefined && installedMajor === major && Number(installedMinor) >= Number(minor);
}
