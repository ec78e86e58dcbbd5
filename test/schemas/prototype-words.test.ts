import { expect } from 'chai';
import { checkParameters, checkTemplate } from '../../src/schemas/index.ts';
import { told } from './everything.ts';

describe('words that every object knows', () => {
  it('are no resource types', () => {
    for (const type of ['constructor', '__proto__', 'toString']) {
      const template = {
        $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
        contentVersion: '1.0.0.0',
        metadata: { _generator: { name: 'armade' }, description: 'One resource.' },
        parameters: {},
        resources: [{ type, apiVersion: '2025-04-01', name: 'a' }],
      };
      expect(checkTemplate(template, 'template.json').map(told)).to.include('ADE4014 type /resources/0/type');
    }
  });

  it('are no types of parameters', () => {
    const template = { parameters: { a: { type: '__proto__' } } };
    expect(() => checkParameters({ parameters: { a: { value: 1 } } }, 'parameters.json', { template })).not.to.throw();
  });
});
