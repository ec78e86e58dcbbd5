import { literal, type TemplateString } from './template-string.ts';

/** Tags as a template writes them, in one order: Azure Resource Manager takes names of properties for expressions, too. */
export const tagsView = (tags: Readonly<Record<string, string>> = {}): Record<TemplateString, TemplateString> =>
  Object.fromEntries(
    Object.entries(tags)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => [literal(name), literal(value)]),
  );
