import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { isClear, stateOf } from './terms/volume-states.ts';

export default defineRule({
  meta: {
    code: 'ADE2057',
    name: 'update-of-clear-machine',
    on: 'encryption',
    severity: 'warning',
    since: '2018-12',
    summary: 'Encryption settings should be updated only on a machine that is encrypted.',
    sources: [sources.overview2018, sources.windowsScenarios],
    messages: {
      clear:
        'Machine {machine} has no encrypted volume, so updating its encryption settings would encrypt it for the first time. Use scenario enable-existing-vm or enable-scale-set, whose rules and snapshots are made for that.',
    },
  },
  check({ subject, known, report }) {
    if (subject.scenario !== 'update-encryption-settings') return;
    const { machine } = subject;
    const os = stateOf(machine.current.osVolume, 'current.osVolume');
    const data = stateOf(machine.current.dataVolume, 'current.dataVolume');
    if ([valueOf(os), valueOf(data)].some((state) => state !== undefined && !isClear(state))) return;
    if (known(os) === undefined || known(data) === undefined) return;
    report(subject.origin, 'clear', { machine: machine.name });
  },
});
