import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { encryptsVolumes } from './terms/requests.ts';

export default defineRule({
  meta: {
    code: 'ADE2608',
    name: 'scale-set-preview',
    on: 'encryption',
    severity: 'note',
    since: '2018-12',
    until: '2018-12',
    summary: 'Encryption of scale sets was a preview in December 2018.',
    sources: [sources.windows2018],
    messages: {
      preview:
        'Scale set {machine} needs the preview feature Microsoft.Compute/UnifiedDiskEncryption in its subscription in the Azure of December 2018. Register it: `az feature register --namespace Microsoft.Compute --name UnifiedDiskEncryption`.',
    },
  },
  check({ subject, report }) {
    const { machine } = subject;
    if (machine.kind !== 'scaleSet' || !encryptsVolumes(subject)) return;
    report(subject.origin, 'preview', { machine: machine.name });
  },
});
