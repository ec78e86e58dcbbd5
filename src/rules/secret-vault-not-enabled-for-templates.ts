import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { endsEncrypted, makesMachine } from './terms/requests.ts';

export default defineRule({
  meta: {
    code: 'ADE2310',
    name: 'secret-vault-not-enabled-for-templates',
    on: 'encryption',
    severity: 'error',
    since: '2018-12',
    summary: 'A key vault whose secrets the parameter file refers to must be enabled for template deployment.',
    sources: [sources.keyVaultPage],
    messages: {
      disabled:
        'Machine {machine} takes secret {secret} from key vault {vault}, which has enabledForTemplateDeployment false, so the deployment cannot read it. Enable it with `az keyvault update --name {vault} --enabled-for-template-deployment true`, or leave the secret out and give it as a parameter.',
    },
  },
  check({ subject, known, report }) {
    if (!endsEncrypted(subject)) return;
    const { machine, aad } = subject;
    const secrets = [makesMachine(subject) ? machine.provisioning.adminPassword : undefined, aad?.clientSecret];
    for (const secret of secrets) {
      if (secret === undefined || secret.keyVault.create !== undefined) continue;
      const { name, enabledForTemplateDeployment } = secret.keyVault;
      if (known(enabledForTemplateDeployment) !== false) continue;
      const shown = { machine: machine.name, secret: secret.secretName, vault: name };
      report(enabledForTemplateDeployment, 'disabled', shown, [secret.origin]);
    }
  },
});
