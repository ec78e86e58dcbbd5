import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { sharedJson } from '../shared.ts';
import type { Json } from './everything.ts';

const schemaFolder = new URL('../../src/schemas/arm/', import.meta.url);
const readSchema = (name: string): Json => JSON.parse(readFileSync(new URL(name, schemaFolder), 'utf8'));
const common = readSchema('common.schema.json');
const resources: Json[] = readdirSync(schemaFolder)
  .map((name) => readSchema(name))
  .filter((schema) => schema.properties?.type?.const !== undefined);

/** What the template language has beside the properties of a resource. */
const ofTheLanguage = new Set(['dependsOn', 'comments', 'scope']);

const follow = (schema: Json): Json => {
  const reference: string | undefined = schema.$ref;
  if (reference === undefined) return schema;
  return common.definitions[reference.split('/').at(-1) as string];
};

/** A type of Microsoft's published types, in the file it stands in. */
interface Published {
  types: Json[];
  type: Json;
}

const at = ({ types }: Published, reference: { $ref: string }): Published => ({ types, type: types[Number(reference.$ref.slice(2))] });

/** Properties of a published object; of one with variants, those of the variant that the schema's own constants choose. */
function propertiesOf(published: Published, schema: Json = {}): Record<string, { type: { $ref: string }; flags: number }> {
  const { type } = published;
  if (type.$type === 'ObjectType') return type.properties;
  if (type.$type !== 'DiscriminatedObjectType') return {};
  const variant = type.elements[schema.properties?.[type.discriminator]?.const];
  return { ...type.baseProperties, ...(variant === undefined ? {} : at(published, variant).type.properties) };
}

/** A resource type in its newest version that is no preview. */
function newest(test: Mocha.Context, type: string): Published {
  const versions = sharedJson(test, 'arm-oracle/official/index.json').bicep[type.toLowerCase()];
  const [version] = Object.keys(versions)
    .filter((candidate) => !candidate.includes('preview'))
    .sort()
    .reverse();
  const { file, n } = versions[version as string];
  const types = sharedJson(test, `arm-oracle/official/${file}`);
  return at({ types, type: types[n] }, types[n].body);
}

/** Values that a published type lists; none where it takes any. */
function valuesOf(published: Published): string[] | undefined {
  const { type } = published;
  if (type.$type === 'StringLiteralType') return [type.value];
  if (type.$type !== 'UnionType') return undefined;
  return type.elements.flatMap((element: { $ref: string }) => valuesOf(at(published, element)) ?? []);
}

/** Where a schema and the published type disagree: what it allows and Microsoft does not publish, what it does not demand and Microsoft does. */
function disagreements(schema: Json, published: Published, pointer: string): string[] {
  const own = follow(schema);
  if (published.type.$type === 'AnyType') return [];
  if (own.items !== undefined) return disagreements(own.items, at(published, published.type.itemType), `${pointer}[]`);
  const branches: Json[] = own.oneOf ?? [own];
  return [
    ...wrongValues(own, published).map((value) => `${pointer}: ${value}`),
    ...branches.flatMap((branch) => {
      const properties = propertiesOf(published, branch);
      const names = Object.keys(branch.properties ?? {}).filter((name) => pointer !== '' || !ofTheLanguage.has(name));
      const required: string[] = branch.required ?? [];
      return [
        ...names.filter((name) => properties[name] === undefined).map((name) => `${pointer}/${name}: not published`),
        ...names
          .filter((name) => pointer !== '' && (properties[name]?.flags ?? 0) & flags.readOnly)
          .map((name) => `${pointer}/${name}: read-only`),
        ...(branch.additionalProperties === false ? Object.keys(properties) : [])
          .filter((name) => (properties[name]?.flags ?? 0) & flags.required && !required.includes(name))
          .map((name) => `${pointer}/${name}: not demanded`),
        ...names.flatMap((name) => {
          const property = properties[name];
          return property === undefined ? [] : disagreements(branch.properties[name], at(published, property.type), `${pointer}/${name}`);
        }),
      ];
    }),
  ];
}

const flags = { required: 1, readOnly: 2 };

/** Values that a schema lists and a published type, which lists its own, does not. */
function wrongValues(own: Json, published: Published): unknown[] {
  const known = valuesOf(published);
  const values: unknown[] = [own, own.else ?? {}].flatMap(
    ({ enum: allowed, const: only }) => allowed ?? (only === undefined ? [] : [only]),
  );
  return known === undefined ? [] : values.filter((value) => typeof value === 'string' && !known.includes(value));
}

describe('the schemas of resources', () => {
  it('allow nothing that Microsoft does not publish, and demand all that Microsoft demands', function () {
    const wrong = resources.flatMap((schema) => {
      const type: string = schema.properties.type.const;
      return disagreements(schema, newest(this, type), '').map((disagreement) => `${type}${disagreement}`);
    });
    expect(wrong).to.deep.equal([]);
  });

  it('are there for every type that armade writes', () => {
    expect(resources.map((schema) => schema.properties.type.const).sort()).to.deep.equal([
      'Microsoft.Authorization/roleAssignments',
      'Microsoft.Compute/disks',
      'Microsoft.Compute/snapshots',
      'Microsoft.Compute/virtualMachineScaleSets',
      'Microsoft.Compute/virtualMachineScaleSets/extensions',
      'Microsoft.Compute/virtualMachines',
      'Microsoft.Compute/virtualMachines/extensions',
      'Microsoft.KeyVault/vaults',
      'Microsoft.KeyVault/vaults/accessPolicies',
      'Microsoft.KeyVault/vaults/keys',
      'Microsoft.KeyVault/vaults/secrets',
      'Microsoft.Network/networkInterfaces',
      'Microsoft.Network/networkSecurityGroups',
      'Microsoft.Network/virtualNetworks',
      'Microsoft.RecoveryServices/vaults',
      'Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems',
      'Microsoft.RecoveryServices/vaults/backupPolicies',
    ]);
  });
});
