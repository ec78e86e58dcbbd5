import { createHash } from 'node:crypto';
import { fileHash } from '../plan/index.ts';
import type { DeploymentStep, PlannedResource } from '../plan/types.ts';
import type { DeploymentContent } from './client.ts';

/** The generated files of a plan, by path below `generated/NAME`. */
export type PlanTexts = ReadonlyMap<string, string>;

/** A template's parameter that is declared and has neither value nor default. */
export interface OpenParameter {
  name: string;
  secure: boolean;
  description: string | undefined;
}

interface Template {
  parameters?: Record<string, { type: string; defaultValue?: unknown; metadata?: { description?: string } }>;
  variables?: Record<string, unknown>;
  resources: (Record<string, unknown> & { type: string })[];
  outputs?: Record<string, unknown>;
}

/** SHA-256 of what a deployment is made of, by which a later run knows that it was this one. */
export function contentHash(step: DeploymentStep, texts: PlanTexts): string {
  const hashes = [step.template, step.parameters].map((path) => fileHash(textOf(texts, path)));
  return createHash('sha256').update(hashes.join('\n')).digest('hex');
}

/**
 * Template and parameters of a step, cut to the resources that are kept, with the parameters and variables that those need.
 * @param whole the step as the plan has it, whose resources are those of the template in its order
 */
export function contentOf(whole: DeploymentStep, kept: readonly PlannedResource[], texts: PlanTexts): DeploymentContent {
  const template = JSON.parse(textOf(texts, whole.template)) as Template;
  const { parameters } = JSON.parse(textOf(texts, whole.parameters)) as { parameters: Record<string, unknown> };
  const keeps = new Set(kept.map(keyOf));
  if (template.resources.length !== whole.resources.length)
    throw new Error(`${whole.template} does not hold the resources that the plan lists`);
  if (whole.resources.every((resource) => keeps.has(keyOf(resource)))) return { template: { ...template }, parameters };
  const resources = template.resources.filter((_, index) => keeps.has(keyOf(whole.resources[index] as PlannedResource)));
  return cutTo({ ...template, resources }, parameters);
}

/** What still has to be given before this can be deployed, in the template's order. */
export function openParameters(content: DeploymentContent): OpenParameter[] {
  const { parameters = {} } = content.template as unknown as Template;
  return Object.entries(parameters)
    .filter(([name, { defaultValue }]) => defaultValue === undefined && content.parameters[name] === undefined)
    .map(([name, { type, metadata }]) => ({ name, secure: /^secure/i.test(type), description: metadata?.description }));
}

export function withValues(content: DeploymentContent, values: ReadonlyMap<string, string>): DeploymentContent {
  const given = Object.fromEntries([...values].map(([name, value]) => [name, { value }]));
  return { ...content, parameters: { ...content.parameters, ...given } };
}

const keyOf = ({ type, name }: PlannedResource): string => `${type} ${name}`.toLowerCase();

/** Azure Resource Manager takes unused variables, but asks for the values of unused parameters. */
function cutTo(template: Template, values: Record<string, unknown>): DeploymentContent {
  const variables = usedVariables(template);
  const used = namesIn([template.resources, template.outputs, variables], 'parameters');
  const keeps = (name: string): boolean => used.has(name.toLowerCase());
  return {
    template: {
      ...template,
      ...(template.parameters === undefined ? {} : { parameters: filterKeys(template.parameters, keeps) }),
      ...(template.variables === undefined ? {} : { variables }),
    },
    parameters: filterKeys(values, keeps),
  };
}

/** Variables use variables: those of the resources, and then those of these. */
function usedVariables({ variables = {}, resources, outputs }: Template): Record<string, unknown> {
  let used: Record<string, unknown> = {};
  for (;;) {
    const names = namesIn([resources, outputs, used], 'variables');
    const next = filterKeys(variables, (name) => names.has(name.toLowerCase()));
    if (Object.keys(next).length === Object.keys(used).length) return next;
    used = next;
  }
}

function namesIn(value: unknown, of: 'parameters' | 'variables'): Set<string> {
  const pattern = new RegExp(`\\b${of}\\('([^']+)'\\)`, 'gi');
  return new Set([...JSON.stringify(value).matchAll(pattern)].map(([, name = '']) => name.toLowerCase()));
}

const filterKeys = <T>(object: Record<string, T>, keeps: (name: string) => boolean): Record<string, T> =>
  Object.fromEntries(Object.entries(object).filter(([name]) => keeps(name)));

function textOf(texts: PlanTexts, path: string): string {
  const text = texts.get(path);
  if (text === undefined) throw new Error(`the plan has no file ${path}`);
  return text;
}
