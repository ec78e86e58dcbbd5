import { join } from 'node:path';
import { readJson } from '../../arm/read-json.ts';
import { differencesFormatters } from '../../output/differences.ts';
import { compareFolders, type Differences, type PlanFolder } from '../../plan/differences.ts';
import { readPlan } from '../../plan/read-plan.ts';
import { pointerInSpec } from '../../plan/spec-lines.ts';
import type { CheckedSpec } from '../check-specs.ts';
import { wantsColor } from '../color.ts';
import { defineCommand } from '../command.ts';
import { outFlag, reportFlags, specFlags } from '../flags.ts';
import { generateChecked } from '../generated.ts';
import { absolute, displayName } from '../input/read-files.ts';
import { exitCodes, worstOf } from '../io.ts';
import { folderReader, planFile, unreadablePlan } from '../output-folder/index.ts';
import { showProgress } from '../progress.ts';
import { readSpecs } from '../read-specs.ts';
import { Report } from '../report.ts';

export default defineCommand({
  positional: { name: 'specs', describe: 'specs, folders of them or - for stdin', required: true, several: true },
  examples: [
    ['armade diff payments.yaml', 'Show what generating would change, machine by machine'],
    ['armade diff specs/*.yaml --format markdown', 'The same as a comment for a pull request'],
    ['armade diff payments.yaml --detailed-exitcode', 'End with exit code 2 when there are changes'],
  ],
  flags: {
    ...outFlag,
    format: { type: 'string', describe: 'Form of the differences', choices: ['pretty', 'json', 'markdown'], default: 'pretty' },
    'detailed-exitcode': { type: 'boolean', describe: 'End with exit code 2 when there are changes' },
    'fail-on': reportFlags['fail-on'],
    ...specFlags,
  },
  async run({ values, flags }, io) {
    const report = new Report(io, { withUnchecked: false });
    const progress = showProgress(io, flags.quiet === true);
    const specs = await readSpecs(values, flags.facts, io, report, progress);
    const out = absolute(io, flags.out);
    const differences: Differences[] = [];
    if (!report.hasErrors()) {
      for (const spec of specs) {
        progress.at(`comparing ${spec.model.settings.name}`);
        const compared = compare(spec, out, displayName(io.cwd, out), report);
        if (compared !== undefined) differences.push(compared);
      }
    }
    progress.done();
    // What machines read on stdout is the differences; what is found on the way is for people.
    const hasFindings = report.diagnose().diagnostics.length > 0;
    const findings = hasFindings
      ? await report.print({ ...flags, format: 'pretty', color: false }, io.stderr)
      : report.exitCode(report.diagnose(), flags['fail-on']);
    if (report.filesMissing || report.hasErrors()) return worstOf([findings, exitCodes.findings]);
    io.stdout(differencesFormatters[flags.format](differences, wantsColor(flags.color, io)));
    const hasChanges = differences.some(({ subjects, wording }) => subjects.length > 0 || wording.length > 0);
    return worstOf([findings, ...(flags['detailed-exitcode'] && hasChanges ? [exitCodes.changes] : [])]);
  },
});

function compare(spec: CheckedSpec, out: string, shown: string, report: Report): Differences | undefined {
  const { name } = spec.model.settings;
  const folder = `${shown}/${name}`;
  const generated = generateChecked(spec, folder, report);
  if (generated === undefined) return undefined;
  const before = committed(join(out, name), folder, report);
  if (before === 'unreadable') return undefined;
  const json = (path: string): unknown => JSON.parse(generated.files.get(path) ?? 'null');
  const isSelection = (pointer: string): boolean => pointerInSpec(spec.document.value, pointer).endsWith('/select');
  return compareFolders(before, { plan: generated.plan, json }, isSelection);
}

/** The folder as it is on disk; undefined where nothing was generated yet. */
function committed(path: string, shown: string, report: Report): PlanFolder | 'unreadable' | undefined {
  const readFile = folderReader(path, shown);
  const json = (file: string): unknown => {
    const bytes = readFile(file);
    return bytes === undefined ? undefined : parseJson(`${shown}/${file}`, bytes, report);
  };
  if (readFile(planFile) === undefined) return undefined;
  const value = json(planFile);
  if (value === undefined) return 'unreadable';
  const plan = readPlan(value);
  if (typeof plan !== 'string') return { plan, json };
  report.findings.push(unreadablePlan(`${shown}/${planFile}`, plan));
  return 'unreadable';
}

function parseJson(file: string, bytes: Uint8Array, report: Report): unknown {
  const { value, findings, source } = readJson(file, bytes);
  if (findings.length > 0) report.sources.set(file, source);
  report.add(findings);
  return value?.value;
}
