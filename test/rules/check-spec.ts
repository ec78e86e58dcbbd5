import { type Diagnostic, diagnose, type SourceText } from '../../src/diagnostics/index.ts';
import { completeModel } from '../../src/facts/index.ts';
import type { CheckMeta, Finding, Unchecked } from '../../src/model/index.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { runRules } from '../../src/rules/run.ts';
import { parseDocument, readModel } from '../../src/spec/index.ts';
import { supportFor } from '../../src/support/index.ts';

export interface CheckedSpec {
  diagnostics: Diagnostic[];
  findings: Finding[];
  unchecked: Unchecked[];
  /** What the rooms before the rules had to say: codes at pointers. */
  before: string[];
}

/** Reads a spec as the program does, and asks only these rules. */
export function checkSpec(file: string, text: string, rules: readonly Rule[]): CheckedSpec {
  const parsed = parseDocument(file, text);
  const document = parsed.value;
  if (document === undefined) throw new Error(`${file} cannot be read: ${JSON.stringify(parsed.findings)}`);
  const read = readModel({ spec: document, facts: [] });
  const model = read.value;
  if (model === undefined) throw new Error(`${file} is no spec: ${JSON.stringify(read.findings)}`);
  const support = supportFor(model.settings.supportMatrix.value);
  const completed = completeModel(model, support);
  const { findings, unchecked } = runRules(model, support, rules);
  const { diagnostics } = diagnose({
    findings,
    unchecked,
    checks: new Map<string, CheckMeta>(rules.map(({ meta }) => [meta.code, meta])),
    sources: new Map<string, SourceText>([[file, document]]),
    today: '2026-11-25',
  });
  const before = [...parsed.findings, ...read.findings, ...completed].map(({ code, origin }) => `${code} ${JSON.stringify(origin)}`);
  return { diagnostics, findings, unchecked, before };
}
