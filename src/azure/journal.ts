import { closeSync, existsSync, fsyncSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Operation } from './client.ts';

/** The first line: which run this is the journal of. */
export interface RunHeader {
  armade: 1;
  run: string;
  plan: string;
  /** SHA-256 of plan.json. */
  planHash: string;
  /** What of the plan the run is about, as flags. */
  selection: string;
  startedAt: string;
}

/** How far a step got. `partly`: done for all machines but those that are left. `byHand`: a person has been told what to do. */
export type StepState = 'started' | 'accepted' | 'done' | 'skipped' | 'partly' | 'failed' | 'byHand';

export interface StepEntry {
  step: string;
  state: StepState;
  at: string;
  /** What Azure is carrying out. */
  operation?: Operation;
  /** Resource ids of machines for which the step is not done. */
  left?: string[];
  /** Why it failed, without secrets. */
  message?: string;
}

export interface ReadJournal {
  header: RunHeader;
  /** The last entry of each step. */
  steps: ReadonlyMap<string, StepEntry>;
}

/** Where a run keeps its steps, so that a later one can go on. */
export interface Journal {
  /** Returns when the entry is safe from a loss of power. */
  write(entry: StepEntry): void;
  close(): void;
}

/** Keeps nothing: what runs can be found again in Azure by deployment name and tag. */
export const noJournal: Journal = { write: () => {}, close: () => {} };

/** A file of JSON lines, written before the step they are about is started. */
export class JournalFile implements Journal {
  readonly #file: number;

  private constructor(file: number) {
    this.#file = file;
  }

  /** Begins the journal of a new run; an older journal there is overwritten. */
  static begin(path: string, header: RunHeader): JournalFile {
    makeFolder(path);
    const journal = new JournalFile(openSync(path, 'w', 0o600));
    journal.#append(header);
    return journal;
  }

  /** Goes on with a journal; a last line that a crash tore is cut off. */
  static goOn(path: string): JournalFile {
    const text = readFileSync(path, 'utf8');
    const file = openSync(path, 'a', 0o600);
    ftruncateSync(file, Buffer.byteLength(text.slice(0, text.lastIndexOf('\n') + 1)));
    return new JournalFile(file);
  }

  write(entry: StepEntry): void {
    this.#append(entry);
  }

  close(): void {
    closeSync(this.#file);
  }

  #append(line: RunHeader | StepEntry): void {
    writeSync(this.#file, `${JSON.stringify(line)}\n`);
    fsyncSync(this.#file);
  }
}

/** Undefined when there is no journal; a text says why it cannot be read. */
export function readJournal(path: string): ReadJournal | string | undefined {
  if (!existsSync(path)) return undefined;
  const lines = readFileSync(path, 'utf8').split('\n');
  // What stands behind the last line break was torn by a crash.
  const entries = lines.slice(0, -1).map(parsedLine);
  const [header, ...steps] = entries;
  if (header === undefined) return undefined;
  if (!isHeader(header)) return 'it does not begin as a journal of armade does';
  const byStep = new Map<string, StepEntry>();
  for (const entry of steps) {
    if (!isEntry(entry)) return 'one of its lines is not an entry';
    const before = byStep.get(entry.step);
    // A run that went on starts the step anew, while Azure carries out what the interrupted one had sent.
    const operation =
      entry.state === 'started' && (before?.state === 'started' || before?.state === 'accepted') ? before.operation : undefined;
    byStep.set(entry.step, operation === undefined ? entry : { operation, ...entry });
  }
  return { header, steps: byStep };
}

/** The folder keeps itself out of git. */
function makeFolder(path: string): void {
  const folder = dirname(path);
  if (existsSync(folder)) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, '.gitignore'), '*\n');
}

function parsedLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

const isHeader = (value: unknown): value is RunHeader =>
  typeof value === 'object' && value !== null && 'armade' in value && value.armade === 1 && 'run' in value && 'planHash' in value;

const isEntry = (value: unknown): value is StepEntry => typeof value === 'object' && value !== null && 'step' in value && 'state' in value;
