import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { sameLocation } from './terms/locations.ts';

export default defineRule({
  meta: {
    code: 'ADE2708',
    name: 'restore-to-other-region',
    on: 'restore',
    severity: 'warning',
    since: '2026-09',
    summary: 'An encrypted machine should be restored in the region of its backup, or in the paired one.',
    sources: [sources.windowsQuestions, sources.linuxQuestions, sources.restoreEncrypted],
    messages: {
      otherRegion:
        'Machine {machine} is restored in {location}, but Recovery Services vault {vault} is in {vaultLocation}. Azure restores encrypted machines across regions only to the paired region of the same geography (the questions page says not at all): check that {location} is that one and that cross-region restore is on.',
    },
  },
  check({ subject, known, report }) {
    const { machine } = subject;
    const vault = valueOf(subject.recoveryServicesVault);
    if (vault === undefined) return;
    const vaultLocation = known(vault.location);
    const location = known(machine.location);
    if (vaultLocation === undefined || location === undefined || sameLocation(vaultLocation, location)) return;
    report(subject.origin, 'otherRegion', { machine: machine.name, location, vault: vault.name, vaultLocation }, [vault.origin]);
  },
});
