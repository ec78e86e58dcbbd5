import { expect } from 'chai';
import { resolveResources } from '../../src/plan/resolve-resource.ts';

const resource = (name: string, properties: object) => ({ type: 'a/b', name, properties });

describe('resources of a template', () => {
  it('are found by the names that the plan has, with parameters and variables filled in', () => {
    const template = {
      parameters: { vault: { type: 'string' }, location: { type: 'string', defaultValue: '[resourceGroup().location]' } },
      variables: { url: "[uri(parameters('vault'), '/')]" },
      resources: [
        resource("[concat(parameters('vault'), '/', 'it''s')]", { url: "[variables('url')]", place: "[parameters('location')]" }),
        resource('[[x]', {}),
      ],
    };
    const find = resolveResources(template, { parameters: { vault: { value: 'kv-1' } } });
    expect(find('A/B', "kv-1/it's")).to.deep.include({ properties: { url: "[uri('kv-1', '/')]", place: '[resourceGroup().location]' } });
    expect(find('a/b', '[x]')).not.to.equal(undefined);
  });

  it('have values of the parameter file as they are, even where they look like expressions', () => {
    const template = {
      parameters: { a: { type: 'string' } },
      resources: [resource('one', { whole: "[parameters('a')]", inside: "[concat(parameters('a'), 'x')]" })],
    };
    const find = resolveResources(template, { parameters: { a: { value: "[parameters('a')]" } } });
    expect(find('a/b', 'one')).to.deep.include({
      properties: { whole: "[parameters('a')]", inside: "[concat('[parameters(''a'')]', 'x')]" },
    });
  });

  it('end where an edited template goes in circles', () => {
    const template = {
      variables: { a: "[variables('b')]", b: "[concat(variables('a'), 'x')]" },
      resources: [resource('one', { a: "[variables('a')]" })],
    };
    expect(() => resolveResources(template, {})('a/b', 'one')).not.to.throw();
  });
});
