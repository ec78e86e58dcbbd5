import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { coversOs, encryptsVolumes } from './terms/requests.ts';

export default defineRule({
  meta: {
    code: 'ADE2601',
    name: 'linux-scale-set-os-volume-unsupported',
    on: 'encryption',
    severity: 'error',
    since: '2018-12',
    summary: 'Only data volumes of a Linux scale set can be encrypted.',
    azureError: "Unknown Volume Type: All, has to be one of ['Data']",
    sources: [sources.overview2018, sources.scaleSetOverview, sources.linuxScenarios, sources.linuxExtension2026],
    messages: {
      osVolume:
        'Scale set {machine} runs Linux, where only volumeType Data is supported, not {volumeType}. Use Data. (Newer agents would encrypt the OS volume of some distributions; the page does not support it.)',
    },
  },
  check({ subject, known, report }) {
    const { machine } = subject;
    const volumeType = valueOf(subject.volumeType);
    if (machine.kind !== 'scaleSet' || !encryptsVolumes(subject) || !coversOs(volumeType)) return;
    if (known(machine.os.type) !== 'Linux') return;
    report(subject.volumeType, 'osVolume', { machine: machine.name, volumeType: String(volumeType) });
  },
});
