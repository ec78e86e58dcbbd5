import { schemaTexts } from '#build/validators';
import { pointerSegments } from '../model/pointer.ts';

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

type SchemaName = keyof typeof schemaTexts;
let schemas: Record<SchemaName, Shape> | undefined;

/** Parsed when the first wrong document is met: most runs meet none. */
function schemaOf(name: SchemaName): Shape {
  schemas ??= { encryptionSpec: JSON.parse(schemaTexts.encryptionSpec), facts: JSON.parse(schemaTexts.facts) };
  return schemas[name];
}

/** A shape, and the schema that its references are meant in. */
interface Located {
  shape: Shape;
  home: SchemaName;
}

function followReference({ shape, home }: Located): Located {
  if (shape.$ref === undefined) return { shape, home };
  const [file, pointer = ''] = shape.$ref.split('#');
  // Only the facts schema refers to another one.
  const target = file === '' ? home : 'encryptionSpec';
  const found = pointerSegments(pointer).reduce<unknown>((at, segment) => (at as Record<string, unknown>)[segment], schemaOf(target));
  return followReference({ shape: found as Shape, home: target });
}

/** Where several shapes are possible, the one that the value says it is. */
function branchOf({ shape, home }: Located, value: unknown): Located {
  const tag = shape.discriminator?.propertyName;
  if (tag === undefined) return { shape, home };
  const wanted = (value as Record<string, unknown> | null)?.[tag];
  const branches = (shape.oneOf ?? []).map((branch) => followReference({ shape: branch, home }));
  return branches.find((branch) => branch.shape.properties?.[tag]?.const === wanted) ?? { shape, home };
}

function shapeBelow(shape: Shape, value: unknown, segment: string): Shape | undefined {
  if (Array.isArray(value)) return shape.items;
  const { properties = {}, additionalProperties } = shape;
  if (Object.hasOwn(properties, segment)) return properties[segment];
  return typeof additionalProperties === 'object' ? additionalProperties : undefined;
}

/** What the schema wants at a place of a document. */
export function shapeAt(name: SchemaName, document: unknown, pointer: string): Shape {
  let value = document;
  let located: Located = { shape: schemaOf(name), home: name };
  for (const segment of pointerSegments(pointer)) {
    const below = shapeBelow(located.shape, value, segment);
    if (below === undefined) return {};
    value = (value as Record<string, unknown>)[segment];
    located = branchOf(followReference({ shape: below, home: located.home }), value);
  }
  return located.shape;
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
