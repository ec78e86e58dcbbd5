import { readJson } from '../arm/read-json.ts';
import { type Generated, generate } from '../generator/index.ts';
import type { Finding } from '../model/index.ts';
import type { DeploymentStep } from '../plan/types.ts';
import { checkParameters, checkTemplate } from '../schemas/index.ts';
import { namingTheSpec, placeInSpec } from './behind-template.ts';
import type { CheckedSpec } from './check-specs.ts';
import type { Report } from './report.ts';

/**
 * Generates one spec and holds what came out to the schemas, before anybody writes it.
 * @param folder the folder of the spec as findings name it
 * @returns undefined after reporting what is missing
 */
export function generateChecked({ document, model, support }: CheckedSpec, folder: string, report: Report): Generated | undefined {
  const { value: generated, findings } = generate(model, support);
  report.add(findings);
  if (generated === undefined) return undefined;
  const steps = new Map(
    generated.plan.steps.filter((step) => step.kind === 'deployment').map((step): [string, DeploymentStep] => [step.template, step]),
  );
  for (const { path, template, parameters } of generated.templates) {
    const step = steps.get(path);
    if (step === undefined) throw new Error(`the plan has no step that deploys ${path}`);
    const file = `${folder}/${path}`;
    const inTemplate = checkTemplate(template, file, generated.files.get(path));
    const behind = { template: template as Record<string, unknown>, step, placeOf: placeInSpec(document) };
    showLines(file, generated.files.get(path), namingTheSpec(inTemplate, behind), report);
    const parameterFile = `${folder}/${step.parameters}`;
    const text = generated.files.get(step.parameters);
    showLines(parameterFile, text, checkParameters(parameters, parameterFile, { template, ...(text !== undefined && { text }) }), report);
  }
  return generated;
}

/** Reports findings in a text that is on no disk yet. */
function showLines(file: string, text: string | undefined, findings: readonly Finding[], report: Report): void {
  if (findings.length === 0) return;
  report.sources.set(file, readJson(file, text ?? '').source);
  report.add(findings);
}
