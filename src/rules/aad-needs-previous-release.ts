import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { releaseOf } from './terms/releases.ts';
import { makesMachine } from './terms/requests.ts';
import { isClear } from './terms/volume-states.ts';

export default defineRule({
  meta: {
    code: 'ADE2054',
    name: 'aad-needs-previous-release',
    on: 'encryption',
    severity: 'error',
    since: '2018-12',
    summary: 'An Azure AD application may be used only on a machine that was encrypted with one.',
    sources: [sources.overview2018, sources.windowsOverview, sources.linuxOverview],
    messages: {
      newRelease:
        'Machine {machine} has extension version {version}, the release without an Azure AD application, but aad names application {clientId}. A machine keeps its release: remove aad.',
      notEncrypted:
        'Machine {machine} has no encrypted volume, but aad asks for the previous release with Azure AD application {clientId}. Only machines that were encrypted with one keep it: remove aad.',
    },
  },
  check({ subject, known, report }) {
    if (subject.aad === undefined || makesMachine(subject)) return;
    const { machine, aad } = subject;
    const shown = { machine: machine.name, clientId: aad.clientId.value };
    const { osVolume, dataVolume, extension } = machine.current;
    const states = [valueOf(osVolume), valueOf(dataVolume)];
    if (valueOf(extension.typeHandlerVersion) === undefined && states.every((state) => state !== undefined && isClear(state))) {
      report(aad.origin, 'notEncrypted', shown);
      return;
    }
    const version = known(extension.typeHandlerVersion);
    const os = version === undefined ? undefined : known(machine.os.type);
    if (version === undefined || os === undefined) return;
    if (releaseOf(os, version) === 'single-pass') report(aad.origin, 'newRelease', { ...shown, version });
  },
});
