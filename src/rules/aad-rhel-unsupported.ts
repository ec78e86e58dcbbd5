import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { encryptsVolumes } from './terms/requests.ts';

export default defineRule({
  meta: {
    code: 'ADE2124',
    name: 'aad-rhel-unsupported',
    on: 'encryption',
    severity: 'error',
    since: '2026-09',
    summary: 'The release with an Azure AD application does not work on RHEL after 7.8.',
    sources: [sources.linuxOverview],
    messages: {
      tooNew:
        'Machine {machine} runs {version}, but aad asks for the release with an Azure AD application, which works up to RHEL 7.8. Build a new machine and encrypt it without aad.',
    },
  },
  check({ subject, known, report }) {
    const { machine, aad } = subject;
    if (aad === undefined || !encryptsVolumes(subject) || valueOf(machine.os.type) === 'Windows') return;
    if (known(machine.os.type) !== 'Linux') return;
    const version = known(machine.os.version);
    const [, major, minor] = /^(?:RHEL|Red ?Hat)\D*(\d+)(?:\.(\d+))?/i.exec(version ?? '') ?? [];
    if (version === undefined || major === undefined) return;
    const isNewer = Number(major) > 7 || (Number(major) === 7 && Number(minor ?? 0) > 8);
    if (isNewer) report(aad.origin, 'tooNew', { machine: machine.name, version }, [machine.origin]);
  },
});
