export const specFiles: readonly string[];
export function allKeys(): Set<string>;
export function usedKeys(files?: readonly string[]): Map<string, { value: unknown; file: string }>;
