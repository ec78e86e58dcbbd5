import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { releaseOf } from './terms/releases.ts';

export default defineRule({
  meta: {
    code: 'ADE2511',
    name: 'extension-version-unknown',
    on: 'encryption',
    severity: 'error',
    since: '2018-12',
    summary: 'The version of the installed extension must be one that exists for the operating system.',
    sources: [sources.windowsExtensionPage, sources.linuxExtensionPage, sources.powerShellSource],
    messages: {
      unknownVersion:
        'Machine {machine} is said to have extension version {version}, but the extension for {os} has {known} only. Correct current.extension.typeHandlerVersion, or os.type.',
    },
  },
  check({ subject, known, report }) {
    const { machine } = subject;
    const { typeHandlerVersion } = machine.current.extension;
    const version = valueOf(typeHandlerVersion);
    if (version === undefined) return;
    const os = known(machine.os.type);
    if (os === undefined || releaseOf(os, version) !== undefined) return;
    const versions = os === 'Windows' ? '1.x (with an Azure AD application) and 2.x' : '0.x (with an Azure AD application) and 1.x';
    report(typeHandlerVersion, 'unknownVersion', { machine: machine.name, version, os, known: versions });
  },
});
