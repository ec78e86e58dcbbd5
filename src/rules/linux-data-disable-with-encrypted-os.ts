import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { decryptsVolumes } from './terms/requests.ts';
import { isClear, stateOf } from './terms/volume-states.ts';

export default defineRule({
  meta: {
    code: 'ADE2104',
    name: 'linux-data-disable-with-encrypted-os',
    on: 'encryption',
    severity: 'error',
    since: '2018-12',
    summary: 'Data volumes of a Linux machine cannot be decrypted while its OS volume is encrypted.',
    azureError: 'Disabling encryption is not supported when OS volume is encrypted',
    sources: [sources.overview2018, sources.linuxScenarios, sources.linuxExtension2026],
    messages: {
      encryptedOs:
        'Machine {machine} runs Linux and its OS volume is {state}, so its data volumes cannot be decrypted. Only a Linux machine whose OS volume is NotEncrypted can be: build a new machine and copy the data.',
    },
  },
  check({ subject, known, report }) {
    // Without a volume type it is as much in vain: Data is all that can be written.
    if (!decryptsVolumes(subject) || (valueOf(subject.volumeType) ?? 'Data') !== 'Data') return;
    const { machine } = subject;
    const osVolume = stateOf(machine.current.osVolume, 'current.osVolume');
    const state = valueOf(osVolume);
    if (state !== undefined && isClear(state)) return;
    if (known(machine.os.type) !== 'Linux' || known(osVolume) === undefined) return;
    report(machine.current.osVolume, 'encryptedOs', { machine: machine.name, state: String(state) });
  },
});
