import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { encryptsVolumes } from './terms/requests.ts';

export default defineRule({
  meta: {
    code: 'ADE2420',
    name: 'linux-custom-image-unsupported',
    on: 'encryption',
    severity: 'error',
    since: '2018-12',
    summary: 'A Linux machine must be made from a gallery image, not from an image of your own.',
    sources: [sources.overview2018, sources.linuxScenarios, sources.linuxQuestions],
    messages: {
      custom:
        'Machine {machine} runs Linux from custom image {imageId}, which Azure Disk Encryption does not support, even if it is based on a supported distribution. Use a marketplace image, or encryption at host.',
    },
  },
  check({ subject, known, report }) {
    const { machine } = subject;
    if (!encryptsVolumes(subject) || valueOf(machine.os.type) === 'Windows') return;
    const imageId = known(machine.os.imageId);
    if (imageId === undefined || known(machine.os.type) !== 'Linux') return;
    report(machine.os.imageId, 'custom', { machine: machine.name, imageId });
  },
});
