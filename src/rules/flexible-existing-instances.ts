import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { encryptsVolumes, makesMachine } from './terms/requests.ts';

export default defineRule({
  meta: {
    code: 'ADE2604',
    name: 'flexible-existing-instances',
    on: 'encryption',
    severity: 'warning',
    since: '2026-09',
    summary: 'Existing instances of a Flexible scale set should be encrypted one by one, or replaced.',
    sources: [sources.scaleSetCli, sources.windowsScenarios],
    messages: {
      existing:
        'Scale set {machine} is Flexible: only instances made from now on are encrypted by its model, the existing ones stay as they are. Replace them, or encrypt them as virtual machines with scenario enable-existing-vm.',
    },
  },
  check({ subject, known, report }) {
    const { machine } = subject;
    if (machine.kind !== 'scaleSet' || !encryptsVolumes(subject) || makesMachine(subject)) return;
    if (known(machine.orchestrationMode) === 'Flexible') report(machine.orchestrationMode, 'existing', { machine: machine.name });
  },
});
