import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { encryptsVolumes, makesMachine } from './terms/requests.ts';
import { isClear, stateOf } from './terms/volume-states.ts';

export default defineRule({
  meta: {
    code: 'ADE2105',
    name: 'windows-data-volume-without-os',
    on: 'encryption',
    severity: 'error',
    since: '2018-12',
    summary: 'Data volumes of a Windows machine can be encrypted only after, or together with, its OS volume.',
    sources: [sources.frequentQuestions2018, sources.windowsQuestions, sources.migration],
    messages: {
      newMachine:
        'Machine {machine} is a new Windows machine, so its OS volume is not encrypted yet and volumeType Data is refused. Use volumeType All.',
      clearOs:
        'Machine {machine} runs Windows and its OS volume is {state}, so volumeType Data is refused: data volumes come after or with the OS volume. Use volumeType All.',
    },
  },
  check({ subject, known, report }) {
    const { machine } = subject;
    if (!encryptsVolumes(subject) || machine.kind === 'scaleSet' || valueOf(subject.volumeType) !== 'Data') return;
    const osVolume = stateOf(machine.current.osVolume, 'current.osVolume');
    const willStayClear = (state = valueOf(osVolume)) => state === undefined || isClear(state) || state === 'DecryptionInProgress';
    if (!makesMachine(subject) && !willStayClear()) return;
    if (known(machine.os.type) !== 'Windows') return;
    if (makesMachine(subject)) {
      report(subject.volumeType, 'newMachine', { machine: machine.name });
      return;
    }
    const state = known(osVolume);
    if (state !== undefined) report(subject.volumeType, 'clearOs', { machine: machine.name, state });
  },
});
