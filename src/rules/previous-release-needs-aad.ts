import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { releaseOf } from './terms/releases.ts';
import { encryptsVolumes, makesMachine } from './terms/requests.ts';

export default defineRule({
  meta: {
    code: 'ADE2055',
    name: 'previous-release-needs-aad',
    on: 'encryption',
    severity: 'error',
    since: '2018-12',
    summary: 'A machine that was encrypted with an Azure AD application must keep using one.',
    azureError: 'Please provide --aad-client-id',
    sources: [sources.overview2018, sources.windowsOverview, sources.linuxOverview],
    messages: {
      missing:
        'Machine {machine} has extension version {version}, the release with an Azure AD application, and cannot change to the other one. Add aad with the clientId of that application.',
    },
  },
  check({ subject, known, report }) {
    const { machine } = subject;
    if (!encryptsVolumes(subject) || makesMachine(subject) || subject.aad !== undefined || machine.kind === 'scaleSet') return;
    const installed = machine.current.extension.typeHandlerVersion;
    const version = known(installed);
    const os = version === undefined ? undefined : known(machine.os.type);
    if (version === undefined || os === undefined) return;
    if (releaseOf(os, version) === 'dual-pass') report(installed, 'missing', { machine: machine.name, version });
  },
});
