import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { makesMachine } from './terms/requests.ts';

export default defineRule({
  meta: {
    code: 'ADE2053',
    name: 'new-machine-aad-unsupported',
    on: 'encryption',
    severity: 'error',
    since: '2018-12',
    summary: 'A new machine must be encrypted without an Azure AD application.',
    sources: [sources.overview2018, sources.linuxOverview],
    messages: {
      newMachine:
        'Machine {machine} is new, but aad asks for the previous release of Azure Disk Encryption with Azure AD application {clientId}. New machines are encrypted without one: remove aad.',
    },
  },
  check({ subject, report }) {
    if (subject.aad === undefined || !makesMachine(subject)) return;
    report(subject.aad.origin, 'newMachine', { machine: subject.machine.name, clientId: subject.aad.clientId.value });
  },
});
