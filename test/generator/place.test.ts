import { expect } from 'chai';
import { deploymentFolder } from '../../src/generator/place.ts';
import { know, type ModelSettings, written } from '../../src/model/index.ts';

const own = '11111111-1111-1111-1111-111111111111';
const dr = '22222222-2222-2222-2222-222222222222';
const here = written('spec.yaml', '/location');
const settings = {
  name: 'payments',
  subscriptionId: own,
  subscriptionWords: new Map([[dr, 'dr']]),
  location: know('West Europe', here),
} as unknown as ModelSettings;

describe('folder of a deployment', () => {
  it('names group and scenario, in lower case', () => {
    const place = { subscriptionId: own.toUpperCase(), resourceGroup: 'RG-Payments', location: 'westeurope' };
    expect(deploymentFolder(settings, place, 'enable-existing-vm', 1, '')).to.equal('rg-payments/enable-existing-vm');
  });

  it('names subscription, location, wave and cut only where they differ', () => {
    const place = { subscriptionId: dr, resourceGroup: 'rg-jobs', location: 'northeurope' };
    expect(deploymentFolder(settings, place, 'disable-vm', 3, '01')).to.equal('dr/northeurope/rg-jobs/disable-vm/wave-3/01');
  });

  it('names the own subscription where its region is also the word of another one', () => {
    const words = { ...settings, subscriptionWords: new Map([[dr, 'northeurope']]) };
    const inRegion = deploymentFolder(words, { subscriptionId: own, resourceGroup: 'rg', location: 'northeurope' }, 'disable-vm', 1, '');
    const inOther = deploymentFolder(words, { subscriptionId: dr, resourceGroup: 'rg', location: 'westeurope' }, 'disable-vm', 1, '');
    expect(inOther).to.equal('northeurope/rg/disable-vm');
    expect(inRegion).to.equal(`${own}/northeurope/rg/disable-vm`);
  });

  it('names a subscription without a word by its id', () => {
    const place = { subscriptionId: '33333333-3333-3333-3333-333333333333', resourceGroup: 'rg', location: 'westeurope' };
    expect(deploymentFolder(settings, place, 'disable-vm', 1, '')).to.equal('33333333-3333-3333-3333-333333333333/rg/disable-vm');
  });
});
