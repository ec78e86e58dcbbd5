import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { coversOs, encryptsVolumes } from './terms/requests.ts';

export default defineRule({
  meta: {
    code: 'ADE2421',
    name: 'linux-image-os-volume-unsupported',
    on: 'encryption',
    severity: 'error',
    since: '2018-12',
    summary: 'The distribution of a Linux machine must be one whose OS volume can be encrypted.',
    azureError: 'Distro {} {} is not supported for OS encryption',
    sources: [sources.frequentQuestions2019, sources.linuxOverview],
    messages: {
      dataOnly:
        'Machine {machine} runs {image}, of which only data volumes can be encrypted, not {volumeType}. Use volumeType Data, or a distribution whose OS volume is supported.',
    },
  },
  check({ subject, support, known, report }) {
    const { machine } = subject;
    if (!encryptsVolumes(subject) || valueOf(subject.volumeType) === 'Data' || valueOf(machine.os.type) === 'Windows') return;
    // Linux scale sets have no OS volume that can be encrypted, whatever they run.
    if (machine.kind === 'scaleSet') return;
    const image = known(machine.os.image);
    if (image === undefined || support.image(image)?.volumes !== 'Data') return;
    const volumeType = known(subject.volumeType);
    if (volumeType === undefined || !coversOs(volumeType)) return;
    const shown = { machine: machine.name, image: `${image.publisher}:${image.offer}:${image.sku}`, volumeType };
    report(subject.volumeType, 'dataOnly', shown, [machine.origin]);
  },
});
