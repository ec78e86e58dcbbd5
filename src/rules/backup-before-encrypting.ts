import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { coversData, coversOs } from './terms/requests.ts';

export default defineRule({
  meta: {
    code: 'ADE2217',
    name: 'backup-before-encrypting',
    on: 'encryption',
    severity: 'warning',
    since: '2018-12',
    summary: 'A machine with managed disks should have a snapshot or backup before it is encrypted.',
    azureError:
      'The Set-AzVMDiskEncryptionExtension command fails against managed disk based VMs until a backup is made and -skipVmBackup is specified.',
    sources: [sources.windows2018, sources.windowsScenarios, sources.linuxScenarios],
    messages: {
      unsaved:
        'Machine {machine} would be encrypted without a snapshot or backup in the plan; if encrypting fails, its data may be lost. Ask for snapshotBefore: true, or suppress this finding and name the backup you have.',
    },
  },
  check({ subject, report }) {
    const { machine } = subject;
    if (subject.scenario !== 'enable-existing-vm' || machine.kind === 'scaleSet') return;
    if (subject.snapshotBefore.value || machine.backup !== undefined || valueOf(machine.osDisk.managed) === false) return;
    const volumeType = valueOf(subject.volumeType);
    const encrypted = (covered: boolean, state: string | undefined) => !covered || state === 'Encrypted' || state === 'NoDiskFound';
    const { osVolume, dataVolume } = machine.current;
    if (
      volumeType !== undefined &&
      encrypted(coversOs(volumeType), valueOf(osVolume)) &&
      encrypted(coversData(volumeType), valueOf(dataVolume))
    ) {
      return;
    }
    report(subject.snapshotBefore, 'unsaved', { machine: machine.name });
  },
});
