/** Keys and indexes from the root; changes while the walk goes on, so whoever keeps it copies it. */
export type Path = readonly (string | number)[];

/**
 * Calls `visit` with every text below a value, keys included, since Azure evaluates those too.
 * @param enter says whether to look below a key
 */
export function visitStrings(
  value: unknown,
  path: (string | number)[],
  enter: (key: string, path: Path) => boolean,
  visit: (text: string, path: Path, at: 'key' | 'value') => void,
): void {
  if (typeof value === 'string') {
    visit(value, path, 'value');
  } else if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) {
      path.push(index);
      visitStrings(value[index], path, enter, visit);
      path.pop();
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const key of Object.keys(value)) {
      if (!enter(key, path)) continue;
      path.push(key);
      visit(key, path, 'key');
      visitStrings((value as Record<string, unknown>)[key], path, enter, visit);
      path.pop();
    }
  }
}
