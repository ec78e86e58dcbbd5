/**
 * The public API of armade: from a YAML encryption spec to checked ARM templates, without files, network or clock. What is wrong with a spec is
 * returned as diagnostics; only bugs throw.
 *
 * @example
 * const spec = loadSpec({ name: 'payments.yaml', text: await readFile('payments.yaml') });
 * const { diagnostics, files } = generate(spec, { today: '2026-05-10' });
 */
import { readJson } from './arm/read-json.ts';
import { checksByCode, type Diagnosis, diagnose, diagnosticsChecks, type SourceText } from './diagnostics/index.ts';
import { completeModel, factsChecks } from './facts/index.ts';
import { generate as generateModel, generatorChecks } from './generator/index.ts';
import type { EncryptionModel, Finding } from './model/index.ts';
import type { DeploymentPlan } from './plan/index.ts';
import { rules } from './rules/index.ts';
import { runRules } from './rules/run.ts';
import { armChecks, checkParameters, checkTemplate } from './schemas/index.ts';
import { parseDocument, readModel, specChecks } from './spec/index.ts';
import { type Support, supportFor } from './support/index.ts';

export type { Diagnosis, Diagnostic, Position, Range, RelatedPlace, UncheckedSummary } from './diagnostics/index.ts';
export type { EncryptionModel, Severity } from './model/index.ts';
export type { DeploymentPlan, Step } from './plan/index.ts';

/** A file that the caller has read. */
export interface SourceFile {
  /** The name that diagnostics carry; nothing is opened by it. */
  name: string;
  /** YAML or JSON, as text or as the bytes of the file. */
  text: string | Uint8Array;
}

/** A spec that was read: what the other functions take. */
export interface LoadedSpec {
  /** The name of the file it was read from. */
  file: string;
  /** What is asked and what is known; absent when the text has no model, and {@link validateSpec} says why. */
  model?: EncryptionModel;
  /** What reading found, not yet placed in lines. */
  findings: readonly Finding[];
  sources: ReadonlyMap<string, SourceText>;
}

export interface CheckOptions {
  /** ISO date (UTC) that decides whether a suppression still holds: `new Date().toISOString().slice(0, 10)`. */
  today: string;
}

/** What came out of a spec. */
export interface Generation extends Diagnosis {
  /** Text by path below `generated/NAME`, plan.json and plan.md among them; absent when an error forbids to generate. */
  files?: ReadonlyMap<string, string>;
  plan?: DeploymentPlan;
}

const checks = checksByCode(
  rules.map(({ meta }) => meta),
  specChecks,
  factsChecks,
  generatorChecks,
  armChecks,
  diagnosticsChecks,
);

/**
 * Reads a spec and the facts files it is read with.
 * @param spec the spec
 * @param facts the facts files, those that the spec names under `facts` included: armade opens none itself
 */
export function loadSpec(spec: SourceFile, facts: readonly SourceFile[] = []): LoadedSpec {
  const documents = [spec, ...facts].map(({ name, text }) => parseDocument(name, text));
  const sources = new Map(documents.map(({ source }) => [source.file, source]));
  const findings = documents.flatMap((document) => document.findings);
  const [specDocument, ...factsDocuments] = documents.map(({ value }) => value);
  const loaded = { file: spec.name, sources };
  // Without one of the facts files, findings would be about what stands in it.
  if (specDocument === undefined || factsDocuments.includes(undefined)) return { ...loaded, findings };

  const { value: model, findings: ofModel } = readModel({
    spec: specDocument,
    facts: factsDocuments.filter((document) => document !== undefined),
  });
  if (model === undefined) return { ...loaded, findings: [...findings, ...ofModel] };
  const ofFacts = completeModel(model, supportOf(model));
  return { ...loaded, model, findings: [...findings, ...ofModel, ...ofFacts] };
}

/** Checks a spec against its schema and the support rules of Azure Disk Encryption. */
export function validateSpec(spec: LoadedSpec, { today }: CheckOptions): Diagnosis {
  const { model, findings, sources } = spec;
  if (model === undefined) return diagnose({ findings, checks, sources, today });
  const results = runRules(model, supportOf(model));
  const { suppressions } = model;
  return diagnose({ findings: [...findings, ...results.findings], unchecked: results.unchecked, suppressions, checks, sources, today });
}

/** Generates templates, parameter files and plan of a spec that has no errors but accepted ones. What comes out has passed the schemas. */
export function generate(spec: LoadedSpec, options: CheckOptions): Generation {
  const diagnosis = validateSpec(spec, options);
  const { model } = spec;
  if (model === undefined || hasErrors(diagnosis)) return diagnosis;
  const { value: generated, findings } = generateModel(model, supportOf(model));
  const ofTemplates = (generated?.templates ?? []).flatMap(({ path, template, parameters }) => [
    ...checkTemplate(template, path, generated?.files.get(path)),
    ...checkParameters(parameters, path.replace(/\.json$/, '.parameters.json'), { template }),
  ]);
  const { diagnostics } = diagnose({ findings: [...findings, ...ofTemplates], checks, sources: spec.sources, today: options.today });
  const all = { ...diagnosis, diagnostics: [...diagnosis.diagnostics, ...diagnostics] };
  return generated === undefined || hasErrors({ ...diagnosis, diagnostics })
    ? all
    : { ...all, files: generated.files, plan: generated.plan };
}

/**
 * Checks an ARM template, and the parameter file beside it, against the schemas of what armade emits.
 * @param template a template as armade generates it; resource types that armade does not emit are findings
 */
export function validateTemplate(template: SourceFile, { parameters, today }: CheckOptions & { parameters?: SourceFile }): Diagnosis {
  const [read, readParameters] = [template, parameters].map((file) => file && readJson(file.name, file.text));
  const documents = [read, readParameters].filter((document) => document !== undefined);
  const findings = documents.flatMap((document) => document.findings);
  if (read?.value !== undefined) findings.push(...checkTemplate(read.value.value, template.name, read.value.text));
  if (parameters !== undefined && readParameters?.value !== undefined) {
    findings.push(...checkParameters(readParameters.value.value, parameters.name, { template: read?.value?.value }));
  }
  return diagnose({ findings, checks, sources: new Map(documents.map(({ source }) => [source.file, source])), today });
}

const supportOf = (model: EncryptionModel): Support => supportFor(model.settings.supportMatrix.value);

const hasErrors = ({ diagnostics }: Diagnosis): boolean =>
  diagnostics.some(({ severity, suppression }) => severity === 'error' && suppression === undefined);
