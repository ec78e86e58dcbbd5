import { type Finding, type Written, written } from '../model/index.ts';
import { pointerSegments } from '../model/pointer.ts';
import { pointerInSpec } from '../plan/spec-lines.ts';
import type { DeploymentStep, PlannedResource } from '../plan/types.ts';
import type { SourceDocument } from '../spec/index.ts';

/** What a generated template was made from. */
export interface Behind {
  template: Readonly<Record<string, unknown>>;
  step: DeploymentStep;
  /** Where a reader finds what a resource comes from. */
  placeOf(resource: PlannedResource): Written;
}

/** The place in a spec that a planned resource comes from. */
export const placeInSpec =
  (spec: SourceDocument) =>
  (resource: PlannedResource): Written =>
    written(spec.file, pointerInSpec(spec.value, resource.spec));

/** The findings of a generated template, each with the place that its resource comes from. */
export const namingTheSpec = (findings: readonly Finding[], { template, step, placeOf }: Behind): Finding[] =>
  findings.map((finding) => {
    const planned = finding.origin.kind === 'written' ? plannedResource(finding.origin.pointer, template, step) : undefined;
    return planned === undefined ? finding : { ...finding, related: [...(finding.related ?? []), placeOf(planned)] };
  });

/** The planned resource that a pointer into a template lies in. */
function plannedResource(pointer: string, template: Behind['template'], step: DeploymentStep): PlannedResource | undefined {
  const [section, index] = pointerSegments(pointer);
  if (section !== 'resources' || index === undefined || !Array.isArray(template.resources)) return undefined;
  const { type, name } = (template.resources[Number(index)] ?? {}) as { type?: unknown; name?: unknown };
  const ofType = step.resources.filter((resource) => resource.type === type);
  const named = ofType.find((resource) => resource.name === literal(name));
  // Where the name is an expression or was changed by hand, the place in the template is the next best sign.
  return named ?? [step.resources[Number(index)]].find((resource) => resource?.type === type);
}

/** The text that a template literal stands for: a leading bracket is doubled. */
const literal = (value: unknown): unknown => (typeof value === 'string' && value.startsWith('[[') ? value.slice(1) : value);
