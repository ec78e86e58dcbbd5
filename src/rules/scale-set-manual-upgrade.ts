import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { makesMachine } from './terms/requests.ts';

export default defineRule({
  meta: {
    code: 'ADE2603',
    name: 'scale-set-manual-upgrade',
    on: 'encryption',
    severity: 'note',
    since: '2018-12',
    summary: 'Instances of a scale set with a Manual upgrade policy should be upgraded after the extension was deployed.',
    sources: [sources.scaleSetCli],
    messages: {
      manual:
        'Scale set {machine} has upgradePolicy Manual: the deployment changes its model only, its instances stay as they are until the upgradeInstances step of the plan. Deployed without armade, run `az vmss update-instances --instance-ids "*"`.',
    },
  },
  check({ subject, known, report }) {
    const { machine } = subject;
    if (machine.kind !== 'scaleSet' || makesMachine(subject) || valueOf(machine.orchestrationMode) === 'Flexible') return;
    if (known(machine.upgradePolicy) === 'Manual') report(machine.upgradePolicy, 'manual', { machine: machine.name });
  },
});
