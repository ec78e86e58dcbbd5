import { type Call, defineCommand } from '../command.ts';
import { wrongUse } from '../complaint.ts';
import { outFlag, reportFlags, specFlags } from '../flags.ts';
import { generateChecked } from '../generated.ts';
import { absolute, displayName } from '../input/read-files.ts';
import { exitCodes, worstOf } from '../io.ts';
import { printJson } from '../list.ts';
import { showProgress } from '../progress.ts';
import { readSpecsInTurn, type SpecInTurn } from '../read-specs.ts';
import { Report } from '../report.ts';
import { checkGenerated, type Target, type Written, writeGenerated } from '../write-generated.ts';

const generateFlags = {
  ...outFlag,
  stdout: { type: 'boolean', describe: 'Print every file as one JSON object, by path, and write nothing' },
  check: { type: 'boolean', describe: 'Write nothing; end with exit code 1 when a generated file is missing, stale or edited' },
  prune: { type: 'boolean', describe: 'Also remove what specs generated that are not given any more' },
  force: { type: 'boolean', describe: 'Overwrite files that were edited by hand' },
  ...reportFlags,
  ...specFlags,
} as const;

export default defineCommand({
  positional: { name: 'specs', describe: 'specs, folders of them or - for stdin', required: true, several: true },
  examples: [
    ['armade generate payments.yaml', 'Write generated/payments-prod/, named after the spec'],
    ['armade generate examples/*.yaml --check', 'Fail in CI when the committed files are not what the specs say'],
    ['armade generate - --stdout < payments.yaml', 'Print what would be written'],
  ],
  flags: generateFlags,
  async run({ values, flags }, io) {
    refuseTogether(flags);
    const report = new Report(io, { withUnchecked: false });
    const progress = showProgress(io, flags.quiet === true);
    const specs = await readSpecsInTurn(values, flags.facts, io, report, progress);
    const out = absolute(io, flags.out);
    const target: Target = { out, shown: displayName(io.cwd, out), io, report, progress };

    let outcome: Outcome | undefined;
    if (!report.filesMissing && !report.hasErrors()) outcome = await generateInto(target, specs, flags);
    progress.done();
    const printed = await report.print(flags, flags.stdout ? io.stderr : io.stdout);
    if (outcome === undefined || outcome.isStale) return worstOf([printed, exitCodes.findings]);
    if (outcome.files !== undefined) io.stdout(printJson(outcome.files));
    if (outcome.written !== undefined && !flags.quiet) io.stderr(summarise(outcome.written, target));
    return printed;
  },
});

/** What became of the specs; which of these, the flags say. */
interface Outcome {
  written?: Written;
  isStale?: boolean;
  files?: Record<string, unknown>;
}

async function generateInto(
  target: Target,
  specs: readonly SpecInTurn[],
  flags: Call<typeof generateFlags>['flags'],
): Promise<Outcome | undefined> {
  if (flags.check) return { isStale: !checkGenerated(specs, target) };
  if (flags.stdout) {
    const files = filesOf(specs, target);
    return target.report.hasErrors() ? undefined : { files };
  }
  const written = await writeGenerated(specs, { force: flags.force === true, prune: flags.prune === true }, target);
  return written === undefined ? undefined : { written };
}

/** Every file by its path below the output folder: JSON as what it holds, anything else as text. */
function filesOf(specs: readonly SpecInTurn[], { shown, report }: Target): Record<string, unknown> {
  const files: Record<string, unknown> = {};
  for (const { name, make } of specs) {
    for (const [path, text] of generateChecked(make(), `${shown}/${name}`, report)?.files ?? []) {
      files[`${name}/${path}`] = path.endsWith('.json') ? JSON.parse(text) : text;
    }
  }
  return files;
}

function refuseTogether(flags: Call<typeof generateFlags>['flags']): void {
  const writes = (['prune', 'force'] as const).find((flag) => flags[flag]);
  const reads = (['check', 'stdout'] as const).filter((flag) => flags[flag]);
  if (reads.length === 2) throw wrongUse('--check and --stdout exclude each other.');
  if (reads[0] !== undefined && writes !== undefined)
    throw wrongUse(`--${reads[0]} writes nothing, so --${writes} has no place beside it.`);
}

function summarise({ writes, removals, files }: Written, { shown }: Target): string {
  if (writes === 0 && removals === 0) return `${shown} is up to date: ${files} ${files === 1 ? 'file' : 'files'}.\n`;
  const removed = removals === 0 ? '' : ` and removed ${removals}`;
  return `Wrote ${writes} ${writes === 1 ? 'file' : 'files'}${removed} in ${shown}.\n`;
}
