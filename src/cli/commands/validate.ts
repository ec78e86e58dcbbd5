import { type Finding, written } from '../../model/index.ts';
import type { SourceDocument } from '../../spec/index.ts';
import { checkSchema } from '../../spec/schema-check.ts';
import { connectionFlags, parameterFlag, selectionFlags } from '../azure/flags.ts';
import { ArmDocuments, type ReadDocument } from '../check-arm.ts';
import { checkSpecs, readFactsFlags, type SpecFile } from '../check-specs.ts';
import { defineCommand } from '../command.ts';
import { reportFlags, specFlags } from '../flags.ts';
import { documentKind } from '../input/document-kind.ts';
import { Documents } from '../input/documents.ts';
import { findFiles } from '../input/find-files.ts';
import { showProgress } from '../progress.ts';
import { Report } from '../report.ts';

export default defineCommand({
  positional: {
    name: 'files',
    describe: 'specs, facts files, ARM templates, parameter files, folders or - for stdin',
    required: true,
    several: true,
  },
  examples: [
    ['armade validate payments.yaml', 'Check a spec against the schema and the support rules'],
    ['armade validate examples/*.yaml generated/', 'Check specs and what was generated from them'],
    ['armade validate specs/ --format sarif > armade.sarif', 'Check a folder, for code scanning'],
    ['armade validate - --fail-on warning < payments.yaml', 'Check what comes in, and fail on warnings too'],
    ['armade validate payments.yaml --azure', 'Have Azure Resource Manager check each deployment too, without deploying it'],
  ],
  flags: {
    ...reportFlags,
    ...specFlags,
    azure: { type: 'boolean', describe: 'Sign in and have Azure Resource Manager check each deployment, when nothing else is wrong' },
    ...selectionFlags,
    ...parameterFlag,
    ...connectionFlags,
  },
  async run({ values, flags }, io) {
    const report = new Report(io);
    const documents = new Documents(io, report);
    const progress = showProgress(io, flags.quiet === true);
    const { files, complaints } = await findFiles(values, io);
    report.cannotOpen(complaints);
    const read: ReadDocument[] = [];
    for (const file of files) {
      progress.at(`reading ${file.name}`);
      const document = await documents.tryRead(file);
      if (document !== undefined) read.push({ file, document, kind: documentKind(document.value) });
    }
    const facts = await readFactsFlags(flags.facts, io, report, documents);
    const specs: SpecFile[] = read.filter(({ kind }) => kind === 'spec');
    const checked = facts === undefined ? [] : await checkSpecs(specs, { io, report, documents, progress, facts });
    progress.at('checking templates');
    const arm = new ArmDocuments(checked, documents, io, report);
    for (const each of read) {
      await arm.check(each);
      report.add(checkAlone(each));
    }
    if (!flags.quiet) io.stderr(unusedFacts(read, documents));
    if (flags.azure && !report.filesMissing && !report.hasErrors()) {
      const { reportPreflight } = await import('../azure/preflight-findings.ts');
      await reportPreflight(checked, read, { flags, io, report, progress });
    }
    progress.done();
    return await report.print(flags);
  },
});

/** What a document says by itself, apart from specs and what ARM reads. */
function checkAlone({ file, document, kind }: ReadDocument): Finding[] {
  if (kind === 'facts') return checkSchema('facts', document);
  if (kind === 'unknown' && file.named) return [unknownDocument(document)];
  return [];
}

function unknownDocument({ file, value }: SourceDocument): Finding {
  const keys = Object.keys(value);
  const origin = written(file, '');
  return keys.length === 0
    ? { code: 'ADE0053', messageId: 'noKeys', data: {}, origin }
    : { code: 'ADE0053', messageId: 'kind', data: { keys }, origin };
}

/** Naming a facts file here does not complete a spec by it, which a reader may expect. */
function unusedFacts(read: readonly ReadDocument[], documents: Documents): string {
  const alone = read.filter(({ file, kind }) => kind === 'facts' && file.named && !documents.areFactsOfASpec(file));
  if (alone.length === 0 || !read.some(({ kind }) => kind === 'spec')) return '';
  const names = alone.map(({ file }) => file.name).join(', ');
  return `armade: ${names} is checked by itself and completes no spec. Name it under \`facts\` in the spec, or give it with --facts.\n`;
}
