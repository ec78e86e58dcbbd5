/** Virtual time in milliseconds since 1970: real time times a scale, plus what requests and tests add. */
export class Clock {
  readonly startAt: number;
  readonly scale: number;
  #added = 0;
  readonly #started = performance.now();

  constructor(startAt: number, scale: number) {
    this.startAt = startAt;
    this.scale = scale;
  }

  now(): number {
    return this.startAt + this.#added + (performance.now() - this.#started) * this.scale;
  }

  advance(milliseconds: number): void {
    this.#added += milliseconds;
  }
}

interface Entry {
  due: number;
  order: number;
  run: () => void;
}

/** What happens later, in order of time and then of scheduling. Nothing runs by itself: a request brings the agenda up to date. */
export class Agenda {
  readonly #heap: Entry[] = [];
  #order = 0;

  get size(): number {
    return this.#heap.length;
  }

  schedule(due: number, run: () => void): void {
    const heap = this.#heap;
    heap.push({ due, order: this.#order++, run });
    let index = heap.length - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!this.#before(index, parent)) break;
      this.#swap(index, parent);
      index = parent;
    }
  }

  /** Runs all that is due by then, also what those entries schedule; `at` is told the time of each. */
  runUntil(now: number, at: (time: number) => void): void {
    for (let first = this.#heap[0]; first !== undefined && first.due <= now; first = this.#heap[0]) {
      this.#removeFirst();
      at(first.due);
      first.run();
    }
  }

  #removeFirst(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    heap[0] = last;
    let index = 0;
    for (;;) {
      let smallest = index;
      for (const child of [2 * index + 1, 2 * index + 2]) if (child < heap.length && this.#before(child, smallest)) smallest = child;
      if (smallest === index) return;
      this.#swap(index, smallest);
      index = smallest;
    }
  }

  #before(left: number, right: number): boolean {
    const a = this.#heap[left] as Entry;
    const b = this.#heap[right] as Entry;
    return a.due === b.due ? a.order < b.order : a.due < b.due;
  }

  #swap(left: number, right: number): void {
    const entry = this.#heap[left] as Entry;
    this.#heap[left] = this.#heap[right] as Entry;
    this.#heap[right] = entry;
  }
}

/** ISO 8601 duration as Azure writes it: `PT4M35.9714173S`. */
export function isoDuration(milliseconds: number): string {
  const seconds = Math.max(0, milliseconds) / 1000;
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = Number((seconds % 60).toFixed(7));
  return `PT${hours > 0 ? `${hours}H` : ''}${minutes > 0 ? `${minutes}M` : ''}${rest}S`;
}

/** A point in time as Azure writes it, with seven digits after the point. */
export const isoTime = (milliseconds: number): string => new Date(milliseconds).toISOString().replace('Z', '0000Z');

/** `7/9/2026 3:03:22 PM`, as in Azure Resource Manager's error texts. */
export function americanTime(milliseconds: number): string {
  const date = new Date(milliseconds);
  const two = (value: number) => String(value).padStart(2, '0');
  const hour = date.getUTCHours();
  const day = `${date.getUTCMonth() + 1}/${date.getUTCDate()}/${date.getUTCFullYear()}`;
  return `${day} ${hour % 12 || 12}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} ${hour < 12 ? 'AM' : 'PM'}`;
}
