import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { encryptsVolumes } from './terms/requests.ts';

export default defineRule({
  meta: {
    code: 'ADE2422',
    name: 'linux-image-unsupported',
    on: 'encryption',
    severity: 'error',
    since: '2018-12',
    summary: 'The image of a Linux machine must be in the table of supported distributions.',
    azureError: 'OS distribution is not supported',
    sources: [sources.frequentQuestions2019, sources.linuxOverview],
    messages: {
      unlisted:
        'Machine {machine} runs {image}, which is not in the table of supported distributions. Use one that is (for example {alternatives}), or encryption at host.',
      unknownOffer:
        'Machine {machine} runs {image}, which is not in the table of supported distributions; no image of this publisher is. Use another distribution, or encryption at host.',
    },
  },
  check({ subject, support, known, report }) {
    const { machine } = subject;
    if (!encryptsVolumes(subject) || valueOf(machine.os.type) === 'Windows') return;
    const image = known(machine.os.image);
    if (image === undefined || known(machine.os.type) !== 'Linux' || support.image(image) !== undefined) return;
    const shown = { machine: machine.name, image: `${image.publisher}:${image.offer}:${image.sku}` };
    const alternatives = support.imageAlternatives(image).map(({ row }) => row);
    if (alternatives.length === 0) report(machine.os.image, 'unknownOffer', shown);
    else report(machine.os.image, 'unlisted', { ...shown, alternatives: alternatives.slice(0, 3) });
  },
});
