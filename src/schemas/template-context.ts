import { ExpressionSummaries } from '../arm/expression-summary.ts';
import { atKey, type Written, written } from '../model/index.ts';
import { asList, asObject, type JsonObject } from './json-value.ts';

/** A template under check, with what several checks look up in it. */
export interface TemplateContext {
  file: string;
  template: JsonObject;
  parameters: JsonObject;
  variables: JsonObject;
  outputs: JsonObject;
  resources: readonly JsonObject[];
  summaries: ExpressionSummaries;
  /** Declarations of parameters by lower-case name, since Azure compares names without regard to case. */
  declared: ReadonlyMap<string, JsonObject>;
  at(pointer: string): Written;
  atKey(pointer: string): Written;
}

export function templateContext(template: JsonObject, file: string): TemplateContext {
  const parameters = asObject(template.parameters);
  return {
    file,
    template,
    parameters,
    variables: asObject(template.variables),
    outputs: asObject(template.outputs),
    resources: asList(template.resources).map(asObject),
    summaries: new ExpressionSummaries(),
    declared: new Map(Object.entries(parameters).map(([name, declaration]) => [name.toLowerCase(), asObject(declaration)])),
    at: (pointer) => written(file, pointer),
    atKey: (pointer) => atKey(written(file, pointer)),
  };
}

export const isSecureType = (type: unknown): boolean => /^secure(string|object)$/i.test(String(type));
