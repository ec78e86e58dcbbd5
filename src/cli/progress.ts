import type { Io } from './io.ts';

/** Work shorter than this shows no progress, in milliseconds. */
const patience = 1000;
/** A terminal need not be written to more often than this, in milliseconds. */
const pause = 100;

export interface Progress {
  /** Says what is being done now. */
  at(step: string): void;
  /** Wipes the line, so that what is printed next stands alone. */
  done(): void;
}

/** Progress on one line of a terminal's stderr; silent when that is no terminal or the work is short. */
export function showProgress(io: Io, quiet: boolean): Progress {
  if (quiet || !io.isTTY.stderr) return { at: () => {}, done: () => {} };
  const start = io.now().getTime();
  let last = start;
  let shown = false;
  return {
    at(step) {
      const now = io.now().getTime();
      if (now - start < patience || now - last < pause) return;
      last = now;
      shown = true;
      io.stderr(`\r\x1b[K${step.slice(0, Math.max(0, io.columns - 1))}`);
    },
    done() {
      if (shown) io.stderr('\r\x1b[K');
      shown = false;
    },
  };
}
