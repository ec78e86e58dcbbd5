/** The one order of keys of a resource, after the best-practices page of the quickstart templates; other keys follow as they come. */
const resourceOrder = [
  'condition',
  'type',
  'apiVersion',
  'name',
  'scope',
  'location',
  'tags',
  'sku',
  'kind',
  'zones',
  'identity',
  'dependsOn',
  'properties',
];

function inOrder(object: Record<string, unknown>, order: readonly string[]): Record<string, unknown> {
  const ordered: Record<string, unknown> = {};
  for (const key of order) if (key in object) ordered[key] = object[key];
  for (const key of Object.keys(object)) if (!(key in ordered)) ordered[key] = object[key];
  return ordered;
}

/** A rendered template with the keys of its resources in canonical order. */
export function inCanonicalOrder(template: Record<string, unknown>): Record<string, unknown> {
  const resources = template.resources as Record<string, unknown>[];
  return { ...template, resources: resources.map((resource) => inOrder(resource, resourceOrder)) };
}

/** JSON as it is committed: two blanks, line feeds, one at the end. */
export const printJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
