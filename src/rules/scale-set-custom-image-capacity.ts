import { valueOf } from '../model/index.ts';
import { sources } from '../support/index.ts';
import { defineRule } from './rule.ts';
import { makesMachine } from './terms/requests.ts';

/** Instances of a scale set from an image that was uploaded, at most. */
const largestCapacity = 600;

export default defineRule({
  meta: {
    code: 'ADE2605',
    name: 'scale-set-custom-image-capacity',
    on: 'encryption',
    severity: 'error',
    since: '2018-12',
    summary: 'A scale set from a custom image must not have more than 600 instances.',
    sources: [sources.placementGroups],
    messages: {
      capacity:
        'Scale set {machine} has capacity {capacity} and a custom image, with which Azure makes 600 instances at most. Lower the capacity, split the set, or use an image of the marketplace or of an Azure Compute Gallery.',
    },
  },
  check({ subject, report }) {
    const { machine } = subject;
    if (machine.kind !== 'scaleSet' || !makesMachine(subject)) return;
    const capacity = valueOf(machine.capacity) ?? 0;
    const imageId = valueOf(machine.os.imageId);
    if (capacity <= largestCapacity || imageId === undefined || !/\/images\/[^/]+$/i.test(imageId) || /\/galleries\//i.test(imageId))
      return;
    report(machine.capacity, 'capacity', { machine: machine.name, capacity });
  },
});
