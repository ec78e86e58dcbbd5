import { completeModel } from '../../src/facts/index.ts';
import { type Generated, generate } from '../../src/generator/index.ts';
import type { EncryptionModel, Finding } from '../../src/model/index.ts';
import { parseDocument, readModel, specChecks } from '../../src/spec/index.ts';
import { supportFor } from '../../src/support/index.ts';
import type { AnyJson } from '../shared.ts';

export interface Run {
  /** Of reading and generating; the support rules are not asked. */
  findings: Finding[];
  model?: EncryptionModel;
  generated?: Generated;
}

const errors = new Set(specChecks.filter(({ severity }) => severity === 'error').map(({ code }) => code));

/** Reads a spec, given as a value or as text, and generates from it unless it has errors. */
export function run(spec: AnyJson, facts: AnyJson[] = []): Run {
  const [document, ...factsDocuments] = [spec, ...facts].map((value, index) =>
    parseDocument(index === 0 ? 'spec.yaml' : `facts-${index}.json`, typeof value === 'string' ? value : JSON.stringify(value)),
  );
  const findings = [document, ...factsDocuments].flatMap((parsed) => parsed?.findings ?? []);
  if (document?.value === undefined || findings.length > 0) return { findings };
  const read = readModel({ spec: document.value, facts: factsDocuments.flatMap(({ value }) => value ?? []) });
  if (read.value === undefined) return { findings: read.findings };
  if (read.findings.some(({ code }) => errors.has(code))) return { findings: read.findings, model: read.value };
  const support = supportFor(read.value.settings.supportMatrix.value);
  completeModel(read.value, support);
  const { value: generated, findings: ofGenerator } = generate(read.value, support);
  return { findings: [...read.findings, ...ofGenerator], model: read.value, ...(generated && { generated }) };
}

/** What a spec generates that has to generate without a finding. */
export function generated(spec: AnyJson, facts: AnyJson[] = []): Generated {
  const result = run(spec, facts);
  if (result.generated === undefined || result.findings.length > 0)
    throw new Error(`a spec that should generate does not: ${JSON.stringify(result.findings)}\n${JSON.stringify(spec)}`);
  return result.generated;
}
