import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { isClear, stateOf } from './terms/volume-states.ts';

export default defineRule({
  meta: {
    code: 'ADE2059',
    name: 'removal-leaves-volumes-encrypted',
    on: 'encryption',
    severity: 'error',
    since: '2018-12',
    summary: 'The extension must not be removed while a volume is encrypted.',
    sources: [sources.windowsScenarios, sources.windowsTroubleshooting],
    messages: {
      os: 'Removing the extension from machine {machine} with volumeType {volumeType} leaves its OS volume ({state}) encrypted without the extension that unlocks it. Use volumeType All, so that everything is disabled first.',
      data: 'Removing the extension from machine {machine} with volumeType {volumeType} leaves its data volumes ({state}) encrypted without the extension that unlocks them. Use volumeType All, so that everything is disabled first.',
    },
  },
  check({ subject, known, report }) {
    const volumeType = valueOf(subject.volumeType);
    if (subject.operation !== 'remove' || volumeType === undefined || volumeType === 'All') return;
    const { current, name, os } = subject.machine;
    if (known(os.type) !== 'Windows') return;
    const left = volumeType === 'OS' ? 'data' : 'os';
    const state =
      left === 'os' ? known(stateOf(current.osVolume, 'current.osVolume')) : known(stateOf(current.dataVolume, 'current.dataVolume'));
    if (state === undefined || isClear(state)) return;
    report(subject.volumeType, left, { machine: name, volumeType, state });
  },
});
