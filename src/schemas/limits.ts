import { found } from '../arm/check.ts';
import { type Finding, written } from '../model/index.ts';
import { limits } from '../support/limits.ts';
import { limitExceeded } from './checks.ts';
import { asList, asObject } from './json-value.ts';
import type { TemplateContext } from './template-context.ts';

/** Findings for what exceeds the limits of Azure Resource Manager. */
export function checkLimits({ parameters, variables, outputs, resources, at, atKey }: TemplateContext): Finding[] {
  const counts = [
    { what: 'parameters', count: Object.keys(parameters).length, limit: limits.parameters },
    { what: 'variables', count: Object.keys(variables).length, limit: limits.variables },
    { what: 'outputs', count: Object.keys(outputs).length, limit: limits.outputs },
    { what: 'resources', count: countResources(resources), limit: limits.resourcesPerDeployment },
  ];
  const tooMany = counts
    .filter(({ count, limit }) => count > limit)
    .map((data) => found(limitExceeded, 'count', atKey(`/${data.what}`), data));
  const tooLarge = resources.flatMap((resource, index) => {
    const count = sizeOf(resource, limits.resourceDefinitionBytes);
    const limit = limits.resourceDefinitionBytes;
    return count > limit ? [found(limitExceeded, 'resourceSize', at(`/resources/${index}`), { count, limit })] : [];
  });
  return [...tooMany, ...tooLarge];
}

const countResources = (resources: readonly unknown[]): number =>
  resources.reduce((count: number, resource) => count + 1 + countResources(asList(asObject(resource).resources)), 0);

/** Bytes of a value as compact JSON; 0 where even a rough count shows that it stays below the limit. */
const sizeOf = (value: unknown, limit: number): number => (roughSize(value) * 6 < limit ? 0 : Buffer.byteLength(JSON.stringify(value)));

/** Characters of the texts and marks in a value; JSON writes none of them with more than six bytes. */
function roughSize(value: unknown): number {
  if (typeof value === 'string') return value.length + 3;
  if (typeof value !== 'object' || value === null) return 24;
  let size = 2;
  for (const [key, entry] of Object.entries(value)) size += key.length + 4 + roughSize(entry);
  return size;
}

/** A finding when the text of a file has more bytes than Azure takes. */
export function checkFileSize(file: string, text: string | undefined, limit: number): Finding[] {
  if (text === undefined || text.length * 3 <= limit) return [];
  const count = Buffer.byteLength(text);
  return count > limit ? [found(limitExceeded, 'size', written(file, ''), { count, limit })] : [];
}
