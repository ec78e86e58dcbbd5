/** Keys and indexes from the root; changes while the walk goes on, so whoever keeps it copies it. */
export type Path = readonly (string | number)[];

/**
 * Calls `visit` with every text below a value, keys included, since Azure evaluates those too.
 * @param enter says whether to look at and below a key of an object
 */
export function visitStrings(
  value: unknown,
  path: (string | number)[],
  enter: (key: string, path: Path, object: Readonly<Record<string, unknown>>) => boolean,
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
    const object = value as Readonly<Record<string, unknown>>;
    for (const key in object) {
      if (!enter(key, path, object)) continue;
      path.push(key);
      visit(key, path, 'key');
      visitStrings(object[key], path, enter, visit);
      path.pop();
    }
  }
}
