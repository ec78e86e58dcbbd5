import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { sameLocation } from './terms/locations.ts';

export default defineRule({
  meta: {
    code: 'ADE2706',
    name: 'backup-vault-region',
    on: 'backup',
    severity: 'error',
    since: '2018-12',
    summary: 'A Recovery Services vault must be in the region of the machines that it backs up.',
    sources: [sources.recoveryVaultPage, sources.backupEncrypted],
    messages: {
      region:
        'Machine {machine} in {location} is backed up to Recovery Services vault {vault} in {vaultLocation}; both must be in one region. Use a policy of a vault in {location}.',
    },
  },
  check({ subject, known, report }) {
    const { machine } = subject;
    const policy = valueOf(subject.backupPolicy);
    const vault = policy === undefined ? undefined : valueOf(policy.recoveryServicesVault);
    if (vault === undefined) return;
    const vaultLocation = known(vault.location);
    const location = known(machine.location);
    if (vaultLocation === undefined || location === undefined || sameLocation(vaultLocation, location)) return;
    report(vault.location, 'region', { machine: machine.name, location, vault: vault.name, vaultLocation }, [subject.origin]);
  },
});
