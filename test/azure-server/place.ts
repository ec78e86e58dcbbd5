import { findNodeAtLocation, parseTree } from 'jsonc-parser';

export interface Place {
  /** From 1. */
  line: number;
  /** From 1; of the value's first character. */
  column: number;
}

/** Where a value stands in a JSON text. */
export function placeOf(text: string, path: (string | number)[]): Place | undefined {
  const root = parseTree(text);
  const node = root === undefined ? undefined : findNodeAtLocation(root, path);
  if (node === undefined) return undefined;
  const before = text.slice(0, node.offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: node.offset - lineStart + 1 };
}
