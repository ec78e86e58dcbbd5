import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { isClear, stateOf } from './terms/volume-states.ts';

export default defineRule({
  meta: {
    code: 'ADE2106',
    name: 'windows-data-disable-with-encrypted-os',
    on: 'encryption',
    severity: 'error',
    since: '2018-12',
    summary: 'Data volumes of a Windows machine must be decrypted together with its OS volume.',
    sources: [sources.windows2018, sources.windowsScenarios],
    messages: {
      encryptedOs:
        'Machine {machine} runs Windows and its OS volume is {state}; disabling only Data does not work as expected then. Use volumeType All, which decrypts both.',
    },
  },
  check({ subject, known, report }) {
    if (subject.operation !== 'disable' || valueOf(subject.volumeType) !== 'Data') return;
    const { machine } = subject;
    const osVolume = stateOf(machine.current.osVolume, 'current.osVolume');
    const state = valueOf(osVolume);
    if (state !== undefined && isClear(state)) return;
    if (known(machine.os.type) !== 'Windows' || known(osVolume) === undefined) return;
    report(subject.volumeType, 'encryptedOs', { machine: machine.name, state: String(state) });
  },
});
