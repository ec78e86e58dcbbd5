import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';

export default defineRule({
  meta: {
    code: 'ADE2311',
    name: 'encryption-identity-not-assigned',
    on: 'encryptedMachine',
    severity: 'error',
    since: '2026-09',
    summary: 'The encryption identity of a machine must be one of its user-assigned identities.',
    azureError: 'Encryption Identity should be an ARM Resource ID of one of the user assigned identities associated to the resource',
    sources: [
      { url: 'https://learn.microsoft.com/javascript/api/@azure/arm-compute/encryptionidentity', date: '2026-11-24' },
      sources.azureCliSource,
    ],
    messages: {
      notAssigned:
        'Machine {machine} has encryptionIdentity {identity}, which is not among its user-assigned identities ({assigned}). Add it to identity.userAssignedIdentities, or leave identity out and the plan assigns it.',
    },
  },
  check({ subject, report }) {
    const { machine } = subject;
    const identity = valueOf(machine.encryptionIdentity);
    if (identity === undefined) return;
    // Where nobody lists the identities of the machine, the plan assigns this one.
    const assigned = machine.identity.known && machine.identity.origin.kind === 'written' ? machine.identity.value.userAssigned : undefined;
    if (assigned === undefined || assigned.includes(identity)) return;
    const names = assigned.map(({ name }) => name).join(', ') || 'none';
    report(machine.encryptionIdentity, 'notAssigned', { machine: machine.name, identity: identity.name, assigned: names });
  },
});
