import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { encryptsVolumes } from './terms/requests.ts';
import { isClear } from './terms/volume-states.ts';

export default defineRule({
  meta: {
    code: 'ADE2506',
    name: 'volume-type-change-unsupported',
    on: 'encryption',
    severity: 'error',
    since: '2026-09',
    summary: 'The volumeType of an encrypted Linux machine can only stay, or become All.',
    azureError: 'Moving from volume type {} to volume type {} is not allowed',
    sources: [sources.linuxExtension2026, sources.linuxScenarios],
    messages: {
      change:
        'Machine {machine} was encrypted with volumeType {current} and cannot change to {volumeType}. Use {current}, or All to add the other volumes.',
    },
  },
  check({ subject, known, report }) {
    const { machine } = subject;
    const volumeType = valueOf(subject.volumeType);
    if (!encryptsVolumes(subject) || volumeType === undefined || volumeType === 'All' || valueOf(machine.os.type) === 'Windows') return;
    const states = [valueOf(machine.current.osVolume), valueOf(machine.current.dataVolume)];
    if (states.every((state) => state !== undefined && isClear(state))) return;
    const current = known(machine.current.volumeType);
    if (current === undefined || current === volumeType || known(machine.os.type) !== 'Linux') return;
    report(subject.volumeType, 'change', { machine: machine.name, current, volumeType });
  },
});
