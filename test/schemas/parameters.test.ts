import { expect } from 'chai';
import { checkParameters } from '../../src/schemas/index.ts';
import { sharedText } from '../shared.ts';
import { everything, type Json, told } from './everything.ts';

const file = (parameters: Json): Json => ({
  $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#',
  contentVersion: '1.0.0.0',
  parameters,
});
const check = (parameters: Json, template?: Json): string[] => checkParameters(file(parameters), 'p.json', { template }).map(told);

const reference = {
  keyVault: {
    id: '/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-security/providers/Microsoft.KeyVault/vaults/kv-disks',
  },
  secretName: 'admin-password',
};

describe('parameter files', () => {
  it('pass when they are as the design draws them', function () {
    const text = sharedText(this, 'shape/azuredeploy.parameters.json');
    const template = JSON.parse(sharedText(this, 'shape/azuredeploy.json'));
    expect(checkParameters(JSON.parse(text), 'p.json', { template, text })).to.deep.equal([]);
  });

  it('hold a value or a reference for each parameter, and nothing else', () => {
    expect(check({ location: { value: 'westeurope' }, adminPassword: { reference } }, everything())).to.deep.equal([]);
    expect(check({ location: {} })).to.deep.equal(['ADE4011 missing /parameters/location']);
    expect(check({ location: { value: 'x', reference } })).to.deep.equal(['ADE4010 notHere key /parameters/location/value']);
    expect(check({ location: { value: 'x', valeu: 'x', metadata: { source: 'spec' } } })).to.deep.equal([
      'ADE4010 unknown key /parameters/location/valeu',
    ]);
    expect(check({ location: 'westeurope' })).to.deep.equal(['ADE4012 type /parameters/location']);
    expect(check({ adminPassword: { reference: { ...reference, keyVault: { id: 'kv-disks' } } } })).to.deep.equal([
      'ADE4013 form /parameters/adminPassword/reference/keyVault/id',
    ]);
    expect(check({ adminPassword: { reference: { keyVault: reference.keyVault } } })).to.deep.equal([
      'ADE4011 missing /parameters/adminPassword/reference',
    ]);
    expect(checkParameters({ ...file({}), resources: [] }, 'p.json').map(told)).to.deep.equal(['ADE4010 unknown key /resources']);
  });

  it('name parameters of the template, whatever their case, with values of their type', () => {
    expect(check({ LOCATION: { value: 'westeurope' } }, everything())).to.deep.equal([]);
    expect(check({ region: { value: 'westeurope' } }, everything())).to.deep.equal(['ADE4041 noValueWanted key /parameters/region']);
    expect(check({ location: { value: 5 } }, everything())).to.deep.equal(['ADE4049 type /parameters/location/value']);
    expect(check({ vmSizes: { value: [] } }, everything())).to.deep.equal(['ADE4049 type /parameters/vmSizes/value']);
    expect(check({ location: { value: null } }, everything())).to.deep.equal(['ADE4049 type /parameters/location/value']);
  });

  it('hold no secret in clear', () => {
    expect(check({ adminPassword: { value: 'Passw0rd!' } }, everything())).to.deep.equal([
      'ADE4048 parameterValue /parameters/adminPassword/value',
    ]);
  });

  it('have at most four megabytes', () => {
    const text = JSON.stringify(file({}));
    expect(checkParameters(file({}), 'p.json', { text: text.padEnd(4 * 1024 * 1024) })).to.deep.equal([]);
    expect(checkParameters(file({}), 'p.json', { text: text.padEnd(4 * 1024 * 1024 + 1) }).map(told)).to.deep.equal(['ADE4030 size ']);
  });

  it('are checked without throwing, whatever they are', () => {
    for (const value of [null, 5, [], {}, { parameters: null }, { parameters: [] }, { parameters: { a: null } }]) {
      expect(checkParameters(value, 'p.json', { template: { parameters: 5 } }), JSON.stringify(value)).not.to.be.empty;
    }
  });
});
