import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { expect } from 'chai';
import fc from 'fast-check';
import { handlerSchemas, parametersSchema, resourceSchemas, templateSchema } from '#build/arm-validators';
import { encryptionSpec, facts, type SchemaError, type Validator } from '#build/validators';
import { everything, type Json } from './everything.ts';
import { schemaFiles } from './schema-files.ts';

/** Ajv as it comes: schemas unchanged, compiled at run time. */
const ajv = new Ajv({
  discriminator: true,
  allErrors: true,
  strictRequired: false,
  strictTypes: false,
  allowUnionTypes: true,
  messages: false,
});
addFormats.default(ajv);
for (const schema of schemaFiles.values()) ajv.addSchema(schema);

const idOf = (path: string): string => schemaFiles.get(path).$id;

/** What is kept of an error, so that the compiled and the plain one can be compared. */
const kept = (errors: readonly SchemaError[] | null | undefined): string[] =>
  (errors ?? [])
    .map(({ keyword, instancePath, params, propertyName }) => JSON.stringify({ keyword, instancePath, params, propertyName }))
    .sort();

function expectSame(validate: Validator, path: string, value: unknown): void {
  const plain = ajv.getSchema(idOf(path)) as unknown as Validator;
  expect(validate(value), path).to.equal(plain(value));
  expect(kept(validate.errors), path).to.deep.equal(kept(plain.errors));
}

/** A copy with one value at random replaced, removed or renamed. */
function mutated(value: Json, random: () => number): Json {
  const copy = structuredClone(value);
  const places: [object: Json, key: string][] = [];
  const visit = (at: Json): void => {
    if (typeof at !== 'object' || at === null) return;
    for (const key of Object.keys(at)) {
      places.push([at, key]);
      visit(at[key]);
    }
  };
  visit(copy);
  const [object, key] = places[Math.floor(random() * places.length)] as [Json, string];
  const replacements = [null, '', 'x', -1, 1.5, true, [], {}, ['x', 'x'], { x: 1 }, '[x]', '[[x]', undefined];
  const replacement = replacements[Math.floor(random() * replacements.length)];
  if (replacement === undefined && !Array.isArray(object)) {
    object[`${key}~/x`] = object[key];
    delete object[key];
  } else {
    object[key] = replacement;
  }
  return copy;
}

const resourcePaths = new Map(
  [...schemaFiles]
    .filter(([path]) => path.startsWith('arm/'))
    .map(([path, schema]) => [String(schema.properties?.type?.const).toLowerCase(), path]),
);
const handlerPaths = new Map(
  [...schemaFiles]
    .filter(([path]) => path.startsWith('ade/') && path !== 'ade/common')
    .map(([path, { properties }]) => [`${properties.type.const}@${properties.typeHandlerVersion.const}`, path]),
);

/** Random numbers that fast-check shrinks. */
const randoms = fc
  .infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }))
  .map((stream) => () => stream.next().value as number);

describe('compiled schemas', () => {
  it('are there for every file', () => {
    expect(Object.keys(resourceSchemas).sort()).to.deep.equal([...resourcePaths.keys()].filter((type) => type !== 'undefined').sort());
    expect(Object.keys(handlerSchemas).sort()).to.deep.equal([...handlerPaths.keys()].sort());
  });

  it('say of templates, resources and extensions what Ajv says of the schemas as they stand', () => {
    fc.assert(
      fc.property(randoms, (random) => {
        const template = mutated(everything(), random);
        expectSame(templateSchema.validate, 'arm/template', template);
        for (const resource of everything().resources) {
          const type = resource.type.toLowerCase();
          expectSame(resourceSchemas[type]?.validate as Validator, resourcePaths.get(type) as string, mutated(resource, random));
          if (!type.endsWith('/extensions')) continue;
          const handler = `${resource.properties.type}@${resource.properties.typeHandlerVersion}`;
          expectSame(
            handlerSchemas[handler]?.validate as Validator,
            handlerPaths.get(handler) as string,
            mutated(resource.properties, random),
          );
        }
        expectSame(
          parametersSchema.validate,
          'arm/parameters',
          mutated({ parameters: { a: { value: 1 }, b: { reference: { keyVault: { id: 'x' } } } } }, random),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('say of specs and facts files what Ajv says of the schemas as they stand', () => {
    const machine = {
      name: 'vm-1',
      os: { type: 'Windows' },
      size: 'Standard_D4s_v5',
      dataDisks: [{ lun: 0, diskSizeGB: 256 }],
      tags: { env: 'prod' },
    };
    const spec = {
      version: 1,
      name: 'payments',
      keyVaults: { disks: { name: 'kv-disks', create: { sku: 'premium', permissionModel: 'rbac' } } },
      virtualMachines: { 'vm-1': machine },
      scenarios: [
        { scenario: 'enable-existing-vm', virtualMachines: ['vm-1', machine] },
        { scenario: 'disable-vm', virtualMachines: { select: { tags: { env: 'prod' } }, except: ['vm-1'] } },
      ],
    };
    fc.assert(
      fc.property(randoms, (random) => {
        expectSame(encryptionSpec, 'encryption-spec', mutated(spec, random));
        expectSame(facts, 'facts', mutated({ facts: 1, virtualMachines: { 'vm-1': machine } }, random));
      }),
      { numRuns: 500 },
    );
  });

  it('name the values of discriminators and the places of secrets', () => {
    expect(handlerSchemas['AzureDiskEncryption@1.1']?.tags).to.deep.equal({
      EncryptionOperation: ['EnableEncryption', 'DisableEncryption'],
    });
    expect(handlerSchemas['AzureDiskEncryptionForLinux@0.1']?.secrets).to.deep.equal([
      ['protectedSettings', 'AADClientSecret'],
      ['protectedSettings', 'Passphrase'],
    ]);
    expect(resourceSchemas['microsoft.compute/virtualmachines']?.secrets).to.deep.equal([['properties', 'osProfile', 'adminPassword']]);
    expect(resourceSchemas['microsoft.keyvault/vaults/secrets']?.secrets).to.deep.equal([['properties', 'value']]);
  });
});
