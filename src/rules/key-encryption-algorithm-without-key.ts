import type { Origin } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { encryptsVolumes } from './terms/requests.ts';

const isOwn = (origin: Origin): boolean => origin.kind === 'written' && !origin.through?.some(({ by }) => by === 'default');

export default defineRule({
  meta: {
    code: 'ADE2507',
    name: 'key-encryption-algorithm-without-key',
    on: 'encryption',
    severity: 'note',
    since: '2018-12',
    summary: 'keyEncryptionAlgorithm should come with a key encryption key.',
    sources: [sources.linuxExtensionPage, sources.windowsExtensionPage],
    messages: {
      unused:
        'Machine {machine} has keyEncryptionAlgorithm {algorithm} but no key encryption key, so the algorithm is not used. Add keyEncryptionKey, or remove the algorithm.',
    },
  },
  check({ subject, report }) {
    const { keyEncryptionAlgorithm, keyEncryptionKey, machine } = subject;
    if (!encryptsVolumes(subject) || keyEncryptionKey !== undefined || !isOwn(keyEncryptionAlgorithm.origin)) return;
    report(keyEncryptionAlgorithm, 'unused', { machine: machine.name, algorithm: keyEncryptionAlgorithm.value });
  },
});
