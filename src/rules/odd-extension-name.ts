import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { attachesEncryptedDisks } from './terms/requests.ts';

export default defineRule({
  meta: {
    code: 'ADE2509',
    name: 'odd-extension-name',
    on: 'encryption',
    severity: 'warning',
    since: '2018-12',
    summary: 'The extension resource should be named as its handler.',
    azureError: "Multiple VMExtensions per handler not supported for OS type 'Windows'.",
    sources: [sources.azureCliSource, sources.powerShellSource],
    messages: {
      odd: 'The extension of machine {machine} is named {name}. It works, and armade keeps the name, but az and PowerShell look for {expected} and will say that the machine is not encrypted.',
    },
  },
  check({ subject, support, known, report }) {
    if (attachesEncryptedDisks(subject)) return;
    const { machine } = subject;
    const { name } = machine.current.extension;
    if (valueOf(name) === undefined) return;
    const os = known(machine.os.type);
    const expected = os === undefined ? undefined : support.extension(os, 'single-pass').type;
    if (expected === undefined || valueOf(name) === expected) return;
    report(name, 'odd', { machine: machine.name, name: String(valueOf(name)), expected });
  },
});
