import { type AliasEvent, EVENT_ID, type Event, getScalarValue, type ScalarEvent } from 'js-yaml';
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
  const walk = new AliasWalk(text);
  for (const event of events) {
    const refused = walk.take(event);
    if (refused !== undefined) return { targets: walk.targets, refused };
  }
  return { targets: walk.targets };
}

/** Walks through the events of one document, knowing at each where it is and how many values it has met. */
class AliasWalk {
  readonly targets = new Map<string, string>();
  readonly #text: string;
  readonly #anchors = new Map<string, Anchor>();
  readonly #frames: Frame[] = [];
  #aliased = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Takes the next event; answers with why the document is refused at it. */
  take(event: Event): Aliases['refused'] {
    switch (event.type) {
      case EVENT_ID.MAPPING:
      case EVENT_ID.SEQUENCE: {
        const anchor = this.#anchorOf(event);
        const isMapping = event.type === EVENT_ID.MAPPING;
        this.#frames.push({ pointer: this.#pointer(), isMapping, size: 1, index: 0, ...(anchor && { anchor }) });
        return undefined;
      }
      case EVENT_ID.SCALAR: {
        const anchor = this.#anchorOf(event);
        if (anchor !== undefined) anchor.size = 1;
        this.#close(1, event);
        return undefined;
      }
      case EVENT_ID.ALIAS:
        return this.#follow(event);
      case EVENT_ID.POP: {
        const frame = this.#frames.pop();
        if (frame === undefined) return undefined;
        if (frame.anchor !== undefined) frame.anchor.size = frame.size;
        this.#close(frame.size);
        return undefined;
      }
      default:
        return undefined;
    }
  }

  #follow({ anchorStart, anchorEnd }: AliasEvent): Aliases['refused'] {
    const name = this.#text.slice(anchorStart, anchorEnd);
    const anchor = this.#anchors.get(name);
    // An alias of nothing is left to the parser, which names it.
    const size = anchor === undefined ? 1 : anchor.size;
    if (size === undefined) return { messageId: 'itself', name, offset: anchorStart - 1 };
    this.#aliased += size;
    if (this.#aliased > mostAliasedValues) return { messageId: 'size', name, offset: anchorStart - 1 };
    if (anchor !== undefined) this.targets.set(this.#pointer(), anchor.pointer);
    this.#close(size);
    return undefined;
  }

  /** Takes a finished value into its parent; a scalar may be a key. */
  #close(size: number, scalar?: ScalarEvent): void {
    const parent = this.#frames.at(-1);
    if (parent === undefined) return;
    parent.size += size;
    if (!parent.isMapping) parent.index += 1;
    else if (parent.key === undefined) parent.key = scalar === undefined ? '' : getScalarValue(this.#text, scalar);
    else delete parent.key;
  }

  /** Pointer of the value that comes next. */
  #pointer(): string {
    const parent = this.#frames.at(-1);
    if (parent === undefined) return '';
    return `${parent.pointer}/${parent.isMapping ? escapeSegment(parent.key ?? '') : parent.index}`;
  }

  #anchorOf({ anchorStart, anchorEnd }: { anchorStart: number; anchorEnd: number }): Anchor | undefined {
    if (anchorStart < 0) return undefined;
    const anchor = { pointer: this.#pointer() };
    this.#anchors.set(this.#text.slice(anchorStart, anchorEnd), anchor);
    return anchor;
  }
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
