import type { ColoredText } from './colored-text.ts';

/**
 * The layout of JSON values in what-if output, as https://github.com/Azure/azure-cli, resource/_formatters.py (2026-08) has it: one line
 * for each leaf with its dotted path, colons aligned within an object, arrays in brackets by index.
 */
export function writeValue(text: ColoredText, value: unknown, indent: number, path = '', widest = 0): void {
  if (isArray(value)) {
    writePath(text, path, 1, indent);
    writeArray(text, value, indent);
  } else if (isObject(value)) {
    writeObject(text, value, indent, path, widest);
  } else {
    writePath(text, path, widest - path.length + 1, indent);
    text.add(leafText(value));
  }
}

/** Everything that stands on one line: scalars, and empty arrays and objects. */
export const isLeaf = (value: unknown): boolean => !isArray(value) && !isObject(value);

/** An array with elements. */
export const isArray = (value: unknown): value is unknown[] => Array.isArray(value) && value.length > 0;

/** An object with properties. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0;

export const indentation = (indent: number): string => '  '.repeat(indent);

function leafText(value: unknown): string {
  if (value === undefined || value === null) return 'null';
  if (typeof value === 'string') return `"${value}"`;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function writePath(text: ColoredText, path: string, padding: number, indent: number): void {
  if (path === '') return;
  text.add(indentation(indent)).add(path).add(':', 'reset').add(' '.repeat(padding));
}

function writeArray(text: ColoredText, elements: unknown[], indent: number): void {
  text.add('[', 'reset').line();
  const widest = String(Math.max(0, elements.findLastIndex(isLeaf))).length;
  for (const [index, element] of elements.entries()) {
    if (isObject(element)) {
      writePath(text, String(index), 0, indent + 1);
      writeObject(text, element, indent + 1, '', 0);
    } else {
      writeValue(text, element, indent + 1, String(index), widest);
    }
    text.line();
  }
  text.add(indentation(indent)).add(']', 'reset');
}

function writeObject(text: ColoredText, object: Record<string, unknown>, indent: number, path: string, widest: number): void {
  const isRoot = path === '';
  if (isRoot) text.line().line();
  const width = isRoot ? widestPath(object) : widest;
  const depth = isRoot ? indent + 1 : indent;
  for (const [key, value] of Object.entries(object)) {
    writeValue(text, value, depth, isRoot ? key : `${path}.${key}`, width);
    if (!isObject(value)) text.line();
  }
}

/** Paths of arrays do not count: they would push all other values far to the right. */
function widestPath(object: Record<string, unknown>): number {
  const widths = Object.entries(object)
    .filter(([, value]) => !isArray(value))
    .map(([key, value]) => key.length + (isObject(value) ? 1 + widestPath(value) : 0));
  return Math.max(0, ...widths);
}
