import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { encryptsVolumes } from './terms/requests.ts';

export default defineRule({
  meta: {
    code: 'ADE2120',
    name: 'windows-version-unsupported',
    on: 'encryption',
    severity: 'error',
    since: '2018-12',
    summary: 'The Windows version must be one that Azure Disk Encryption supports.',
    sources: [sources.prerequisites2019, sources.windowsOverview],
    messages: {
      unsupported:
        'Machine {machine} runs {version}, which Azure Disk Encryption does not support. Windows 8 and Windows Server 2008 R2 are the oldest versions that work: upgrade Windows first.',
    },
  },
  check({ subject, support, known, report }) {
    const { machine } = subject;
    if (!encryptsVolumes(subject) || valueOf(machine.os.type) === 'Linux') return;
    if (known(machine.os.type) !== 'Windows') return;
    const version = known(machine.os.version);
    if (version === undefined || support.windowsVersion(version)?.supported !== false) return;
    report(machine.os.version, 'unsupported', { machine: machine.name, version });
  },
});
