import { type DataVolumeState, type Fact, type OsVolumeState, unknown } from '../../model/index.ts';

/** `Unknown` is what the tools print when they cannot tell: no more is known than if nobody had said anything. */
export const stateOf = <State extends OsVolumeState | DataVolumeState>(fact: Fact<State>, name: string): Fact<State> =>
  fact.known && fact.value === 'Unknown' ? unknown(name) : fact;

/** Nothing on these volumes is encrypted, and nothing is about to be. */
export const isClear = (state: OsVolumeState | DataVolumeState): boolean => state === 'NotEncrypted' || state === 'NoDiskFound';
