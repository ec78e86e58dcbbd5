import { type Diagnosis, diagnose, type SourceText } from '../diagnostics/index.ts';
import type { Finding, Severity, Suppression, Unchecked } from '../model/index.ts';
import { visible } from '../output/visible.ts';
import { allChecks } from './checks.ts';
import { wantsColor } from './color.ts';
import type { outputFormats } from './flags.ts';
import { type ExitCode, exitCodes, type Io, worstOf } from './io.ts';
import { toolVersion } from './package.ts';

export type FailOn = Severity | 'never';

const ranks: Readonly<Record<FailOn, number>> = { note: 1, warning: 2, error: 3, never: 4 };

/** How a command was asked to report. */
export interface ReportFlags {
  format: (typeof outputFormats)[number];
  'fail-on': FailOn;
  color: boolean | undefined;
}

/** All that the stages of one run have to say, until it is printed once. */
export class Report {
  readonly findings: Finding[] = [];
  readonly #unchecked: Unchecked[] = [];
  readonly sources = new Map<string, SourceText>();
  readonly #suppressions: Suppression[] = [];
  readonly #checks = allChecks();
  readonly #io: Io;
  readonly #withUnchecked: boolean;
  /** A file could not be opened, which ends the run with 64. */
  filesMissing = false;

  /** @param withUnchecked print what could not be checked; only validate is asked for that */
  constructor(io: Io, { withUnchecked }: { withUnchecked: boolean } = { withUnchecked: true }) {
    this.#io = io;
    this.#withUnchecked = withUnchecked;
  }

  /** Takes in what a stage found: thousands at once, which is more than a call takes arguments. */
  add(findings: Iterable<Finding>): void {
    for (const finding of findings) this.findings.push(finding);
  }

  addSuppressions(suppressions: readonly Suppression[]): void {
    for (const suppression of suppressions) this.#suppressions.push(suppression);
  }

  /** To be called after the suppressions of the same spec: one of what was not checked is not unused. */
  addUnchecked(unchecked: readonly Unchecked[]): void {
    if (!this.#withUnchecked && this.#suppressions.length === 0) return;
    for (const each of unchecked) this.#unchecked.push(each);
  }

  /** Says on stderr what could not be opened; the rest of the run goes on, and ends with 64. */
  cannotOpen(sentences: readonly string[]): void {
    for (const sentence of sentences) this.#io.stderr(`armade: ${visible(sentence)}\n`);
    if (sentences.length > 0) this.filesMissing = true;
  }

  /** Findings with their places and sentences, as far as they are known by now. */
  diagnose(): Diagnosis {
    return diagnose({
      findings: this.findings,
      unchecked: this.#unchecked,
      checks: this.#checks,
      sources: this.sources,
      suppressions: this.#suppressions,
      today: this.#io.now().toISOString().slice(0, 10),
    });
  }

  /** True when there is an error that nobody accepted. */
  hasErrors(): boolean {
    return this.findings.some(({ code }) => this.#checks.get(code)?.severity === 'error') && reaches(this.diagnose(), 'error');
  }

  /** Prints everything and answers with the exit code. */
  async print(flags: ReportFlags, print: (text: string) => void = this.#io.stdout): Promise<ExitCode> {
    const diagnosis = this.diagnose();
    const { formatters } = await import('../output/index.ts');
    const color = wantsColor(flags.color, this.#io);
    const unchecked = this.#withUnchecked ? diagnosis.unchecked : [];
    // "No findings" would be a strange thing to say of files that nobody could open.
    if (this.sources.size === 0 && this.findings.length === 0 && flags.format === 'pretty')
      return this.exitCode(diagnosis, flags['fail-on']);
    print(
      formatters[flags.format]({ ...diagnosis, unchecked, rules: this.#checks, sources: this.sources, toolVersion: toolVersion(), color }),
    );
    return this.exitCode(diagnosis, flags['fail-on']);
  }

  exitCode(diagnosis: Diagnosis, failOn: FailOn): ExitCode {
    return worstOf([...(this.filesMissing ? [exitCodes.usage] : []), ...(reaches(diagnosis, failOn) ? [exitCodes.findings] : [])]);
  }
}

const reaches = ({ diagnostics }: Diagnosis, failOn: FailOn): boolean =>
  diagnostics.some(({ severity, suppression }) => suppression === undefined && ranks[severity] >= ranks[failOn]);
