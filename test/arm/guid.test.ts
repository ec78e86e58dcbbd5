import { expect } from 'chai';
import { guid } from '../../src/arm/guid.ts';

describe('guid', () => {
  it("gives what Microsoft's engine gives", () => {
    // Asked of the Bicep CLI 0.49.2: [guid('a','b','c')].
    expect(guid('a', 'b', 'c')).to.equal('a98fa280-e03f-5afa-8d8e-92d0a9c201e8');
  });
});
