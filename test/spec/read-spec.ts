import { diagnose, type SourceText } from '../../src/diagnostics/index.ts';
import type { EncryptionModel, Finding } from '../../src/model/index.ts';
import { parseDocument, readModel, specChecks } from '../../src/spec/index.ts';

const checks = new Map(specChecks.map((check) => [check.code, check]));

/** What reading a spec gives: the model, and what is said as `FILE:LINE:COLUMN CODE message`. */
export interface ReadSpec {
  model: EncryptionModel | undefined;
  findings: Finding[];
  reports: string[];
}

/** Reads a spec and its facts files, given as texts by file name; the spec is `spec.yaml`. */
export function readSpec(spec: string, facts: Record<string, string> = {}): ReadSpec {
  const parsed = parseDocument('spec.yaml', spec);
  const parsedFacts = Object.entries(facts).map(([file, text]) => parseDocument(file, text));
  const all = [parsed, ...parsedFacts];
  const sources = new Map<string, SourceText>(all.map(({ source }) => [source.file, source]));
  const unreadable = all.flatMap(({ findings }) => findings);
  const outcome =
    parsed.value === undefined
      ? { value: undefined, findings: [] }
      : readModel({ spec: parsed.value, facts: parsedFacts.flatMap(({ value }) => value ?? []) });
  const findings = [...unreadable, ...outcome.findings];
  return { model: outcome.value, findings, reports: reportsOf(findings, sources) };
}

/** Findings as a person sees them. */
export function reportsOf(findings: Finding[], sources: ReadonlyMap<string, SourceText>): string[] {
  const { diagnostics } = diagnose({ findings, checks, sources, today: '2026-11-25' });
  return diagnostics.map(({ file, range, code, message }) => `${file}:${range.start.line}:${range.start.column} ${code} ${message}`);
}

/** The model of a spec that has to be free of findings. */
export function modelOf(spec: string, facts: Record<string, string> = {}): EncryptionModel {
  const { model, reports } = readSpec(spec, facts);
  if (model === undefined || reports.length > 0) throw new Error(`findings where none were expected:\n${reports.join('\n')}`);
  return model;
}

/** The least that a spec has; the tests write on below it. */
export const head = `version: 1
name: payments
subscriptionId: 11111111-1111-1111-1111-111111111111
location: westeurope
resourceGroup: rg-payments
supportMatrix: 2026-09
`;

/** A vault and a key that all machines get. */
export const vault = `keyVaults:
  disks: { name: kv-disks, location: westeurope }
keyEncryptionKeys:
  disks: { keyVault: disks, name: kek-disks, version: "0123456789abcdef0123456789abcdef" }
defaults: { keyVault: disks, keyEncryptionKey: disks }
`;
