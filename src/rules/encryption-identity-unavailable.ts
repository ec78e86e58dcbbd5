import { valueOf } from '../model/index.ts';
import { defineRule } from './rule.ts';

export default defineRule({
  meta: {
    code: 'ADE2312',
    name: 'encryption-identity-unavailable',
    on: 'encryptedMachine',
    severity: 'error',
    since: '2018-12',
    until: '2018-12',
    summary: 'A machine cannot have an encryption identity in the Azure of December 2018.',
    sources: [{ url: 'https://learn.microsoft.com/javascript/api/@azure/arm-compute/encryptionidentity', date: '2026-11-24' }],
    messages: {
      tooNew:
        'Machine {machine} has encryptionIdentity {identity}, which came to Azure with apiVersion 2023-09-01. Remove it and set enabledForDiskEncryption on the vault, or use supportMatrix 2026-09.',
    },
  },
  check({ subject, report }) {
    const { machine } = subject;
    const identity = valueOf(machine.encryptionIdentity);
    if (identity === undefined) return;
    report(machine.encryptionIdentity, 'tooNew', { machine: machine.name, identity: identity.name });
  },
});
