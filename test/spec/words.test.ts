import { expect } from 'chai';
import { didYouMean } from '../../src/spec/did-you-mean.ts';
import { matchesGlob } from '../../src/spec/glob.ts';

describe('didYouMean', () => {
  const candidates = ['virtualMachines', 'volumeType', 'wave', 'os'];
  const cases: [value: string, expected: string | undefined][] = [
    ['virtualMachine', 'virtualMachines'],
    ['VOLUMETYPE', 'volumeType'],
    ['volumeTpye', 'volumeType'],
    ['wvae', 'wave'],
    ['ox', 'os'],
    ['x', undefined],
    ['somethingElse', undefined],
    ['', undefined],
  ];
  for (const [value, expected] of cases) {
    it(`finds ${expected ?? 'nothing'} for "${value}"`, () => expect(didYouMean(value, candidates)).to.equal(expected));
  }
});

describe('matchesGlob', () => {
  const cases: [text: string, pattern: string, expected: boolean][] = [
    ['vm-web-01', 'vm-web-*', true],
    ['VM-WEB-01', 'vm-*-01', true],
    ['vm-web-01', 'vm-web', false],
    ['vm-web-01', '*', true],
    ['', '*', true],
    ['', '', true],
    ['a', '', false],
    ['a.b', 'a?b', false],
    ['a.b', 'a.b', true],
    ['axb', 'a.b', false],
    ['abcabd', '*abd', true],
    ['aaa', '*a*a*a*', true],
    ['aa', '*a*a*a*', false],
  ];
  for (const [text, pattern, expected] of cases) {
    it(`${expected ? 'takes' : 'refuses'} "${text}" by "${pattern}"`, () => expect(matchesGlob(text, pattern)).to.equal(expected));
  }

  it('ends soon whatever the pattern', () => {
    expect(matchesGlob('a'.repeat(5000), `${'*a'.repeat(2000)}*b`)).to.equal(false);
  });
});
