import { parseDocument, type SourceDocument } from '../../spec/index.ts';
import { isComplaint } from '../complaint.ts';
import type { Io } from '../io.ts';
import type { Report } from '../report.ts';
import { type InputFile, readInput } from './read-files.ts';

/** Reads each file once, however many specs name it, and reports what is wrong with it. */
export class Documents {
  readonly #io: Io;
  readonly #report: Report;
  readonly #facts = new Set<string>();
  readonly #read = new Map<string, Promise<SourceDocument | undefined>>();

  constructor(io: Io, report: Report) {
    this.#io = io;
    this.#report = report;
  }

  /** The document, or undefined after reporting why it cannot be read. Throws a {@link Complaint} (64) where the file cannot be opened. */
  read(file: InputFile): Promise<SourceDocument | undefined> {
    const key = keyOf(file);
    let reading = this.#read.get(key);
    if (reading === undefined) {
      reading = this.#parse(file);
      this.#read.set(key, reading);
    }
    return reading;
  }

  async #parse(file: InputFile): Promise<SourceDocument | undefined> {
    const { value, findings, source } = parseDocument(file.name, await readInput(file, this.#io));
    // A folder holds files of other programs too; only those that somebody named, or that look like armade's, are held to be readable.
    if (value === undefined && !file.named && !looksLikeOurs(source.text)) return undefined;
    this.#report.sources.set(file.name, source);
    this.#report.add(findings);
    return value;
  }

  /** Reads a file that completes specs. */
  readFacts(file: InputFile): Promise<SourceDocument | undefined> {
    this.#facts.add(keyOf(file));
    return this.read(file);
  }

  areFactsOfASpec(file: InputFile): boolean {
    return this.#facts.has(keyOf(file));
  }

  /** As {@link read}, with the complaint on stderr where the file cannot be opened. */
  async tryRead(file: InputFile): Promise<SourceDocument | undefined> {
    try {
      return await this.read(file);
    } catch (error) {
      if (!isComplaint(error) || error.cannotOpen === undefined) throw error;
      this.#report.cannotOpen([error.message]);
      return undefined;
    }
  }
}

const keyOf = (file: InputFile): string => file.path ?? file.name;

const looksLikeOurs = (text: string): boolean =>
  /^(scenarios|facts):|deploymentTemplate\.json|deploymentParameters\.json|"plan": 1/m.test(text);
