import { existsSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { type Written, written } from '../model/index.ts';
import { readPlan } from '../plan/read-plan.ts';
import type { DeploymentPlan, DeploymentStep, PlannedResource } from '../plan/types.ts';
import type { SourceDocument } from '../spec/index.ts';
import { type Behind, namingTheSpec, placeInSpec } from './behind-template.ts';
import type { CheckedSpec } from './check-specs.ts';
import type { DocumentKind } from './input/document-kind.ts';
import type { Documents } from './input/documents.ts';
import { displayName, type InputFile } from './input/read-files.ts';
import type { Io } from './io.ts';
import { planFile } from './output-folder/index.ts';
import type { Report } from './report.ts';

export interface ReadDocument {
  file: InputFile;
  document: SourceDocument;
  kind: DocumentKind;
}

/** Holds templates and parameter files to their schemas; a finding in a generated one names the line of the spec that it comes from, or of the plan. */
export class ArmDocuments {
  readonly #specs: ReadonlyMap<string, SourceDocument>;
  readonly #documents: Documents;
  /** By folder, since every template below it asks. */
  readonly #plans = new Map<string, DeploymentPlan | undefined>();
  readonly #io: Io;
  readonly #report: Report;

  /** @param specs those of the same run, by whose names the plans of generated templates are looked up */
  constructor(specs: readonly CheckedSpec[], documents: Documents, io: Io, report: Report) {
    this.#specs = new Map(specs.map(({ model, document }) => [model.settings.name, document]));
    this.#documents = documents;
    this.#io = io;
    this.#report = report;
  }

  async check({ file, document, kind }: ReadDocument): Promise<void> {
    if (kind !== 'template' && kind !== 'parameters' && kind !== 'plan') return;
    // The schemas of ARM are half of the program: a run that checks specs only does without them.
    const { checkParameters, checkPlan, checkTemplate } = await import('../schemas/index.ts');
    if (kind === 'template') {
      const behind = await this.#behind(file, document);
      const findings = checkTemplate(document.value, file.name, document.text);
      this.#report.add(behind === undefined ? findings : namingTheSpec(findings, behind));
    } else if (kind === 'parameters') {
      const template = (await this.#templateOf(file))?.value;
      this.#report.add(checkParameters(document.value, file.name, { template, text: document.text }));
    } else {
      this.#report.add(checkPlan(document.value, file.name));
    }
  }

  /** What a template was made from, where a plan.json above it says so. */
  async #behind(file: InputFile, template: SourceDocument): Promise<Behind | undefined> {
    if (file.path === undefined) return undefined;
    for (let folder = dirname(file.path); folder !== dirname(folder); folder = dirname(folder)) {
      const plan = await this.#planIn(folder);
      if (plan === undefined) continue;
      const path = relative(folder, file.path).split(sep).join('/');
      const index = plan.steps.findIndex((step) => step.kind === 'deployment' && step.template === path);
      if (index === -1) return undefined;
      const step = plan.steps[index] as DeploymentStep;
      const spec = this.#specs.get(plan.name);
      const inPlan = (resource: PlannedResource): Written =>
        written(displayName(this.#io.cwd, join(folder, planFile)), `/steps/${index}/resources/${step.resources.indexOf(resource)}/spec`);
      return { template: template.value, step, placeOf: spec === undefined ? inPlan : placeInSpec(spec) };
    }
    return undefined;
  }

  /** The plan of a folder; undefined where there is none that can be read. */
  async #planIn(folder: string): Promise<DeploymentPlan | undefined> {
    if (this.#plans.has(folder)) return this.#plans.get(folder);
    const document = existsSync(join(folder, planFile)) ? await this.#readBeside(join(folder, planFile)) : undefined;
    const read = document === undefined ? undefined : readPlan(document.value);
    const plan = typeof read === 'string' ? undefined : read;
    this.#plans.set(folder, plan);
    return plan;
  }

  /** The template that stands beside its parameter file, if there is one. */
  async #templateOf({ path }: InputFile): Promise<SourceDocument | undefined> {
    const template = path?.replace(/\.parameters\.json$/, '.json');
    return template === undefined || template === path || !existsSync(template) ? undefined : await this.#readBeside(template);
  }

  #readBeside(path: string): Promise<SourceDocument | undefined> {
    return this.#documents.tryRead({ name: displayName(this.#io.cwd, path), path, named: false });
  }
}
