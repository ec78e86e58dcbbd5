import { within } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { sameText } from './terms/locations.ts';
import { attachesEncryptedDisks } from './terms/requests.ts';

export default defineRule({
  meta: {
    code: 'ADE2607',
    name: 'provision-after-unknown-extension',
    on: 'encryption',
    severity: 'error',
    since: '2018-12',
    summary: 'Extensions that encryption waits for must be extensions of the scale set.',
    sources: [sources.scaleSetSequencing],
    messages: {
      missing:
        'Encryption of scale set {machine} is to wait for extension {extension}, which the set does not have (it has {extensions}). Correct the name, or add the extension to extensions.',
    },
  },
  check({ subject, known, report }) {
    const { machine } = subject;
    if (machine.kind !== 'scaleSet' || attachesEncryptedDisks(subject)) return;
    const after = machine.provisionAfterExtensions;
    if (!after.known || after.value.length === 0) return;
    const extensions = known(machine.extensions);
    if (extensions === undefined) return;
    for (const [index, extension] of after.value.entries()) {
      if (extensions.some((name) => sameText(name, extension))) continue;
      const shown = { machine: machine.name, extension, extensions: extensions.join(', ') || 'none' };
      report(within(after.origin, index), 'missing', shown);
    }
  },
});
