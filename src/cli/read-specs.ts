import { type Finding, written } from '../model/index.ts';
import { type CheckedSpec, checkSpecs, readFactsFlags, type SpecFile } from './check-specs.ts';
import { documentKind, kindNames } from './input/document-kind.ts';
import { Documents } from './input/documents.ts';
import { findFiles } from './input/find-files.ts';
import type { InputFile } from './input/read-files.ts';
import type { Io } from './io.ts';
import type { Progress } from './progress.ts';
import type { Report } from './report.ts';

/** The specs of a command that takes nothing else, read and checked. What is no spec is reported where somebody named it, and passed over in folders. */
export async function readSpecs(
  words: readonly string[],
  factsFlags: readonly string[],
  io: Io,
  report: Report,
  progress: Progress,
): Promise<CheckedSpec[]> {
  const documents = new Documents(io, report);
  const { files, complaints } = await findFiles(words, io);
  report.cannotOpen(complaints);
  const specs: SpecFile[] = [];
  for (const file of files) {
    progress.at(`reading ${file.name}`);
    const document = await documents.tryRead(file);
    if (document === undefined) continue;
    const kind = documentKind(document.value);
    // A named file whose keys say nothing is a spec with mistakes in it: its schema says which.
    if (kind === 'spec' || (kind === 'unknown' && file.named)) specs.push({ file, document });
    else if (file.named) report.findings.push(notASpec(file, kindNames[kind]));
  }
  if (specs.length === 0 && complaints.length === 0 && report.findings.length === 0)
    report.cannotOpen([`There is no spec in ${words.join(', ')}.`]);
  const facts = await readFactsFlags(factsFlags, io, report, documents);
  return facts === undefined ? [] : await checkSpecs(specs, { io, report, documents, progress, facts });
}

const notASpec = (file: InputFile, kind: string): Finding => ({
  code: 'ADE0052',
  messageId: 'other',
  data: { kind },
  origin: written(file.name, ''),
});
