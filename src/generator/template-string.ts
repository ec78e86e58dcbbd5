import { toArmLiteral, toExpressionString } from '../arm/literal.ts';

declare const templateString: unique symbol;

/** Text as it stands in a template: a literal that stays one, or a whole expression. Views hold nothing else, so no user text becomes code. */
export type TemplateString = string & { readonly [templateString]: true };

export const literal = (text: string): TemplateString => toArmLiteral(text) as TemplateString;

/** Stands in a view where its `has…` is false, so that no template prints it. */
export const none: TemplateString = literal('');

/** A whole expression; `code` is written by us, user text in it goes through {@link quoted}. */
export const expression = (code: string): TemplateString => `[${code}]` as TemplateString;

/** User text as a string of the expression language. */
export const quoted = (text: string): string => toExpressionString(text);

/** Code of a `resourceId()` that gives this id of a resource at resource-group scope. */
export function resourceIdCode(id: string): string {
  const [subscriptionId, resourceGroup, namespace, ...path] = id.split('/').filter((_, index) => ![0, 1, 3, 5].includes(index));
  const types = path.filter((_, index) => index % 2 === 0);
  const names = path.filter((_, index) => index % 2 === 1);
  return `resourceId(${[subscriptionId ?? '', resourceGroup ?? '', [namespace, ...types].join('/'), ...names].map(quoted).join(', ')})`;
}
