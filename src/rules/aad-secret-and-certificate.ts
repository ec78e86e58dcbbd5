import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';

export default defineRule({
  meta: {
    code: 'ADE2056',
    name: 'aad-secret-and-certificate',
    on: 'encryption',
    severity: 'error',
    since: '2018-12',
    summary: 'An Azure AD application must sign in with a secret or with a certificate, not with both.',
    azureError: 'Parameter set cannot be resolved using the specified named parameters.',
    sources: [sources.powerShellHelp, sources.azureCliSource],
    messages: {
      both: 'The Azure AD application of machine {machine} is given clientSecret and clientCertThumbprint; the extension takes one of them. Remove the one that the application does not sign in with.',
    },
  },
  check({ subject, report }) {
    const { machine, aad } = subject;
    if (aad?.clientSecret === undefined || aad.clientCertThumbprint === undefined) return;
    report(aad.clientCertThumbprint, 'both', { machine: machine.name }, [aad.clientSecret.origin]);
  },
});
