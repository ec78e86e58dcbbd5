import type { CloudName } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';

const cloudOfPrefix: ReadonlyArray<[prefix: RegExp, cloud: CloudName]> = [
  [/^china/, 'AzureChinaCloud'],
  [/^us(gov|dod)/, 'AzureUSGovernment'],
];

const cloudOf = (location: string): CloudName =>
  cloudOfPrefix.find(([prefix]) => prefix.test(location.replaceAll(' ', '').toLowerCase()))?.[1] ?? 'AzureCloud';

export default defineRule({
  meta: {
    code: 'ADE2430',
    name: 'region-of-other-cloud',
    on: 'encryption',
    severity: 'error',
    since: '2018-12',
    summary: 'A machine must be in a region of the cloud of its spec.',
    sources: [
      sources.overview2018,
      { url: 'https://learn.microsoft.com/azure/azure-government/compare-azure-government-global-azure', date: '2026-11-24' },
    ],
    messages: {
      otherCloud:
        'Machine {machine} is in {location}, a region of {otherCloud}, but the spec is for {cloud}. Correct the location, or cloud.',
    },
  },
  check({ subject, model, known, report }) {
    const { machine } = subject;
    const location = known(machine.location);
    const { cloud } = model.settings;
    if (location === undefined || cloudOf(location) === cloud.value) return;
    const shown = { machine: machine.name, location, otherCloud: cloudOf(location), cloud: cloud.value };
    report(machine.location, 'otherCloud', shown, [cloud.origin]);
  },
});
