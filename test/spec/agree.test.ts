import { expect } from 'chai';
import { agreeOn } from '../../src/spec/agree.ts';

describe('two places that say one thing', () => {
  it('agree on a region whichever way they write it', () => {
    expect(agreeOn('location', 'West Europe', 'westeurope')).to.equal(true);
    expect(agreeOn('location', 'West Europe', 'northeurope')).to.equal(false);
  });

  it('agree on other texts as they are written, but for letter case', () => {
    expect(agreeOn('size', 'Standard_D4s_v5', 'standard_d4s_v5')).to.equal(true);
    expect(agreeOn('size', 'Standard D4s v5', 'StandardD4sv5')).to.equal(false);
  });
});
