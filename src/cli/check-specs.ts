import { dirname, resolve } from 'node:path';
import { completeModel } from '../facts/index.ts';
import { type EncryptionModel, type Outcome, written } from '../model/index.ts';
import { runRules } from '../rules/run.ts';
import { readModel, type SourceDocument, SpecsTogether } from '../spec/index.ts';
import { type Support, supportFor } from '../support/index.ts';
import { isComplaint } from './complaint.ts';
import { documentKind, kindNames } from './input/document-kind.ts';
import type { Documents } from './input/documents.ts';
import { absolute, displayName, type InputFile } from './input/read-files.ts';
import type { Io } from './io.ts';
import type { Progress } from './progress.ts';
import type { Report } from './report.ts';

/** A spec whose model could be made; whether it has errors, the report says. */
export interface CheckedSpec {
  file: InputFile;
  document: SourceDocument;
  model: EncryptionModel;
  support: Support;
}

export interface SpecFile {
  file: InputFile;
  document: SourceDocument;
}

interface Surroundings {
  io: Io;
  report: Report;
  documents: Documents;
  progress: Progress;
  /** Facts files for every spec, given by flag. */
  facts: readonly SourceDocument[];
}

/** Reads the facts files given by flag. Throws a {@link Complaint} (64) for one that cannot be opened; undefined when one cannot be read. */
export async function readFactsFlags(
  paths: readonly string[],
  io: Io,
  report: Report,
  documents: Documents,
): Promise<SourceDocument[] | undefined> {
  const read: SourceDocument[] = [];
  let complete = true;
  for (const word of paths) {
    const path = absolute(io, word);
    const document = await documents.readFacts(
      word === '-' ? { name: '<stdin>', named: true } : { name: displayName(io.cwd, path), path, named: true },
    );
    if (document === undefined) complete = false;
    else if (isFacts(document, report)) read.push(document);
    else complete = false;
  }
  return complete ? read : undefined;
}

function isFacts(document: SourceDocument, report: Report): boolean {
  const kind = documentKind(document.value);
  if (kind === 'facts') return true;
  report.findings.push({
    code: 'ADE0051',
    messageId: 'other',
    data: { path: document.file, kind: kindNames[kind] },
    origin: written(document.file, ''),
  });
  return false;
}

/** From documents to checked models: schema, references, completion, rules, and what only shows when all specs are seen together. */
export async function checkSpecs(files: readonly SpecFile[], surroundings: Surroundings): Promise<CheckedSpec[]> {
  const checker = new SpecChecker(files.length, surroundings);
  const specs: CheckedSpec[] = [];
  for (const file of files) {
    const checked = await checker.check(file);
    if (checked !== undefined) specs.push(checked.spec);
  }
  checker.finish();
  return specs;
}

/** Checks the specs of one run, one after the other. It keeps nothing of a spec but what the next ones are held against. */
export class SpecChecker {
  readonly #surroundings: Surroundings;
  readonly #count: number;
  readonly #together: SpecsTogether | undefined;
  #checked = 0;

  /** @param count how many specs may come */
  constructor(count: number, surroundings: Surroundings) {
    this.#surroundings = surroundings;
    this.#count = count;
    this.#together = count > 1 ? new SpecsTogether() : undefined;
  }

  /** The spec with the facts files that complete it; undefined after reporting why there is no model. */
  async check({ file, document }: SpecFile): Promise<{ spec: CheckedSpec; facts: readonly SourceDocument[] } | undefined> {
    const { report, progress } = this.#surroundings;
    const position = `(${++this.#checked} of ${this.#count})`;
    progress.at(`reading ${file.name} ${position}`);
    const named = await factsOf(file, document, this.#surroundings);
    if (named === undefined) return undefined;
    const facts = [...named, ...this.#surroundings.facts];
    const { value: spec, findings } = makeSpec({ file, document }, facts);
    report.add(findings);
    if (spec === undefined) return undefined;
    const { model, support } = spec;
    report.addSuppressions(model.suppressions);
    progress.at(`checking ${file.name} ${position}`);
    const results = runRules(model, support);
    report.add(results.findings);
    report.addUnchecked(results.unchecked);
    this.#together?.add(model);
    return { spec, facts };
  }

  /** Reports what only shows when all specs were seen. */
  finish(): void {
    this.#surroundings.report.add(this.#together?.findings ?? []);
  }
}

/** The completed model of a spec; no value where its shape is wrong. */
export function makeSpec({ file, document }: SpecFile, facts: readonly SourceDocument[]): Outcome<CheckedSpec | undefined> {
  const { value: model, findings } = readModel({ spec: document, facts });
  if (model === undefined) return { value: undefined, findings };
  const support = supportFor(model.settings.supportMatrix.value);
  return { value: { file, document, model, support }, findings: [...findings, ...completeModel(model, support)] };
}

/** The facts files that a spec names; undefined after reporting one that is not there or cannot be read, since guesses would follow from it. */
async function factsOf(
  file: InputFile,
  spec: SourceDocument,
  { io, report, documents }: Surroundings,
): Promise<SourceDocument[] | undefined> {
  const named = Array.isArray(spec.value.facts) ? spec.value.facts : [];
  const folder = file.path === undefined ? io.cwd : dirname(file.path);
  const read: SourceDocument[] = [];
  let complete = true;
  for (const [index, word] of named.entries()) {
    // What is not text, the schema reports.
    if (typeof word !== 'string') continue;
    const path = resolve(folder, word);
    try {
      const document = await documents.readFacts({ name: displayName(io.cwd, path), path, named: true });
      if (document !== undefined && isFacts(document, report)) read.push(document);
      else complete = false;
    } catch (error) {
      if (!isComplaint(error) || error.cannotOpen === undefined) throw error;
      complete = false;
      report.filesMissing = true;
      const data = { path: word, reason: error.cannotOpen };
      report.findings.push({ code: 'ADE0050', messageId: 'cannotOpen', data, origin: written(file.name, `/facts/${index}`) });
    }
  }
  return complete ? read : undefined;
}
