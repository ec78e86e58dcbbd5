import { EVENT_ID, type Event, getScalarValue, type ScalarEvent } from 'js-yaml';
import { escapeSegment } from '../model/pointer.ts';
import { mostAliasedValues } from './checks/reading.ts';

/** What the aliases of a document stand for, or why they are refused. */
export interface Aliases {
  /** Pointer of each alias → pointer of the value it stands for. */
  targets: ReadonlyMap<string, string>;
  refused?: { messageId: 'size' | 'itself'; name: string; offset: number };
}

interface Anchor {
  pointer: string;
  /** Values below the anchor, aliases resolved; undefined while it is still open. */
  size?: number;
}

interface Frame {
  pointer: string;
  isMapping: boolean;
  anchor?: Anchor;
  size: number;
  index: number;
  key?: string;
}

const none: Aliases = { targets: new Map() };

/**
 * Follows the aliases of a document without resolving them, so that a few lines that stand for billions of
 * values end here. Costs nothing where there are none.
 */
export function followAliases(text: string, events: readonly Event[]): Aliases {
  if (!events.some((event) => event.type === EVENT_ID.ALIAS)) return none;
  const targets = new Map<string, string>();
  const anchors = new Map<string, Anchor>();
  const frames: Frame[] = [];
  let aliased = 0;

  /** Takes a finished value into its parent; a scalar may be a key. */
  const close = (size: number, scalar?: ScalarEvent) => {
    const parent = frames.at(-1);
    if (parent === undefined) return;
    parent.size += size;
    if (!parent.isMapping) parent.index += 1;
    else if (parent.key === undefined) parent.key = scalar === undefined ? '' : getScalarValue(text, scalar);
    else delete parent.key;
  };
  const pointerHere = () => {
    const parent = frames.at(-1);
    if (parent === undefined) return '';
    return `${parent.pointer}/${parent.isMapping ? escapeSegment(parent.key ?? '') : parent.index}`;
  };
  const anchorOf = (event: { anchorStart: number; anchorEnd: number }): Anchor | undefined => {
    if (event.anchorStart < 0) return undefined;
    const anchor = { pointer: pointerHere() };
    anchors.set(text.slice(event.anchorStart, event.anchorEnd), anchor);
    return anchor;
  };

  for (const event of events) {
    switch (event.type) {
      case EVENT_ID.MAPPING:
      case EVENT_ID.SEQUENCE: {
        const anchor = anchorOf(event);
        frames.push({ pointer: pointerHere(), isMapping: event.type === EVENT_ID.MAPPING, size: 1, index: 0, ...(anchor && { anchor }) });
        break;
      }
      case EVENT_ID.SCALAR: {
        const anchor = anchorOf(event);
        if (anchor !== undefined) anchor.size = 1;
        close(1, event);
        break;
      }
      case EVENT_ID.ALIAS: {
        const name = text.slice(event.anchorStart, event.anchorEnd);
        const anchor = anchors.get(name);
        // An alias of nothing is left to the parser, which names it.
        const size = anchor === undefined ? 1 : anchor.size;
        if (size === undefined) return { targets, refused: { messageId: 'itself', name, offset: event.anchorStart - 1 } };
        aliased += size;
        if (aliased > mostAliasedValues) return { targets, refused: { messageId: 'size', name, offset: event.anchorStart - 1 } };
        if (anchor !== undefined) targets.set(pointerHere(), anchor.pointer);
        close(size);
        break;
      }
      case EVENT_ID.POP: {
        const frame = frames.pop();
        if (frame === undefined) break;
        if (frame.anchor !== undefined) frame.anchor.size = frame.size;
        close(frame.size);
        break;
      }
    }
  }
  return { targets };
}

/** The pointer of a value where it is written, whatever aliases lead to it. */
export function anchoredPointer(targets: Aliases['targets'], pointer: string): string {
  let anchored = '';
  for (const segment of pointer.split('/').slice(1)) {
    const next = `${anchored}/${segment}`;
    anchored = targets.get(next) ?? next;
  }
  return anchored;
}
