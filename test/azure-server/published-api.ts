import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { isObject, type Json, type JsonObject, listOf, objectOf, textOf } from './json.ts';

/** One operation of the published description of Microsoft.Resources. */
export interface PublishedOperation {
  method: string;
  path: string;
  pattern: RegExp;
  /** Constraints on what the path captures, by name. */
  parameters: Map<string, { pattern?: RegExp; minLength?: number; maxLength?: number }>;
  checkBody: ValidateFunction | undefined;
}

interface BicepType {
  $type: string;
  name?: string;
  body?: { $ref: string };
  properties?: Record<string, { type: { $ref: string }; flags: number }>;
  additionalProperties?: { $ref: string };
  itemType?: { $ref: string };
  elements?: Record<string, { $ref: string }> | { $ref: string }[];
}

const flags = { required: 1, readOnly: 2 };

/** What Microsoft published of the API: operations, apiVersions by type, and properties by type and apiVersion. */
export class PublishedApi {
  readonly operations: PublishedOperation[];
  readonly #versions: Record<string, string[]>;
  readonly #typesFolder: string;
  readonly #types = new Map<string, BicepType[] | undefined>();

  private constructor(shared: string) {
    const swagger = JSON.parse(readFileSync(join(shared, swaggerFile), 'utf8')) as JsonObject;
    this.operations = operationsOf(swagger);
    this.#versions = JSON.parse(readFileSync(join(shared, 'arm-oracle/official/known-versions.json'), 'utf8')) as Record<string, string[]>;
    this.#typesFolder = join(shared, 'arm-oracle/derived/bicep-slim');
  }

  /** Undefined where the description is not on this machine. */
  static load(shared: string): PublishedApi | undefined {
    const needed = [swaggerFile, 'arm-oracle/official/known-versions.json', 'arm-oracle/derived/bicep-slim'];
    return needed.every((file) => existsSync(join(shared, file))) ? new PublishedApi(shared) : undefined;
  }

  /** apiVersions of a resource type; undefined for one that was never published. */
  versionsOf(type: string): string[] | undefined {
    return this.#versions[type.toLowerCase()];
  }

  /** Properties of a body that the type does not have, or that only Azure sets; undefined where the type is not described for this apiVersion. */
  surplusProperties(type: string, apiVersion: string, body: JsonObject): string[] | undefined {
    const types = this.#load(type, apiVersion);
    const resource = types?.find(
      ({ $type, name }) => $type === 'ResourceType' && name?.toLowerCase() === `${type}@${apiVersion}`.toLowerCase(),
    );
    if (types === undefined || resource?.body === undefined) return undefined;
    return surplus(types, resource.body.$ref, body, '');
  }

  #load(type: string, apiVersion: string): BicepType[] | undefined {
    const key = `${type}@${apiVersion}`.toLowerCase();
    if (this.#types.has(key)) return this.#types.get(key);
    const found = readdirSync(this.#typesFolder)
      .map((folder) => join(this.#typesFolder, folder, `${apiVersion}.json`))
      .filter((file) => existsSync(file))
      .map((file) => JSON.parse(readFileSync(file, 'utf8')) as BicepType[])
      .find((types) => types.some(({ name }) => name?.toLowerCase() === key));
    this.#types.set(key, found);
    return found;
  }
}

const swaggerFile = 'corpus/rest-examples/swagger-Microsoft.Resources-2024-03-01.json';

function operationsOf(swagger: JsonObject): PublishedOperation[] {
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  const definitions = { ...objectOf(swagger.definitions), CloudError: {} } as JsonObject;
  const shared = objectOf(swagger.parameters);
  return Object.entries(objectOf(swagger.paths)).flatMap(([path, item]) =>
    Object.entries(objectOf(item)).flatMap(([method, operation]) => {
      const parameters = listOf(objectOf(operation).parameters).map((parameter) => resolve(objectOf(parameter), shared));
      const body = parameters.find((parameter) => parameter.in === 'body');
      return [
        {
          method: method.toUpperCase(),
          path,
          pattern: patternOf(path),
          parameters: new Map(
            parameters.filter((parameter) => parameter.in === 'path').map((parameter) => [textOf(parameter.name), constraintOf(parameter)]),
          ),
          checkBody: body === undefined ? undefined : ajv.compile({ ...objectOf(body.schema), definitions }),
        },
      ];
    }),
  );
}

const resolve = (parameter: JsonObject, shared: JsonObject): JsonObject =>
  parameter.$ref === undefined ? parameter : objectOf(shared[textOf(parameter.$ref).split('/').at(-1) ?? '']);

/** `{scope}` and `{resourceId}` may hold slashes. */
function patternOf(path: string): RegExp {
  const source = path
    .replace(/[.]/g, '\\.')
    .replace(/\{(\w+)\}/g, (_, name: string) => `(?<${name}>${/^(scope|resourceId|parentResourcePath)$/.test(name) ? '.+' : '[^/]+'})`);
  return new RegExp(`^${source}/?$`, 'i');
}

const constraintOf = ({ pattern, minLength, maxLength }: JsonObject) => ({
  ...(pattern === undefined ? {} : { pattern: new RegExp(textOf(pattern)) }),
  ...(minLength === undefined ? {} : { minLength: Number(minLength) }),
  ...(maxLength === undefined ? {} : { maxLength: Number(maxLength) }),
});

function surplus(types: BicepType[], reference: string, value: Json, path: string): string[] {
  const type = types[Number(reference.split('/').at(-1))];
  if (type === undefined) return [];
  if (type.$type === 'ArrayType' && Array.isArray(value)) {
    return value.flatMap((entry, index) => surplus(types, type.itemType?.$ref ?? '', entry, `${path}[${index}]`));
  }
  if (type.$type === 'UnionType' && Array.isArray(type.elements)) {
    const each = type.elements.map((element) => surplus(types, element.$ref, value, path));
    return each.find((found) => found.length === 0) ?? each[0] ?? [];
  }
  if (!isObject(value) || type.properties === undefined || type.$type !== 'ObjectType') return [];
  return Object.entries(value).flatMap(([key, entry]) => {
    const inner = path === '' ? key : `${path}.${key}`;
    const property = type.properties?.[key];
    if (property === undefined) {
      if (type.additionalProperties === undefined) return [`${inner} is not a property`];
      return surplus(types, type.additionalProperties.$ref, entry ?? null, inner);
    }
    if ((property.flags & flags.readOnly) !== 0 && (property.flags & flags.required) === 0) return [`${inner} is read-only`];
    return surplus(types, property.type.$ref, entry ?? null, inner);
  });
}
