import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';

export default defineRule({
  meta: {
    code: 'ADE2705',
    name: 'restore-mode-unsupported',
    on: 'restore',
    severity: 'error',
    since: '2018-12',
    summary: 'An encrypted machine must be restored as disks.',
    sources: [sources.restoreEncrypted, sources.backupEncrypted],
    messages: {
      mode: 'Machine {machine} is to be restored with mode {mode}, but of encrypted machines only disks can be restored; the machine is then made from them. Use mode disks.',
    },
  },
  check({ subject, report }) {
    const mode = valueOf(subject.mode);
    if (mode === undefined || mode === 'disks') return;
    report(subject.mode, 'mode', { machine: subject.machine.name, mode });
  },
});
