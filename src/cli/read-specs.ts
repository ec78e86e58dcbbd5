import { type Finding, written } from '../model/index.ts';
import { parseDocument, type SourceDocument } from '../spec/index.ts';
import { type CheckedSpec, makeSpec, readFactsFlags, SpecChecker } from './check-specs.ts';
import { documentKind, kindNames } from './input/document-kind.ts';
import { Documents } from './input/documents.ts';
import { findFiles } from './input/find-files.ts';
import type { InputFile } from './input/read-files.ts';
import type { Io } from './io.ts';
import type { Progress } from './progress.ts';
import type { Report } from './report.ts';

type Take = (spec: CheckedSpec, facts: readonly SourceDocument[], count: number) => void;

/** The specs of a command that takes nothing else, read and checked. What is no spec is reported where somebody named it, and passed over in folders. */
export async function readSpecs(
  words: readonly string[],
  factsFlags: readonly string[],
  io: Io,
  report: Report,
  progress: Progress,
): Promise<CheckedSpec[]> {
  const specs: CheckedSpec[] = [];
  await readEach(words, factsFlags, { io, report, progress }, (spec) => specs.push(spec));
  return specs;
}

/** A spec that was checked, to be made again from its text when it is its turn. */
export interface SpecInTurn {
  file: InputFile;
  name: string;
  /** Gives the model to one reader, who lets go of it. */
  make(): CheckedSpec;
}

/** As {@link readSpecs}, for a command that needs one spec after the other: the models of all of them at once may be more than a computer holds. */
export async function readSpecsInTurn(
  words: readonly string[],
  factsFlags: readonly string[],
  io: Io,
  report: Report,
  progress: Progress,
): Promise<SpecInTurn[]> {
  const specs: SpecInTurn[] = [];
  await readEach(words, factsFlags, { io, report, progress }, (spec, facts, count) =>
    specs.push(count === 1 ? inTurn(spec) : againInTurn(spec.file, spec.model.settings.name, spec.document.text, facts)),
  );
  return specs;
}

const inTurn = (spec: CheckedSpec): SpecInTurn => ({ file: spec.file, name: spec.model.settings.name, make: () => spec });

function againInTurn(file: InputFile, name: string, text: string, facts: readonly SourceDocument[]): SpecInTurn {
  const make = () => {
    const document = parseDocument(file.name, text).value as SourceDocument;
    return makeSpec({ file, document }, facts).value as CheckedSpec;
  };
  return { file, name, make };
}

async function readEach(
  words: readonly string[],
  factsFlags: readonly string[],
  { io, report, progress }: { io: Io; report: Report; progress: Progress },
  take: Take,
): Promise<void> {
  const documents = new Documents(io, report);
  const { files, complaints } = await findFiles(words, io);
  report.cannotOpen(complaints);
  const facts = await readFactsFlags(factsFlags, io, report, documents);
  const checker = new SpecChecker(files.length, { io, report, documents, progress, facts: facts ?? [] });
  let found = 0;
  for (const file of files) {
    progress.at(`reading ${file.name}`);
    const document = await documents.tryRead(file);
    if (document === undefined) continue;
    const kind = documentKind(document.value);
    // A named file whose keys say nothing is a spec with mistakes in it: its schema says which.
    if (kind === 'spec' || (kind === 'unknown' && file.named)) {
      found += 1;
      documents.forget(file);
      const checked = facts === undefined ? undefined : await checker.check({ file, document });
      if (checked !== undefined) take(checked.spec, checked.facts, files.length);
    } else if (file.named) report.findings.push(notASpec(file, kindNames[kind]));
  }
  if (found === 0 && complaints.length === 0 && report.findings.length === 0)
    report.cannotOpen([`There is no spec in ${words.join(', ')}.`]);
  checker.finish();
}

const notASpec = (file: InputFile, kind: string): Finding => ({
  code: 'ADE0052',
  messageId: 'other',
  data: { kind },
  origin: written(file.name, ''),
});
