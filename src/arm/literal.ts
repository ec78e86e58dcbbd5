/**
 * Azure Resource Manager takes a text for an expression when it begins with `[`, not with `[[`, and ends with `]`.
 * Nothing is trimmed before: a blank outside the brackets makes a literal of it.
 * Source: https://learn.microsoft.com/azure/azure-resource-manager/templates/template-expressions (2024-07-10), held to Microsoft's engine.
 */
export const isExpression = (text: string): boolean => text.startsWith('[') && !text.startsWith('[[') && text.endsWith(']');

/**
 * The text of a template's JSON string that means the given text.
 * Only `[…]` needs the second bracket: where the text does not end with `]`, Azure would keep both.
 */
export const toArmLiteral = (text: string): string => (text.startsWith('[') && text.endsWith(']') ? `[${text}` : text);

/** What a JSON string of a template that is not an expression means: the reverse of {@link toArmLiteral}. */
export const fromArmLiteral = (text: string): string => (text.startsWith('[[') && text.endsWith(']') ? text.slice(1) : text);

/**
 * The text as the expression language writes it, quotes doubled. Microsoft's engine resolves doubled quotes a second time where a string is an
 * argument in a resource, so that `''''` comes out as one quote instead of two; quotes that follow each other therefore stand in strings of
 * their own, which is right however often they are resolved.
 */
export function toExpressionString(text: string): string {
  const strings = text.split(/(?<=')(?=')/).map((part) => `'${part.replaceAll("'", "''")}'`);
  return strings.length === 1 ? (strings[0] as string) : `concat(${strings.join(', ')})`;
}
