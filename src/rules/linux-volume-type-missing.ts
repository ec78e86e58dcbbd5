import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { attachesEncryptedDisks, decryptsVolumes } from './terms/requests.ts';
import { isClear } from './terms/volume-states.ts';

export default defineRule({
  meta: {
    code: 'ADE2501',
    name: 'linux-volume-type-missing',
    on: 'encryption',
    severity: 'error',
    since: '2018-12',
    summary: 'A Linux machine must be given a volumeType.',
    azureError: "Unknown Volume Type: , has to be one of ['OS', 'Data', 'All']",
    sources: [sources.linuxExtensionPage, sources.linuxExtension2026],
    messages: {
      missing: 'Machine {machine} runs Linux and has no volumeType, for which the Linux extension has no default. Write OS, Data or All.',
      missingToDecrypt:
        'Machine {machine} runs Linux and has no volumeType, for which the Linux extension has no default. Write Data: nothing else can be decrypted on Linux.',
      missingOnScaleSet:
        'Scale set {machine} runs Linux and has no volumeType, for which the Linux extension has no default. Write Data: nothing else can be encrypted on Linux scale sets.',
    },
  },
  check({ subject, known, report }) {
    const { machine, volumeType } = subject;
    if (attachesEncryptedDisks(subject) || volumeType.known || volumeType.reported === true) return;
    const { osVolume, dataVolume } = machine.current;
    const isDecrypted = [valueOf(osVolume), valueOf(dataVolume)].every((state) => state !== undefined && isClear(state));
    if ((subject.operation === 'remove' && isDecrypted) || known(machine.os.type) !== 'Linux') return;
    const messageId = machine.kind === 'scaleSet' ? 'missingOnScaleSet' : decryptsVolumes(subject) ? 'missingToDecrypt' : 'missing';
    report(subject.origin, messageId, { machine: machine.name });
  },
});
