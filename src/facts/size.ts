import { type Finding, type Machine, valueOf } from '../model/index.ts';
import type { Support } from '../support/index.ts';
import { fill, follows } from './fill.ts';

/** Looks the size up: quota family, memory and processor; reports a size that Azure does not publish. */
export function completeSize(machine: Machine, support: Support): Finding[] {
  const { size, sizeFacts } = machine;
  if (!size.known) return [];
  const found = support.size(size.value);
  const name = support.sizeName(size.value);
  if (found !== undefined) {
    const origin = follows(size, `vmSizes/${found.name}`);
    sizeFacts.family = fill(sizeFacts.family, found.family, origin);
    sizeFacts.memoryMB = fill(sizeFacts.memoryMB, found.memoryMB, origin);
    sizeFacts.architecture = fill(sizeFacts.architecture, found.architecture, origin);
  }
  if (name !== undefined) {
    const architecture = name.features.includes('p') ? 'arm64' : 'amd64';
    sizeFacts.architecture = fill(sizeFacts.architecture, architecture, follows(size, 'sizeName'));
  }
  // A size that somebody knows the memory of is not a misspelt one.
  if (found !== undefined || valueOf(sizeFacts.memoryMB) !== undefined) return [];

  const suggestion = support.similarSize(size.value);
  const messageId = suggestion !== undefined ? 'misspelt' : name === undefined ? 'unreadable' : 'unknown';
  const data = { size: size.value, machine: machine.name, ...(suggestion === undefined ? {} : { suggestion }) };
  return [{ code: 'ADE2042', messageId, data, origin: size.origin }];
}
