import { expect } from 'chai';
import { pointerTo } from '../../src/model/pointer.ts';
import { checkTemplate } from '../../src/schemas/index.ts';
import { everything, everythingText, type Json, told } from './everything.ts';

/** Objects that hold names of the user's own. */
const isOpen = (path: readonly (string | number)[]): boolean =>
  ['tags', 'userAssignedIdentities', 'variables'].includes(String(path.at(-1))) ||
  pointerTo(path) === '/parameters' ||
  pointerTo(path) === '/outputs';

/** What nothing in everything.json may be without. */
const optional = new Set([
  'forceUpdateTag',
  'provisionAfterExtensions',
  'dependsOn',
  'tags',
  'zones',
  'identity',
  'KeyEncryptionAlgorithm',
  'ResizeOSDisk',
  'SequenceVersion',
  'scope',
]);

function visit(value: Json, path: (string | number)[], each: (value: Json, path: (string | number)[]) => void): void {
  each(value, path);
  if (typeof value !== 'object' || value === null) return;
  for (const [key, entry] of Object.entries(value)) visit(entry, [...path, Array.isArray(value) ? Number(key) : key], each);
}

const at = (template: Json, path: readonly (string | number)[]): Json => path.reduce((value, key) => value[key], template);

const findingsFor = (change: (template: Json) => void): string[] => {
  const template = everything();
  change(template);
  return checkTemplate(template, 'azuredeploy.json').map(told);
};

describe('one mistake in a template', () => {
  it('is none in the template without mistakes', () => {
    expect(checkTemplate(everything(), 'azuredeploy.json', everythingText)).to.deep.equal([]);
  });

  it('that is a property too many gives one finding, at that key', () => {
    const wrong: string[] = [];
    let tried = 0;
    visit(everything(), [], (value, path) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value) || isOpen(path)) return;
      tried += 1;
      const found = findingsFor((template) => {
        at(template, path).bogus = 'x';
      });
      const settings = /\/(settings|protectedSettings)$/.test(pointerTo(path));
      const expected = `${settings ? 'ADE4020' : 'ADE4010'} unknown key ${pointerTo([...path, 'bogus'])}`;
      if (found.length !== 1 || found[0] !== expected) wrong.push(`${pointerTo(path)}: ${found.join(', ')}`);
    });
    expect(tried).to.be.greaterThan(150);
    expect(wrong).to.deep.equal([]);
  });

  it('that is a value of the wrong type gives one finding, at that value', () => {
    const wrong: string[] = [];
    visit(everything(), [], (value, path) => {
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) return;
      const pointer = pointerTo(path);
      // Anything may stand in these, or it decides what the rest has to be.
      if (
        /^\/(variables|outputs\/.*\/value|parameters\/.*\/(defaultValue|type))|\/(apiVersion|type|name|publisher|typeHandlerVersion|scope)$/.test(
          pointer,
        )
      )
        return;
      // Whoever empties these leaves a parameter or variable unused; that is another finding, and a right one.
      const found = findingsFor((template) => {
        at(template, path.slice(0, -1))[path.at(-1) as string] = { wrong: true };
      }).filter((finding) => !/^ADE404[24] /.test(finding));
      const allowed = /^(ADE40(12|13|22)) (type|allowed|form) /;
      if (found.length !== 1 || !allowed.test(found[0] as string) || !found[0]?.endsWith(` ${pointer}`))
        wrong.push(`${pointer}: ${found.join(', ')}`);
    });
    expect(wrong).to.deep.equal([]);
  });

  it('that is a blank text gives one finding', () => {
    const wrong: string[] = [];
    visit(everything(), [], (value, path) => {
      const pointer = pointerTo(path);
      if (
        typeof value !== 'string' ||
        /^\/(variables|outputs|parameters)|\/tags\/|\/(type|publisher|typeHandlerVersion|name)$/.test(pointer)
      )
        return;
      const found = findingsFor((template) => {
        at(template, path.slice(0, -1))[path.at(-1) as string] = '';
      }).filter((finding) => !/^ADE404[24] /.test(finding));
      if (found.length !== 1 || !found[0]?.endsWith(` ${pointer}`)) wrong.push(`${pointer}: ${found.join(', ')}`);
    });
    expect(wrong).to.deep.equal([]);
  });

  it('that is a property left out gives at most one finding', () => {
    const wrong: string[] = [];
    const missing = new Set<string>();
    visit(everything(), [], (_, path) => {
      const key = path.at(-1);
      if (typeof key !== 'string' || isOpen(path.slice(0, -1)) || optional.has(key)) return;
      const found = findingsFor((template) => {
        delete at(template, path.slice(0, -1))[key];
      }).filter((finding) => !/^ADE404[1234] /.test(finding));
      if (found.length > 1) wrong.push(`${pointerTo(path)}: ${found.join(', ')}`);
      if (found.length === 1) missing.add(key);
    });
    expect(wrong).to.deep.equal([]);
    for (const key of [
      'apiVersion',
      'location',
      'vmSize',
      'creationData',
      'KeyVaultURL',
      'KekVaultResourceId',
      'protectedSettings',
      'enableRbacAuthorization',
    ]) {
      expect(missing).to.include(key);
    }
  });
});
