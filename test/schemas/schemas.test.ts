import { Ajv } from 'ajv';
import { expect } from 'chai';
import { pointerTo } from '../../src/model/pointer.ts';
import type { Json } from './everything.ts';
import { schemaFiles } from './schema-files.ts';

const own = [...schemaFiles].filter(([path]) => /^(arm|ade)\/|^plan$/.test(path));

interface Part {
  schema: Json;
  pointer: string;
  /** It only decides or narrows what another part describes. */
  isCondition: boolean;
}

/** Every schema in a schema. */
function partsOf(schema: Json, pointer = '', isCondition = false): Part[] {
  if (typeof schema !== 'object') return [];
  const maps = ['properties', 'definitions'].flatMap((key) =>
    Object.entries(schema[key] ?? {}).flatMap(([name, part]) => partsOf(part, `${pointer}${pointerTo([key, name])}`, isCondition)),
  );
  const single = ['items', 'additionalProperties'].flatMap((key) => partsOf(schema[key], `${pointer}/${key}`, isCondition));
  const conditions = ['if', 'then', 'else', 'not'].flatMap((key) => partsOf(schema[key], `${pointer}/${key}`, true));
  const lists = ['allOf', 'oneOf'].flatMap((key) =>
    (schema[key] ?? []).flatMap((part: Json, index: number) => partsOf(part, `${pointer}/${key}/${index}`, true)),
  );
  return [{ schema, pointer, isCondition }, ...maps, ...single, ...conditions, ...lists];
}

const everyPart = own.flatMap(([path, schema]) => partsOf(schema).map((part) => ({ ...part, at: `${path}${part.pointer}` })));

/** The places where objects are of the user's or Azure's making; a schema for each part, or none because anything goes. */
const openObjects = [
  'arm/common/definitions/extension',
  'arm/parameters/properties/parameters/additionalProperties/properties/metadata',
  'arm/template/properties/variables',
  'arm/template/properties/resources/items',
  'plan/definitions/updateVirtualMachineStep/properties/patch',
  'plan/definitions/updateDiskStep/properties/patch',
  'plan/definitions/updateKeyVaultStep/properties/patch',
];

describe('schemas', () => {
  it('are valid draft-07, with an address of their own', () => {
    const ajv = new Ajv({ discriminator: true, strictRequired: false, strictTypes: false });
    for (const [path, schema] of own) {
      expect(schema.$schema, path).to.equal('http://json-schema.org/draft-07/schema#');
      expect(schema.$id, path).to.equal(`https://armade.dev/schemas/${path}.schema.json`);
      expect(schema.title, path).to.be.a('string').that.is.not.empty;
      ajv.addSchema(schema);
    }
    for (const [path, { $id }] of own) expect(() => ajv.getSchema($id), path).not.to.throw();
  });

  it('are closed: an object knows its properties', () => {
    const open = everyPart.filter(
      ({ schema, isCondition }) =>
        schema.type === 'object' && !isCondition && schema.additionalProperties === undefined && schema.oneOf === undefined,
    );
    expect(open.map(({ at }) => at).sort()).to.deep.equal([...openObjects].sort());
    const branches = everyPart.filter(({ schema, pointer }) => schema.type === 'object' && /\/oneOf\/\d+$/.test(pointer));
    expect(branches.filter(({ schema }) => schema.additionalProperties !== false).map(({ at }) => at)).to.deep.equal([]);
  });

  it('describe every property in a sentence', () => {
    const properties = everyPart.filter(({ pointer, isCondition }) => /\/(properties|definitions)\/[^/]+$/.test(pointer) && !isCondition);
    expect(properties).to.have.length.greaterThan(300);
    const wrong = properties.filter(({ schema }) => !/^[A-Z`0-9].*[.`]$/.test(schema.description ?? ''));
    expect(wrong.map(({ at, schema }) => `${at}: ${schema.description}`)).to.deep.equal([]);
  });

  it('let no text be blank', () => {
    const blank = everyPart.filter(
      ({ schema, isCondition }) =>
        schema.type === 'string' &&
        !isCondition &&
        schema.pattern === undefined &&
        schema.enum === undefined &&
        schema.minLength === undefined &&
        schema.const === undefined,
    );
    expect(blank.map(({ at }) => at)).to.deep.equal([
      // Checked by the schema of the handler.
      'arm/common/definitions/extension/properties/publisher',
      'arm/common/definitions/extension/properties/type',
      'arm/common/definitions/extension/properties/typeHandlerVersion',
      // Blank says that there is no key.
      'plan/definitions/condition/properties/keyEncryptionKey',
      // The whole spec.
      'plan/definitions/deploymentStep/properties/resources/items/properties/spec',
    ]);
  });
});
