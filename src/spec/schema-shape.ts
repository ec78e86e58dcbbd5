import { schemaTexts } from '#build/validators';
import { pointerSegments } from './pointer.ts';

/** The part of a JSON Schema that messages are made from. */
export interface Shape {
  $ref?: string;
  type?: string | string[];
  properties?: Record<string, Shape>;
  additionalProperties?: Shape | boolean;
  items?: Shape;
  enum?: unknown[];
  const?: unknown;
  required?: string[];
  discriminator?: { propertyName: string };
  oneOf?: Shape[];
  $defs?: Record<string, Shape>;
}

let schemas: Record<'encryptionSpec' | 'facts', Shape> | undefined;

/** Parsed when the first wrong document is met: most runs meet none. */
function schemaOf(kind: 'encryptionSpec' | 'facts'): Shape {
  schemas ??= { encryptionSpec: JSON.parse(schemaTexts.encryptionSpec), facts: JSON.parse(schemaTexts.facts) };
  return schemas[kind];
}

function followReference(shape: Shape, kind: 'encryptionSpec' | 'facts'): Shape {
  if (shape.$ref === undefined) return shape;
  const [file, pointer = ''] = shape.$ref.split('#');
  // Only the facts schema refers to another one.
  const target = file === '' ? kind : 'encryptionSpec';
  const found = pointerSegments(pointer).reduce<unknown>((at, segment) => (at as Record<string, unknown>)[segment], schemaOf(target));
  return followReference(found as Shape, target);
}

/** Where several shapes are possible, the one that the value says it is. */
function branchOf(shape: Shape, value: unknown): Shape {
  const tag = shape.discriminator?.propertyName;
  if (tag === undefined) return shape;
  const wanted = (value as Record<string, unknown> | null)?.[tag];
  const branches = (shape.oneOf ?? []).map((branch) => followReference(branch, 'encryptionSpec'));
  return branches.find((branch) => branch.properties?.[tag]?.const === wanted) ?? shape;
}

/** What the schema wants at a place of a document. */
export function shapeAt(kind: 'encryptionSpec' | 'facts', document: unknown, pointer: string): Shape {
  let value = document;
  let shape = branchOf(schemaOf(kind), value);
  for (const segment of pointerSegments(pointer)) {
    const { properties = {}, additionalProperties } = shape;
    const below = Array.isArray(value)
      ? shape.items
      : Object.hasOwn(properties, segment)
        ? properties[segment]
        : typeof additionalProperties === 'object'
          ? additionalProperties
          : undefined;
    if (below === undefined) return {};
    value = (value as Record<string, unknown>)[segment];
    shape = branchOf(followReference(below, kind), value);
  }
  return shape;
}

/** The value at a place of a document; undefined when nothing is written there. */
export function valueAt(document: unknown, pointer: string): unknown {
  return pointerSegments(pointer).reduce<unknown>(
    (value, segment) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, segment)
        ? (value as Record<string, unknown>)[segment]
        : undefined,
    document,
  );
}
