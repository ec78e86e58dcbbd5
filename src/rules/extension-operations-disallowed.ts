import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { attachesEncryptedDisks } from './terms/requests.ts';

export default defineRule({
  meta: {
    code: 'ADE2111',
    name: 'extension-operations-disallowed',
    on: 'encryption',
    severity: 'error',
    since: '2018-12',
    summary: 'A machine must allow extension operations to be encrypted, updated or decrypted.',
    azureError: 'This may only be set to False when no extensions are present on the virtual machine.',
    sources: [sources.machineSchema],
    messages: {
      disallowed:
        'Machine {machine} has allowExtensionOperations false, so Azure refuses every extension on it, the one of Azure Disk Encryption too. Set it to true on the machine first.',
    },
  },
  check({ subject, known, report }) {
    if (attachesEncryptedDisks(subject)) return;
    const { machine } = subject;
    const { allowExtensionOperations } = machine;
    // A machine that has the extension already allows it: Azure lets nobody forbid extensions while there are some.
    const allowed = subject.operation === 'enable' ? known(allowExtensionOperations) : valueOf(allowExtensionOperations);
    if (allowed === false) report(allowExtensionOperations, 'disallowed', { machine: machine.name });
  },
});
