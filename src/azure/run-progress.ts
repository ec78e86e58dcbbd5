import type { Step } from '../plan/types.ts';
import { type Color, colors } from './colored-text.ts';
import type { RunListener, StepReport } from './run-plan.ts';

/** Where progress is written. */
export interface ProgressOutput {
  write(text: string): void;
  /** Lines may be written over. */
  isTerminal: boolean;
  columns: number;
  color: boolean;
  now(): Date;
}

interface Running {
  since: number;
  last: string;
}

const words: Record<StepReport['state'], { word: string; color: Color }> = {
  done: { word: 'done', color: 'green' },
  skipped: { word: 'skipped', color: 'grey' },
  failed: { word: 'failed', color: 'red' },
  byHand: { word: 'by hand', color: 'yellow' },
  notStarted: { word: 'not started', color: 'grey' },
  stopped: { word: 'stopped', color: 'yellow' },
};

/** Seconds between two refreshes of the line on a terminal. */
const refresh = 1000;

/** A line when a step starts, says something or ends; on a terminal also one line, kept up to date, of what is running and for how long. */
export class RunProgress implements RunListener {
  readonly #output: ProgressOutput;
  readonly #total: number;
  readonly #start: number;
  readonly #running = new Map<string, Running>();
  readonly #timer: NodeJS.Timeout | undefined;
  #ended = 0;
  #statusShown = false;

  constructor(output: ProgressOutput, total: number) {
    this.#output = output;
    this.#total = total;
    this.#start = output.now().getTime();
    if (output.isTerminal) this.#timer = setInterval(() => this.#showStatus(), refresh).unref();
  }

  started(step: Step): void {
    this.#running.set(step.id, { since: this.#output.now().getTime(), last: '' });
    this.#line('started', 'blue', step.id);
  }

  tell(step: Step, text: string): void {
    const running = this.#running.get(step.id);
    if (running !== undefined) running.last = text;
    this.#line('', 'reset', `${step.id}: ${text}`);
  }

  ended({ step, state, message, left, warnings }: StepReport): void {
    this.#ended += 1;
    const since = this.#running.get(step.id)?.since;
    this.#running.delete(step.id);
    const took = since === undefined ? '' : ` after ${elapsed(this.#output.now().getTime() - since)}`;
    const { word, color } = words[state];
    const some = left.size > 0 ? ` for ${left.size} ${left.size === 1 ? 'machine' : 'machines'}` : '';
    const why = state === 'skipped' && message !== undefined ? `: ${message}` : '';
    this.#line(word, color, `${step.id}${some}${took}${why}`);
    for (const warning of warnings) this.#line('warning', 'yellow', warning);
  }

  /** Nothing is written any more. */
  close(): void {
    clearInterval(this.#timer);
    this.#hideStatus();
  }

  #line(word: string, color: Color, text: string): void {
    this.#hideStatus();
    const time = elapsed(this.#output.now().getTime() - this.#start).padStart(9);
    const painted = this.#output.color ? `${colors[color]}${word.padEnd(11)}${colors.reset}` : word.padEnd(11);
    this.#output.write(`${time}  ${painted}  ${text}\n`);
    this.#showStatus();
  }

  #showStatus(): void {
    if (!this.#output.isTerminal || this.#running.size === 0) return;
    const now = this.#output.now().getTime();
    const [oldest] = this.#running;
    const longest = oldest === undefined ? '' : `, ${oldest[0]} for ${elapsed(now - oldest[1].since)} ${oldest[1].last}`;
    const text = `${this.#ended} of ${this.#total} steps ended, ${this.#running.size} running${longest}`;
    this.#output.write(`\r\u001b[K${text.slice(0, Math.max(0, this.#output.columns - 1))}`);
    this.#statusShown = true;
  }

  #hideStatus(): void {
    if (this.#statusShown) this.#output.write('\r\u001b[K');
    this.#statusShown = false;
  }
}

/** `2 h 05 min`, `3 min 20 s`, `12 s`. */
export function elapsed(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${String(seconds % 60).padStart(2, '0')} s`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}
