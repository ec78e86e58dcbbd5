import { readJson } from '../../arm/read-json.ts';
import { recogniseArm } from '../../arm/recognise.ts';
import { type ParsedDocument, parseDocument, type SourceDocument } from '../../spec/index.ts';
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

  /** Keeps a file no longer that nobody reads again. */
  forget(file: InputFile): void {
    this.#read.delete(keyOf(file));
  }

  async #parse(file: InputFile): Promise<SourceDocument | undefined> {
    const { value, findings, source } = parse(file.name, await readInput(file, this.#io));
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

/** A text in braces, maybe below a comment or the marker of a merge conflict, with the key that begins a plan. */
const looksLikePlan = (text: string): boolean => /^\s*(?:[{<]|\/[/*])/.test(text) && /^[^{]*\{[^{]*"plan"\s*:\s*1\b/.test(text);

const looksLikeOurs = (text: string): boolean =>
  /^(scenarios|facts):/m.test(text) || recogniseArm(text) !== undefined || looksLikePlan(text);

/** What Azure Resource Manager reads is read as it does: with comments and commas that are mistakes in YAML. */
function parse(file: string, bytes: Uint8Array): ParsedDocument {
  const beginning = Buffer.from(bytes.subarray(0, 20_000)).toString('utf8');
  if (recogniseArm(beginning) === undefined && !looksLikePlan(beginning)) return parseDocument(file, bytes);
  const read = readJson(file, bytes);
  return { ...read, value: read.value && { ...read.value, aliases: new Map() } };
}
