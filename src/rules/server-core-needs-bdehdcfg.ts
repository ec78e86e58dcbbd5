import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { coversOs, encryptsVolumes } from './terms/requests.ts';

const coreVersionsWithoutTool = new Set(['WindowsServer2012R2', 'WindowsServer2016']);

export default defineRule({
  meta: {
    code: 'ADE2122',
    name: 'server-core-needs-bdehdcfg',
    on: 'encryption',
    severity: 'warning',
    since: '2018-12',
    summary: 'A Server Core installation of Windows Server 2012 R2 or 2016 should have bdehdcfg before it is encrypted.',
    sources: [sources.prerequisites2019, sources.windowsTroubleshooting],
    messages: {
      serverCore:
        'Machine {machine} is a Server Core installation of {version}, which lacks bdehdcfg, the tool that splits off the system volume. Copy its files from a full installation and run `bdehdcfg.exe -target default` before encrypting.',
    },
  },
  check({ subject, support, known, report }) {
    const { machine } = subject;
    if (!encryptsVolumes(subject) || !coversOs(valueOf(subject.volumeType)) || valueOf(machine.os.type) === 'Linux') return;
    if (valueOf(machine.os.serverCore) === false || known(machine.os.type) !== 'Windows') return;
    const version = known(machine.os.version);
    const name = version === undefined ? undefined : support.windowsVersion(version)?.name;
    if (version === undefined || name === undefined || !coreVersionsWithoutTool.has(name)) return;
    if (known(machine.os.serverCore) === true) report(machine.os.serverCore, 'serverCore', { machine: machine.name, version });
  },
});
