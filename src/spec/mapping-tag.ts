import { CORE_SCHEMA, defineMappingTag } from 'js-yaml';

/** Reasons of our own, told apart from the parser's by their first word. */
export const mappingReasons = {
  mergeKey: 'armade: merge key',
  plainKey: 'armade: key is not text',
  complexKey: 'armade: complex key',
} as const;

/** Keys are text and nothing else, so that `0042:` does not become `42` and `<<` is not taken for a name. */
const mappingTag = defineMappingTag('tag:yaml.org,2002:map', {
  create: (): Record<string, unknown> => ({}),
  identify: () => false,
  addPair: (mapping, key, value) => {
    if (typeof key !== 'string') return typeof key === 'object' && key !== null ? mappingReasons.complexKey : mappingReasons.plainKey;
    if (key === '<<') return mappingReasons.mergeKey;
    // Assigned, `__proto__` would change the object's prototype.
    if (key === '__proto__') Object.defineProperty(mapping, key, { value, enumerable: true, configurable: true, writable: true });
    else mapping[key] = value;
    return '';
  },
  has: (mapping, key) => typeof key === 'string' && Object.hasOwn(mapping, key),
  keys: (mapping) => Object.keys(mapping),
  get: (mapping, key) => mapping[key as string],
});

/** YAML's core schema, with mappings as they are here. */
export const documentSchema = CORE_SCHEMA.withTags(mappingTag);
