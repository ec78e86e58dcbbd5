import { COLLECTION_STYLE, EVENT_ID, type Event, getScalarValue, SCALAR_STYLE, type ScalarEvent } from 'js-yaml';
import { pointerSegments } from '../model/pointer.ts';

type Offsets = [from: number, to: number];

const kinds = { mapping: 1, sequence: 2, scalar: 3, alias: 4 } as const;
/** Added to the kind of a mapping or sequence that is written with brackets. */
const flow = 8;

/**
 * Where the nodes of one document stand in its text: four numbers a node, in the order of the text,
 * so that the parser's events need not be kept. A mapping's children are its keys and values in turn.
 */
export class Outline {
  readonly #text: string;
  readonly #kind: Uint8Array;
  readonly #style: Uint8Array;
  readonly #from: Int32Array;
  readonly #to: Int32Array;
  /** Index of the node behind the subtree. */
  readonly #next: Int32Array;
  /** Children by key or index, of the collections that somebody asked about. */
  readonly #children = new Map<number, Map<string, { key?: number; value: number }>>();

  /** @param events what `parseEvents` made of the text */
  constructor(text: string, events: readonly Event[]) {
    this.#text = text;
    this.#kind = new Uint8Array(events.length);
    this.#style = new Uint8Array(events.length);
    this.#from = new Int32Array(events.length);
    this.#to = new Int32Array(events.length);
    this.#next = new Int32Array(events.length);
    const open: number[] = [];
    let count = 0;
    for (const event of events) {
      if (event.type === EVENT_ID.DOCUMENT) {
        open.push(-1);
      } else if (event.type === EVENT_ID.POP) {
        const closed = open.pop() as number;
        if (closed >= 0) this.#next[closed] = count;
      } else {
        this.#add(count, event);
        if (event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE) open.push(count);
        count += 1;
      }
    }
  }

  #add(node: number, event: Exclude<Event, { type: typeof EVENT_ID.DOCUMENT | typeof EVENT_ID.POP }>): void {
    this.#next[node] = node + 1;
    switch (event.type) {
      case EVENT_ID.SCALAR:
        this.#kind[node] = kinds.scalar;
        this.#style[node] = event.style;
        this.#from[node] = event.valueStart;
        this.#to[node] = event.valueEnd;
        break;
      case EVENT_ID.ALIAS:
        this.#kind[node] = kinds.alias;
        // The star stands before the name.
        this.#from[node] = event.anchorStart - 1;
        this.#to[node] = event.anchorEnd;
        break;
      default:
        this.#kind[node] =
          (event.type === EVENT_ID.MAPPING ? kinds.mapping : kinds.sequence) + (event.style === COLLECTION_STYLE.FLOW ? flow : 0);
        this.#from[node] = event.start;
    }
  }

  /** Offsets of the key or value at a pointer, or of its nearest ancestor that has a place. */
  offsets(pointer: string, at: 'key' | 'value'): Offsets {
    let place: { key?: number; value: number } = { value: 0 };
    let isAncestor = false;
    for (const segment of pointerSegments(pointer)) {
      const child = this.#childrenOf(place.value).get(segment);
      // An entry of a list that nothing was written for has no place at all.
      if (child === undefined || (child.key === undefined && this.#isEmpty(child.value))) {
        isAncestor = true;
        break;
      }
      place = child;
    }
    if (at === 'value' && !(isAncestor && this.#isCollection(place.value)) && !this.#isEmpty(place.value)) return this.#range(place.value);
    return place.key === undefined ? this.#firstLine(place.value) : this.#range(place.key);
  }

  #childrenOf(node: number): Map<string, { key?: number; value: number }> {
    const seen = this.#children.get(node);
    if (seen !== undefined) return seen;
    const children = new Map<string, { key?: number; value: number }>();
    const end = this.#next[node] as number;
    const kind = (this.#kind[node] as number) & ~flow;
    if (kind === kinds.mapping) {
      for (let key = node + 1; key < end; ) {
        const value = this.#next[key] as number;
        children.set(this.#scalarText(key), { key, value });
        key = this.#next[value] as number;
      }
    } else if (kind === kinds.sequence) {
      for (let value = node + 1; value < end; value = this.#next[value] as number) children.set(String(children.size), { value });
    }
    this.#children.set(node, children);
    return children;
  }

  #isCollection(node: number): boolean {
    return ((this.#kind[node] as number) & ~flow) <= kinds.sequence;
  }

  #isEmpty(node: number): boolean {
    return (this.#from[node] as number) < 0;
  }

  #scalarText(node: number): string {
    const valueStart = this.#from[node] as number;
    const style = this.#style[node] as ScalarEvent['style'];
    return getScalarValue(this.#text, { valueStart, valueEnd: this.#to[node], style, fast: false, indent: -1, chomping: 1 } as ScalarEvent);
  }

  #range(node: number): Offsets {
    const from = this.#from[node] as number;
    const style = this.#style[node];
    if (style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED) return [from - 1, (this.#to[node] as number) + 1];
    return [from, this.#end(node)];
  }

  #end(node: number): number {
    const kind = this.#kind[node] as number;
    if ((kind & ~flow) > kinds.sequence) {
      const style = this.#style[node];
      if (style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED) return (this.#to[node] as number) + 1;
      return trimmedEnd(this.#text, this.#from[node] as number, this.#to[node] as number);
    }
    // Empty values have no place; what stands before them ends the collection.
    let last: number | undefined;
    for (let child = node + 1; child < (this.#next[node] as number); child = this.#next[child] as number) {
      if (!this.#isEmpty(child)) last = child;
    }
    const end = last === undefined ? (this.#from[node] as number) : this.#end(last);
    return (kind & flow) === 0 ? end : closingBracket(this.#text, Math.max(end, (this.#from[node] as number) + 1));
  }

  /** For what has no key of its own: the first line of it says enough. */
  #firstLine(node: number): Offsets {
    if (this.#isEmpty(node)) return [0, 0];
    const [from, to] = this.#range(node);
    const rest = this.#text.slice(from, to);
    const lineEnd = rest.search(/[\r\n]/);
    return [from, lineEnd < 0 ? to : trimmedEnd(this.#text, from, from + lineEnd)];
  }
}

function trimmedEnd(text: string, from: number, to: number): number {
  let end = to;
  while (end > from && /\s/.test(text[end - 1] as string)) end -= 1;
  return end;
}

/** Offset behind the bracket that closes what was written up to here; comments in between are passed over. */
function closingBracket(text: string, from: number): number {
  for (let offset = from; offset < text.length; offset++) {
    const character = text[offset];
    if (character === ']' || character === '}') return offset + 1;
    if (character === '#') {
      const lineEnd = text.slice(offset).search(/[\r\n]/);
      if (lineEnd < 0) return from;
      offset += lineEnd;
    }
  }
  return from;
}
