import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { encryptsVolumes } from './terms/requests.ts';

export default defineRule({
  meta: {
    code: 'ADE2606',
    name: 'scale-set-extension-sequence',
    on: 'encryption',
    severity: 'warning',
    since: '2026-09',
    summary: 'Encryption of a scale set should wait for extensions that prepare its disks.',
    sources: [sources.scaleSetSequencing],
    messages: {
      unordered:
        'Scale set {machine} has the custom script extension {extension}, and nothing says whether encryption waits for it. If it prepares disks, add it to provisionAfterExtensions; otherwise they run at the same time.',
    },
  },
  check({ subject, known, report }) {
    const { machine } = subject;
    if (machine.kind !== 'scaleSet' || !encryptsVolumes(subject)) return;
    // Whoever wrote a sequence has thought of it.
    if ((valueOf(machine.provisionAfterExtensions) ?? []).length > 0) return;
    const extension = (known(machine.extensions) ?? []).find((name) => /custom.?script/i.test(name));
    if (extension !== undefined) report(machine.extensions, 'unordered', { machine: machine.name, extension });
  },
});
