/** What a document is, by its content. */
export type DocumentKind = 'spec' | 'facts' | 'template' | 'parameters' | 'plan' | 'unknown';

/** How a sentence calls a document that is not what was asked for. */
export const kindNames: Readonly<Record<DocumentKind, string>> = {
  spec: 'a spec',
  facts: 'a facts file',
  template: 'an ARM template',
  parameters: 'an ARM parameter file',
  plan: 'a plan',
  unknown: 'a file of another kind',
};

/** Tells documents apart by the keys that each kind has to have. */
export function documentKind(value: Readonly<Record<string, unknown>>): DocumentKind {
  const has = (key: string): boolean => Object.hasOwn(value, key);
  const schema = typeof value.$schema === 'string' ? value.$schema.toLowerCase() : '';
  if (/deploymentparameters\.json/.test(schema)) return 'parameters';
  if (/deploymenttemplate\.json/.test(schema)) return 'template';
  if (has('contentVersion')) return has('resources') ? 'template' : 'parameters';
  if (has('plan') && has('steps')) return 'plan';
  if (has('facts') && !Array.isArray(value.facts)) return 'facts';
  if (has('version') || has('scenarios')) return 'spec';
  return 'unknown';
}
