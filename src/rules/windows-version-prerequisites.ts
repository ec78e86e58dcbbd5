import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { encryptsVolumes, makesMachine } from './terms/requests.ts';

export default defineRule({
  meta: {
    code: 'ADE2121',
    name: 'windows-version-prerequisites',
    on: 'encryption',
    severity: 'note',
    since: '2018-12',
    summary: 'Some Windows versions should be prepared before they are encrypted.',
    sources: [sources.prerequisites2019, sources.windowsOverview],
    messages: {
      prerequisites: 'Machine {machine} runs {version}, which has to be prepared for Azure Disk Encryption: {note}',
    },
  },
  check({ subject, support, known, report }) {
    const { machine } = subject;
    if (!encryptsVolumes(subject) || makesMachine(subject) || valueOf(machine.os.type) === 'Linux') return;
    if (known(machine.os.type) !== 'Windows') return;
    const version = known(machine.os.version);
    const found = version === undefined ? undefined : support.windowsVersion(version);
    if (version === undefined || found?.note === undefined || !found.supported) return;
    report(machine.os.version, 'prerequisites', { machine: machine.name, version, note: found.note });
  },
});
