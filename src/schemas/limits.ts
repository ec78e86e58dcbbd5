import { type Finding, found, written } from '../model/index.ts';
import { limits } from '../support/limits.ts';
import { limitExceeded } from './checks.ts';
import { asList, asObject } from './json-value.ts';
import type { TemplateContext } from './template-context.ts';

/**
 * Findings for what exceeds the limits of Azure Resource Manager.
 * @param text of the template, where it is at hand
 */
export function checkLimits(
  { parameters, variables, outputs, resources, at, atKey }: TemplateContext,
  text: string | undefined,
): Finding[] {
  const counts = [
    { what: 'parameters', count: Object.keys(parameters).length, limit: limits.parameters },
    { what: 'variables', count: Object.keys(variables).length, limit: limits.variables },
    { what: 'outputs', count: Object.keys(outputs).length, limit: limits.outputs },
    { what: 'resources', count: countResources(resources), limit: limits.resourcesPerDeployment },
  ];
  const tooMany = counts
    .filter(({ count, limit }) => count > limit)
    .map((data) => found(limitExceeded, 'count', atKey(`/${data.what}`), data));
  const limit = limits.resourceDefinitionBytes;
  // Texts hold nothing that takes more than three bytes a character.
  if (text !== undefined && text.length * 3 <= limit) return tooMany;
  const sizes = resources.map((resource) => Buffer.byteLength(JSON.stringify(resource)));
  const tooLarge = sizes.flatMap((count, index) =>
    count > limit ? [found(limitExceeded, 'resourceSize', at(`/resources/${index}`), { count, limit })] : [],
  );
  return [...tooMany, ...tooLarge];
}

const countResources = (resources: readonly unknown[]): number =>
  resources.reduce((count: number, resource) => count + 1 + countResources(asList(asObject(resource).resources)), 0);

/** A finding when the text of a file has more bytes than Azure takes. */
export function checkFileSize(file: string, text: string | undefined, limit: number): Finding[] {
  if (text === undefined || text.length * 3 <= limit) return [];
  const count = Buffer.byteLength(text);
  return count > limit ? [found(limitExceeded, 'size', written(file, ''), { count, limit })] : [];
}
