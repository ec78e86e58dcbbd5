import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { encryptsVolumes } from './terms/requests.ts';

export default defineRule({
  meta: {
    code: 'ADE2510',
    name: 'rsa-oaep-256-in-powershell',
    on: 'encryption',
    severity: 'note',
    since: '2018-12',
    summary: 'RSA-OAEP-256 should be used only where nobody has to repeat the encryption with PowerShell.',
    sources: [sources.linuxExtensionPage, sources.linuxExtension2026, sources.powerShellSource],
    messages: {
      powerShell:
        'Machine {machine} wraps its secret with RSA-OAEP-256. The extension takes it, but the PowerShell cmdlets know RSA-OAEP and RSA1_5 only; use RSA-OAEP if somebody has to repeat this with them.',
    },
  },
  check({ subject, report }) {
    const { keyEncryptionAlgorithm, keyEncryptionKey, machine } = subject;
    if (!encryptsVolumes(subject) || keyEncryptionKey === undefined || keyEncryptionAlgorithm.value !== 'RSA-OAEP-256') return;
    report(keyEncryptionAlgorithm, 'powerShell', { machine: machine.name });
  },
});
