import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { encryptsVolumes } from './terms/requests.ts';

export default defineRule({
  meta: {
    code: 'ADE2121',
    name: 'windows-server-2008-r2-prerequisites',
    on: 'encryption',
    severity: 'note',
    since: '2018-12',
    summary: 'Windows Server 2008 R2 should have .NET Framework 4.5 before it is encrypted.',
    sources: [sources.prerequisites2019, sources.windowsOverview],
    messages: {
      prerequisites:
        'Machine {machine} runs {version}, where Azure Disk Encryption works only with .NET Framework 4.5 and update KB2901983. Install both before encrypting.',
    },
  },
  check({ subject, support, known, report }) {
    const { machine } = subject;
    if (!encryptsVolumes(subject) || valueOf(machine.os.type) === 'Linux') return;
    if (known(machine.os.type) !== 'Windows') return;
    const version = known(machine.os.version);
    if (version === undefined || support.windowsVersion(version)?.name !== 'WindowsServer2008R2') return;
    report(machine.os.version, 'prerequisites', { machine: machine.name, version });
  },
});
