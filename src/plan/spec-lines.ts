import { escapeSegment, pointerSegments } from '../model/pointer.ts';
import { isMapping, type Mapping } from './mapping.ts';

/**
 * Turns a pointer of a plan, whose list entries are named, into a JSON pointer of the spec: `/scenarios/disable-vm/virtualMachines/vm-1` →
 * `/scenarios/2/virtualMachines/0`. Where several entries have a name, the first that the rest of the pointer fits; where none has, because a
 * selection found the machine or because the spec has changed, the nearest place above.
 */
export function pointerInSpec(spec: Mapping, pointer: string): string {
  const segments = pointerSegments(pointer);
  const registry = isMapping(spec[segments[2] ?? '']) ? (spec[segments[2] ?? ''] as Mapping) : {};
  return follow(spec, segments, registry).pointer;
}

interface Followed {
  pointer: string;
  complete: boolean;
}

function follow(value: unknown, segments: readonly string[], registry: Mapping): Followed {
  const [segment, ...rest] = segments;
  if (segment === undefined) return { pointer: '', complete: true };
  let best: Followed = { pointer: '', complete: false };
  for (const [key, child] of children(value, segment, registry)) {
    const below = follow(child, rest, registry);
    const found = { pointer: `/${escapeSegment(key)}${below.pointer}`, complete: below.complete };
    if (found.complete) return found;
    if (found.pointer.length > best.pointer.length) best = found;
  }
  return best;
}

/** The entries of a mapping or list that a segment may mean. */
function children(value: unknown, segment: string, registry: Mapping): [key: string, child: unknown][] {
  if (Array.isArray(value)) {
    return value.map((entry, index): [string, unknown] => [String(index), entry]).filter(([, entry]) => isNamed(entry, segment, registry));
  }
  if (!isMapping(value)) return [];
  if (Object.hasOwn(value, segment)) return [[segment, value[segment]]];
  return 'select' in value ? [['select', value.select]] : [];
}

function isNamed(entry: unknown, name: string, registry: Mapping): boolean {
  if (typeof entry === 'string') {
    const registered = registry[entry];
    return sameName(entry, name) || (isMapping(registered) && sameName(registered.name, name));
  }
  return isMapping(entry) && (entry.scenario === name || sameName(entry.name, name));
}

/** Azure's names do not mind letter case. */
const sameName = (value: unknown, name: string): boolean => typeof value === 'string' && value.toLowerCase() === name.toLowerCase();
