import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';

/** Bits that these versions of BitLocker refuse. */
const tooSmall = 2048;

export default defineRule({
  meta: {
    code: 'ADE2321',
    name: 'key-encryption-key-too-small-for-windows',
    on: 'encryptedMachine',
    severity: 'error',
    since: '2026-09',
    summary: 'Windows Server 2022, Windows 11 and newer need a key encryption key of at least 3072 bits.',
    sources: [sources.windowsOverview, sources.windowsQuestions],
    messages: {
      tooSmall:
        'Machine {machine} runs {version}, which cannot use key encryption key {key} of {keySize} bits. It needs an RSA key of 3072 or 4096 bits.',
    },
  },
  check({ subject, support, known, report }) {
    const key = subject.keyEncryptionKey?.value;
    const { machine } = subject;
    if (key === undefined || valueOf(machine.os.type) === 'Linux') return;
    // Other sizes are none of an RSA key, which is a finding of its own.
    if ((valueOf(key.keySize) ?? tooSmall) !== tooSmall || known(machine.os.type) !== 'Windows') return;
    const version = known(machine.os.version);
    const minimum = version === undefined ? undefined : support.windowsVersion(version)?.minimumKeySize;
    if (version === undefined || minimum === undefined || minimum <= tooSmall) return;
    const keySize = known(key.keySize);
    if (keySize === undefined) return;
    report(key.keySize, 'tooSmall', { machine: machine.name, version, key: key.name, keySize }, [subject.origin]);
  },
});
