import type { Diagnostic, Formatter, UncheckedSummary } from '../diagnostics/index.ts';
import { type Counts, count } from './count.ts';
import { printableJson } from './visible.ts';

/** What `--format json` prints: docs/output.md. Fields may be added; a field that changes its meaning or goes raises `version`. */
interface JsonOutput {
  version: 1;
  tool: { name: 'armade'; version: string };
  summary: Counts;
  diagnostics: readonly Diagnostic[];
  unchecked: readonly UncheckedSummary[];
}

/** For programs of one's own. */
export const json: Formatter = ({ diagnostics, unchecked, toolVersion }) => {
  const output: JsonOutput = {
    version: 1,
    tool: { name: 'armade', version: toolVersion },
    summary: count(diagnostics),
    diagnostics,
    unchecked,
  };
  return printableJson(output);
};
