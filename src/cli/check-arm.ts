import { existsSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { readPlan } from '../plan/read-plan.ts';
import type { DeploymentStep } from '../plan/types.ts';
import type { SourceDocument } from '../spec/index.ts';
import { type Behind, namingTheSpec } from './behind-template.ts';
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

/** Holds templates and parameter files to their schemas; a finding in a generated one names the line of the spec that it comes from. */
export class ArmDocuments {
  readonly #specs: ReadonlyMap<string, SourceDocument>;
  readonly #documents: Documents;
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

  /** What a template was made from, where it was generated from one of the specs. */
  async #behind(file: InputFile, template: SourceDocument): Promise<Behind | undefined> {
    if (file.path === undefined) return undefined;
    for (let folder = dirname(file.path); folder !== dirname(folder); folder = dirname(folder)) {
      if (!existsSync(join(folder, planFile))) continue;
      const plan = await this.#readBeside(join(folder, planFile));
      const read = plan === undefined ? 'unreadable' : readPlan(plan.value);
      if (typeof read === 'string') return undefined;
      const { name, steps } = read;
      const spec = this.#specs.get(name);
      const path = relative(folder, file.path).split(sep).join('/');
      const step = steps.find((candidate): candidate is DeploymentStep => candidate.kind === 'deployment' && candidate.template === path);
      return spec === undefined || step === undefined ? undefined : { template: template.value, step, spec };
    }
    return undefined;
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
